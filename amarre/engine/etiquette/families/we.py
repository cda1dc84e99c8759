"""we: who is speaking, and a letter that speaks only of the company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fold import EMAIL, PLACEHOLDER, URL
from ..letter import Letter
from ..model import Family, Hit, Rule, code

CODES = (
    code(
        "we.boast",
        "warning",
        fr=(
            "L’entreprise parle d’elle, de son rang ou de son histoire.",
            "Retirez : la personne veut savoir ce que vous faites pour elle.",
        ),
        en=(
            "The company speaks of itself, its rank or its history.",
            "Take it out: the reader wants to know what you are doing for them.",
        ),
    ),
    code(
        "we.own_pain",
        "warning",
        fr=(
            "L’entreprise se plaint de ce qu’elle subit.",
            "Parlez de ce que la personne subit, et de ce que vous faites pour elle.",
        ),
        en=(
            "The company complains of what it is going through.",
            "Speak of what the reader is going through, and of what you do about it.",
        ),
    ),
    code(
        "we.same_boat",
        "warning",
        fr=(
            "« Nous sommes tous logés à la même enseigne » : ce « nous » n’est pas honnête.",
            "Dites qui est « nous » : « nous, chez X », ou « ensemble » quand vous y êtes vraiment.",
        ),
        en=(
            "“All in the same boat”: this “we” is not honest.",
            "Say who “we” is: “we at X”, or “together” when you truly are.",
        ),
    ),
    code(
        "we.only_us",
        "warning",
        fr=(
            "La lettre ne parle que de l’entreprise.",
            "Retournez les phrases : « vous recevrez », « vous pouvez », plutôt que « nous avons », « nous sommes ».",
        ),
        en=(
            "The letter speaks only of the company.",
            "Turn the sentences round: “you will get”, “you can”, rather than “we have”, “we are”.",
        ),
    ),
    code(
        "we.who",
        "warning",
        fr=(
            "On ne sait pas qui est « nous » : rien ne nomme l’entreprise ni une personne.",
            "Écrivez une fois « nous, chez X », et signez d’un nom.",
        ),
        en=(
            "Nobody can tell who “we” is: neither the company nor a person is named.",
            "Write once “we at X”, and sign with a name.",
        ),
    ),
)

_FR = (
    Rule(
        "we.boast",
        (
            "(notre|nos) (image|réputation|renommée|notoriété|prestige|rang|standing|excellence|actionnaire*|palmarès|rayonnement|valorisation|cours de bourse)",
            "(bâti|construit|forgé|assis|fait) (notre|sa|leur) (réputation|renommée|succès|nom|réussite)",
            "(nous avons|a) toujours su (nous adapter|s'adapter|rebondir|innover|relever|surmonter)",
            "(le|la|les) (plus (grand*|important*|ancien*|prestigieu*)|premier*|première*|meilleur*) (acteur*|réseau*|opérateur*|banque*|entreprise*|fabricant*|assureur*|distributeur*|enseigne*|maison*|groupe*|fournisseur*) (de|d'|du|en|européen*|français*|mondial*)",
        ),
    ),
    Rule(
        "we.own_pain",
        (
            "(épreuve|drame|choc|coup|défi|moment|période|crise) ~ pour (nous|notre (entreprise|groupe|société|maison|direction|marque|équipe|famille)|nos (équipes|dirigeants|actionnaires))",
            "(porte*|cause*|caus* |nui*|portent|fait du) ~ (préjudice|tort|mal|nuit) ~ (à|pour) (notre|nos|nous)",
            "(nos|notre) (pertes|manque à gagner|équilibre financier|rentabilité|plan stratégique|objectifs (annuels|financiers|commerciaux))",
        ),
    ),
    Rule(
        "we.same_boat",
        (
            "(dans|sous|face à) (la|le) même (tempête|orage|bateau|galère|barque|navire|enseigne|panade|pétrin|combat)",
            "(tous|toutes) (embarqué*|confronté*|frappé*|touché*) ~ (même|pareil*|autant)",
            "(chacun|chacune) (de nous|d'entre nous) (sait|doit|connaît|souffre|a|est|fait)",
        ),
    ),
    Rule(
        "we.boast",
        (
            "(leader*|numéro un|n°1|n° 1|premier acteur|acteur (majeur|incontournable|de référence|historique)|référence (du|de la|en|dans|sur)|pionnier*|fleuron) (européen* |mondial* |incontest* |français* |historique |national* )*(de|du|des|en|dans|sur|la|incontest*|européen*|mondial*|français*|historique|reconnu*)",
            "(fort* de (nos|notre|ses|son|ces|#|plus)|du haut de (nos|ses)|depuis (plus de )?# ans,? (nous|notre|l'excellence|la qualité|notre maison|notre entreprise|au service de l'excellence))",
            "(nous sommes|notre (entreprise|groupe|société|maison|équipe|direction) est|je suis|c'est avec fierté|nous pouvons être|soyons|elle est|extrêmement) ~ fier* (de|d'|des|du)",
            "(notre|nos) (excellence|excellent* résultat*|chiffre d'affaires|croissance|performance* (économique|financière|exceptionnelle)*|résultats (financiers|record|exceptionnels|annuels)|actionnaire*|investisseurs|expertise (reconnue|unique|inégalée)|savoir-faire (unique|reconnu|inégalé|d'excellence)|réussite|succès|leadership|réputation|prestige|image (de marque)?|marque (reconnue|forte|est)|position (de leader|dominante|sur le marché)|solidité financière|ADN|prix et récompenses|distinctions|rentabilité|marges)",
            "(élu* (service client|meilleur*|produit de)|label* (d'excellence|de qualité)|certifi* iso)",
        ),
        ("(confiance|grace a vous|sans vous|merci)",),
    ),
    Rule(
        "we.own_pain",
        (
            "(nous|notre (entreprise|groupe|société|maison|équipe|direction|marque|trésorerie|activité)|nos (équipes|résultats|actionnaires|marges|finances)) (sommes|est|sont|avons|a|ont|traverse*|traversons|subit|subissons|subissent|souffr*|vi*|pay*|vivons|perd*) ~ (lourd* tribut|durement (touché*|frappé*|éprouvé*)|de plein fouet|victimes?|les (premiers|premières) (touchés?|victimes?|à souffrir|pénalisés)|un (moment|coup|choc|manque à gagner)|une (période|épreuve|année|crise|perte) ~(difficile|sans précédent|énorme|terrible|dure|lourde|pour nous)|beaucoup (d'argent|souffert|perdu)|pertes (financières|énormes|lourdes|considérables)|des millions|coûte* (très |extrêmement )?cher|souffert|énormément|beaucoup)",
            "(nous coûte*|nous a coûté|nous aura coûté|coûtent à (notre|l')) ~ (cher|euros|millions|beaucoup|argent|fortune|énorm*)",
            "(difficile|dur|éprouvant|pénible|terrible|compliqué) (aussi )?pour (nous|notre (entreprise|équipe|société|groupe|marque|image)|nos (équipes|finances|actionnaires|résultats))",
            "(notre (image|réputation|marque)|nos (ventes|résultats|marges|profits|bénéfices)) ~ (souffr*|entaché*|ternie*|atteint*|touché*|baiss*|chut*|en pâti*|injustement|menac*|salie*)",
            "(nous avons|notre entreprise a) (déjà )?(investi|dépensé|consacré|mobilisé) ~ (millions|milliers d'euros|sommes|milliards|# ?<euro>|moyens considérables|efforts considérables)",
        ),
        ("(vous aussi|comme vous|si vous)",),
    ),
    Rule(
        "we.same_boat",
        (
            "(tous|toutes|ensemble) (dans (le|un) même (bateau|navire|galère)|dans la même (galère|barque|situation)|logé* à la même enseigne|égaux (devant|face)|concerné* de la même|touché* de la même|pareil*)",
            "(dans (le|un) même bateau|dans la même (galère|barque)|à la même enseigne)",
            "(nous (savons|voulons|aimons|pensons|rêvons|attendons|avons|vivons|connaissons|sommes|souhaitons|devons|ressentons)|on (sait|veut|aime|a|rêve|vit|est|connaît)) (tous|toutes|chacun) (que|qu'*|ce|la même|envie|besoin|très|un peu|hâte|le même|dû|déjà|été|connu|peur|fatigué*|confiné*|à la maison|pareil*)",
            "tout le monde (est|sait|fait|souffre|subit|traverse|vit|comprend|doit|a) ~ (même|tous|pareil|logé|concerné|que|galère|effort*)",
        ),
    ),
)
_EN = (
    Rule(
        "we.boast",
        (
            "our (good )?(image|reputation|renown|prestige|standing|excellence|shareholders|track record|stature|name in the)",
            "(built|forged|earned|made) (our|its|a) (reputation|name|success) (on|for|as|over|through)",
            "(has|have|'ve) always known how to|(has|have|'ve) always (adapted|risen|overcome|set the (standard|bar)|led the (way|field|market))",
            "(the |'s |country's |europe's |world's |region's |nation's )(largest|biggest|oldest|best|leading|foremost|number one|top|most trusted|favourite|premier) (provider|supplier|operator|bank|company|manufacturer|insurer|retailer|network|brand|group|chain|maker|firm)",
            "number one in (its|our|the)",
        ),
    ),
    Rule(
        "we.own_pain",
        (
            "(ordeal|blow|shock|challenge|trial|crisis|time|test|trauma|hardship) ~ for (us|our (company|business|group|brand|management|shareholders|family|firm|organisation|organization))",
            "(damag*|harm*|hurt*|tarnish*|stain*|cost*) ~ (to )?our (image|reputation|brand|name|company|business|results|standing)",
            "our (losses|lost revenue|financial (results|position|targets)|strategic plan|annual targets|profitability)",
        ),
    ),
    Rule(
        "we.same_boat",
        (
            "in the same (storm|boat|ship|position|situation together|mess|fix)",
            "(we're|we are|everyone is|everybody is) all (in this|in the same|going through the same|facing the same|struggling|suffering|affected)",
        ),
    ),
    Rule(
        "we.boast",
        (
            "(market|industry|world|global|leading|sector|the|national|european|award-winning|best-in-class|world-class|number one|no. 1|#1) (leader*|leading (provider|supplier|brand|company|name)|provider of choice|leadership|pioneer*)",
            "(a|the|as|your) (leading|award-winning|world-class|best-in-class|number one|premier|top|industry-leading|market-leading|trusted leader) ~ (company|provider|supplier|brand|bank|insurer|retailer|operator|business|group|name|firm|player|service|organisation|organization|in|of)",
            "(award-winning|world-class|best-in-class|industry-leading|market-leading|state-of-the-art|second to none|unrivalled|unparalleled|cutting-edge|prestigious)",
            "(we|our (company|group|team|board)|i)( are| am| is|'re|'m| have always been| can be| feel| remain) (very |so |extremely |incredibly |immensely |rightly |justly |all )*proud (of|to|that)",
            "(we|our company) (pride ourselves|take (great |immense )?pride|prides itself)",
            "our (excellent|outstanding|record|exceptional|proud|unique|strong|impressive|remarkable|long|rich|stellar|leading|unrivalled|enviable|strongest) (results|growth|performance|record|heritage|history|reputation|expertise|track record|brand|position|financial|success|tradition|profits|balance sheet|market|culture|quarter|year)",
            "our (shareholders|investors|share price|stakeholders|profits|turnover|revenue|bottom line|brand (image|values)|reputation for|dna|market share|heritage|margins|success story|leadership)",
            "(with (over|more than) # years|for (over|more than) # years) ~ (we|our|experience|excellence|leading|of)",
        ),
        ("(proud (of|to know) you|thanks to you|because of you|your trust|thank you)",),
    ),
    Rule(
        "we.own_pain",
        (
            "(we|our (company|business|team|staff|brand|group|sales|finances|people|shareholders|management)) (are|is|have|has|'ve|'re|were|was) ~ (hit hard|hard hit|badly hit|hardest hit|the (real |main |first )?victim*|suffer* (greatly|badly|terribly|enormously|a lot|heavily|most|huge|heavy|too|more)|lost (millions|a (lot|great deal|fortune)|heavily|huge)|losing money|losing millions|under (huge|enormous|immense|tremendous) (financial )?(pressure|strain)|paid a heavy price|devastated by the (cost|loss)|been through (a lot|hell|so much))",
            "(has|have|is|are|was|will) (been |being )?(also |very |extremely |incredibly |so |really |particularly )*(difficult|hard|tough|painful|challenging|costly|expensive|trying|stressful|exhausting) (time |period |year |week |month |moment )?(for us|for our (company|business|team|staff|brand|management|group|shareholders|finances|organisation|people)|on us|on our (company|business|team|staff|brand|management))",
            "(cost|costs|costing) (us|our (company|business)) ~ (million*|fortune|thousands|lot|dearly|money|great deal|<money>|#)",
            "(our (image|reputation|brand|sales|profits|results|revenue|margins|share price)) ~ (suffer*|damaged|hurt|tarnished|fallen|dropped|declined|unfairly|affected|at risk|hit)",
            "(we|our company) (have |has |'ve )(already )?(invested|spent|poured) ~ (million*|thousands|heavily|considerable|fortune|<money>|great deal)",
        ),
        ("(you too|like you|as you have)",),
    ),
    Rule(
        "we.same_boat",
        (
            "(in the same boat|all in this together|all in it together)",
            "(we|we're|we've) (all|each) (know|want|love|have|been|going|miss|feel|had|suffer*|hate|need|agree|understand) ~ (that|how|what|to|the same|this|it|our|a)",
            "(everyone|everybody|the whole world|the entire country) (is|has|knows|agrees|understands|must|faces|suffers) ~ (same|suffering|struggling|boat|that|affected|sacrifice*|through|equally)",
        ),
        ("(not all|not everyone|not in the same|differently)",),
    ),
)

_FIRST = {
    "fr": re.compile(r"(?<![\w-])(?:nous|notre|nos|on)(?![\w])"),
    "en": re.compile(r"(?<![\w-])(?:we|our|us|ours|ourselves)(?![\w])"),
}
_COMPANY = {
    "fr": re.compile(r"\b(?:notre|l'|la|le) ?(?:entreprise|groupe|societe|direction|compagnie|maison|marque)\b"),
    "en": re.compile(r"\b(?:the|our) (?:company|group|business|board|management|organi[sz]ation|firm|brand)\b"),
}
_SECOND = {
    "fr": re.compile(r"(?<![\w])(?:vous|votre|vos|toi|tu|te|t'|ton|ta|tes|votres)(?![\w])|\{\{|" + PLACEHOLDER),
    "en": re.compile(r"(?<![\w])(?:you|your|yours|yourself|yourselves|you're|you've|you'll|you'd)(?![\w])|" + PLACEHOLDER),
}
_TIMES_MORE = 6  # "we" for each "you" before a letter speaks only of the company
# "You" in these is a manner of speaking, not a thought for the reader.
_SET_PHRASES = {
    "fr": re.compile(
        r"nous vous (?:informons|remercions|prions|rappelons|signalons|annoncons|adressons)|merci de votre comprehension|de votre comprehension"
        r"|vous informer|vous annoncer|nous vous prions d'agreer"
    ),
    "en": re.compile(
        r"thank you for your (?:understanding|cooperation|attention|support)|(?:inform|tell|advise|notify|assure|update) you|thank you"
    ),
}
# A capital inside a sentence names someone or something; these name nobody.
_NAMES_NOBODY = re.compile(
    r"^(?:Le|La|Les|L|The|Your|Votre|Toute|Toutes|All|Monsieur|Madame|Mesdames|Messieurs|Mademoiselle|Cher|Chère|Chers|Chères|Client|Cliente|Clients|Clientes|Nous|Vous|Lundi|Mardi|"
    r"Mercredi|Jeudi|Vendredi|Samedi|Dimanche|Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|"
    r"Novembre|Décembre|France|Français|Covid.*|COVID.*|SMS|I|I'.*|I’.*|Dear|Customer|Customers|Sir|Madam|Sirs|Valued|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|English|Christmas|Easter|Noël|Pâques|FAQ|PIN|URL|HT|TTC|IBAN|STOP|Internet|Wi-Fi|Bonjour|Hello|"
    r"Direction|Service|Équipe|Team|Management|Company|Department|RGPD|GDPR|CNIL|ICO|État|Etat|Europe|URGENT|IMPORTANT|INFO|UK|US|EU|UE|PDF|TVA|VAT)$"
)
_CAPITAL = re.compile(r"(?<![.!?:\n»\"“(]\s)(?<![.!?:\n»\"“(]\s\s)(?<![\w’'-])[A-ZÀ-Þ][\w’'&.-]*[\w]")
_AT = {
    "fr": re.compile(r"\b(?:chez|l'equipe (?:de|du|d')|au nom de|pour) ?\w+"),
    "en": re.compile(r"\b(?:here at|at|from|on behalf of|team at) \w+"),
}


def _only_us(letter: Letter) -> Iterator[Hit]:
    """Many words about the company and next to none about the reader."""
    if len(letter.words) < 40 or letter.occasion == "answer":
        return
    first = [*_FIRST[letter.lang].finditer(letter.text), *_COMPANY[letter.lang].finditer(letter.text)]
    second = len(_SECOND[letter.lang].findall(_SET_PHRASES[letter.lang].sub("", letter.text)))
    if len(first) >= 5 and len(first) > _TIMES_MORE * second:
        match = min(first, key=lambda m: m.start())
        start, end = letter.sentence_at(match.start())
        yield Hit("we.only_us", start, end)


def _who(letter: Letter) -> Iterator[Hit]:
    """Several "we", and nothing in the letter that names a company or a person."""
    if letter.channel not in ("email", "letter") or letter.occasion == "answer" or len(letter.words) < 30:
        return
    first = list(_FIRST[letter.lang].finditer(letter.text))
    if len(first) < 3 or _named(letter):
        return
    yield Hit("we.who", first[0].start(), first[0].end())


def _named(letter: Letter) -> bool:
    if any(mark in letter.text for mark in (URL, EMAIL, PLACEHOLDER)):
        return True
    if any(not _NAMES_NOBODY.match(m.group()) for m in _CAPITAL.finditer(letter.source) if m.start() > 0):
        return True
    return _signed(letter)


def _signed(letter: Letter) -> bool:
    """Whether a last short line holds a name."""
    lines = [line.strip() for line in letter.source.strip().splitlines() if line.strip()]
    last = lines[-1] if len(lines) > 1 else ""
    words = [w for w in re.findall(r"[\w’'-]+", last) if w[0].isupper()]
    return len(last) < 60 and any(not _NAMES_NOBODY.match(w) for w in words[-1:] if len(words) > 1 or last[-1:] != ".")


FAMILY = Family("we", CODES, {"fr": _FR, "en": _EN}, (_only_us, _who))
