"""fact: what is said without a source, or rests on a fact that is not verified, not public, or past its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..letter import Letter
from ..model import FactState, Family, Hit, Rule, code

CODES = (
    code(
        "fact.hearsay",
        "warning",
        fr=(
            "Un ouï-dire, attribué à personne.",
            "Dites qui le dit et depuis quand, ou retirez-le. Si c’est une rumeur, appelez-la ainsi et dites ce qui est vérifié.",
        ),
        en=(
            "Hearsay, from nobody in particular.",
            "Say who says it and since when, or take it out. If it is a rumour, call it one and say what has been checked.",
        ),
    ),
    code(
        "fact.unsourced",
        "warning",
        fr=(
            "Un chiffre ou une certitude sans source.",
            "Ajoutez la source et la date (« selon l’agence régionale de santé, le 12 mars »), ou retirez.",
        ),
        en=(
            "A figure or a certainty without a source.",
            "Add the source and the date (“according to the regional health agency, on 12 March”), or take it out.",
        ),
    ),
    code(
        "fact.guess",
        "warning",
        fr=(
            "Une supposition présentée comme une nouvelle.",
            "Dites ce que vous savez, ce que vous ne savez pas, et quand vous en saurez plus.",
        ),
        en=(
            "A guess given as news.",
            "Say what you know, what you do not know, and when you will know more.",
        ),
    ),
    code(
        "fact.unknown",
        "blocker",
        fr=(
            "Ce fait n’existe pas dans cette crise : le texte aurait un trou.",
            "Établissez le fait avec sa source, ou citez-en un autre.",
        ),
        en=(
            "This fact does not exist in this crisis: the text would have a hole.",
            "Establish the fact with its source, or cite another.",
        ),
    ),
    code(
        "fact.unverified",
        "blocker",
        fr=(
            "Ce fait n’est pas vérifié.",
            "Attendez sa vérification, ou écrivez clairement que vous ne le savez pas encore.",
        ),
        en=(
            "This fact has not been verified.",
            "Wait until it is, or say clearly that you do not know yet.",
        ),
    ),
    code(
        "fact.rumour",
        "blocker",
        fr=(
            "Ce fait est une rumeur.",
            "Ne la répétez pas comme un fait ; si elle circule, démentez-la avec ce qui est vérifié.",
        ),
        en=(
            "This fact is a rumour.",
            "Do not repeat it as a fact; if it is going round, deny it with what has been verified.",
        ),
    ),
    code(
        "fact.denied",
        "blocker",
        fr=(
            "Ce fait a été démenti.",
            "Retirez-le et dites ce qui est vrai aujourd’hui.",
        ),
        en=(
            "This fact has been denied.",
            "Take it out and say what is true today.",
        ),
    ),
    code(
        "fact.expired",
        "blocker",
        fr=(
            "Ce fait n’est plus valable.",
            "Vérifiez-le de nouveau et renouvelez sa date avant d’envoyer.",
        ),
        en=(
            "This fact is past its time.",
            "Check it again and renew its date before sending.",
        ),
    ),
    code(
        "fact.internal",
        "blocker",
        fr=(
            "Ce fait est réservé à la maison.",
            "Rendez-le public par une décision, ou retirez-le du message.",
        ),
        en=(
            "This fact is kept inside the house.",
            "Make it public by a decision, or take it out of the message.",
        ),
    ),
    code(
        "fact.past_date",
        "warning",
        fr=(
            "Une échéance déjà passée.",
            "Donnez la date d’aujourd’hui, ou retirez la phrase.",
        ),
        en=(
            "A deadline already past.",
            "Give the date that holds today, or take the sentence out.",
        ),
    ),
)

_FR = (
    Rule(
        "fact.hearsay",
        (
            "on nous (signale|dit|rapporte|assure|informe|indique|a (dit|rapporté|signalé|assuré|raconté|parlé))",
            "(des|certains|plusieurs|quelques|de nombreux) (internautes|riverains|utilisateurs|témoins|confrères|collègues|voisins|commentaires|messages|posts|proches du dossier|fournisseurs|habitants|clients) (rapport*|dis*|affirm*|évoqu*|parl*|racont*|prétend*|laiss* entendre|signal*|assur*|croi*|pens*)",
            "(circul*|entend*|lu|vu|vue) (sur|dans) (les réseaux( sociaux)?|internet|facebook|twitter|whatsapp|la presse)",
        ),
    ),
    Rule(
        "fact.unsourced",
        (
            "(il est|c'est) (bien |désormais |de notoriété )?(connu|notoire|notoriété publique|évident|clair|acquis|certain|indéniable) (de tous )?(que|qu'*)",
            "# ?% (de|des) (nos |vos )?(clients|usagers|utilisateurs|français|personnes|foyers|abonnés|consommateurs|patients|cas|gens|pannes|produits|demandes|familles)",
        ),
    ),
    Rule(
        "fact.guess",
        (
            "(serait|seraient|pourrait|pourraient) ~ (semble-t-il|apparemment|dit-on|paraît-il|à en croire|malveillance|sabotage|acte*|lié* à|dû* à|due* à|d'origine)",
        ),
    ),
    Rule(
        "fact.hearsay",
        (
            "(il paraît|il paraîtrait|il semblerait|on (nous )?(dit|raconte|murmure|prétend|entend dire|a entendu|rapporte)|d'aucuns|certains (disent|affirment|prétendent|parlent|experts|spécialistes|médias|observateurs)|des (bruits|rumeurs) (courent|circulent|font|disent|parlent)|le bruit court|la rumeur|selon (la rumeur|certain* (sources*|experts?|médias?|rumeurs?|informations?|observateurs?|personnes?|spécialistes?)|des (sources|experts|rumeurs|témoignages|spécialistes|bruits)|les (rumeurs|bruits|réseaux sociaux|médias|journaux|ouï-dire|experts|spécialistes|bruits de couloir)|plusieurs (sources|médias|experts|témoignages)|une source|toute vraisemblance|nos sources|divers* sources|les on-dit|internet|ce qu'on (dit|entend|lit)|ce que (disent|l'on))|d'après (la rumeur|certain* (sources*|experts?|médias?|rumeurs?|informations?)|des (sources|experts|rumeurs)|les (rumeurs|bruits|réseaux sociaux|médias|journaux|spécialistes|experts)|ce (qu'on|que l'on|qui se) (nous |en |a |a pu )?(dit|entend|lit|sait|raconte|rapporte|rapporté|entendu)|plusieurs (sources|médias|experts)|nos sources|une source|internet)|((information*|source*|donnée*|nouvelle*|rapport*) ~ non (confirmé*|vérifié*|officiel*|recoupé*))|(de|une|des) source* (sûre*|bien informée*|proche*|anonyme*|interne*|non officielle*|concordante*)|j'ai (entendu dire|lu (quelque part|sur))|nous avons (entendu dire|lu (quelque part|sur)|ouï dire)|on a (entendu dire|lu))",
        ),
        ("(dement*|fausse*|faux|inexact*|n'est pas vrai|infondee*|sans fondement|demenson*|ne croyez|une rumeur|rumeur (circule|court)|verifi* aupres)",),
    ),
    Rule(
        "fact.unsourced",
        (
            "((les|des|plusieurs|de nombreuses|certaines) (études|recherches|enquêtes|statistiques|chiffres|analyses|experts|scientifiques|spécialistes|médecins)|une (étude|enquête)|la science|les experts|tous les (experts|spécialistes|médecins|scientifiques)) ~ (montr*|prouv*|démontr*|confirm*|indiqu*|dis*|affirm*|s'accord*|sont (formels|unanimes|d'accord)|estim*|révèl*|recommand*|assur*|pens*)",
            "(il est|c'est|cela est) (scientifiquement |médicalement |bien |désormais |clairement )?(prouvé|établi|démontré|avéré|reconnu|connu) (scientifiquement |médicalement )?(que|qu'*|,|par)",
            "(scientifiquement|cliniquement|médicalement) (prouvé*|établi*|démontré*|testé*)",
            "(tout le monde|chacun|on) (sait|le sait|s'accorde|reconnaît|admet)( bien)? (que|qu'*|à|:)",
            "(# ?%|neuf sur dix|# sur #|la (quasi-totalité|grande majorité|plupart)|l'immense majorité) (de|des|d') (nos |vos |l'ensemble de )?(clients|usagers|utilisateurs|français|personnes|foyers|abonnés|consommateurs|gens|experts|patients) ~ (satisfai*|content*|heureu*|recommand*|préfèr*|approuv*|n'ont (rien|pas)|ne (sont|seront) pas|sont d'accord|nous font confiance|confirm*|pens*|considèr*|estim*|jug*)",
            "(sans aucun doute|indiscutable*|incontestable*|indéniable*|à n'en pas douter|chacun sait|comme chacun sait|de notoriété publique|c'est un fait établi)",
        ),
        ("(selon|d'apres|source :|source:|publi* par|insee|ministere|agence|autorite*|institut|sante publique|prefecture|enquete de|sondage de|mesure* par|etude (de|du|publi*))",),
    ),
    Rule(
        "fact.guess",
        (
            "((vraisemblablement|probablement|sans doute|certainement|apparemment|visiblement|manifestement) ~ (causé*|dû|due|dus|provoqué*|imputable*|responsable*|à l'origine|d'origine|contaminé*|volé*|piraté*|un de nos|notre (fournisseur|prestataire)|un ancien|malveillan*|criminel*|chinois*|russe*|étrang*|lié*|erreur humaine))",
            "(la (faute|cause|responsabilité|origine) ~ (serait|doit être|est sans doute|est certainement|est probablement|revient sûrement|viendrait))",
            "(serait|seraient|aurait|auraient) ~ (probablement|vraisemblablement|selon|d'après|paraît|semble|apparemment|semble-t-il|paraît-il|dit-on)",
            "(semble-t-il|paraît-il|dit-on|à ce qu'il paraît|à ce qu'on dit|à ce qu'il semble|semble-t-il bien|à en croire|à vue de nez|au doigt mouillé|à la louche|on suppose|nous supposons|on pense que|nous pensons savoir|on croit savoir|nous croyons savoir|si nos informations sont (exactes|bonnes|correctes))",
        ),
        ("(confirm*|verifi* par|enquete (est )?en cours|ne savons pas|ne sais pas)",),
    ),
)
_EN = (
    Rule(
        "fact.hearsay",
        (
            "we (are|'re|were|have been|'ve been) (being )?(told|informed by some|hearing|given to understand|led to believe) (that|of|there|it|several|many)?",
            "(social media|internet|online|local|some|several|many) (users|posts|comments|residents|witnesses|people|neighbours|customers|colleagues|reports|suppliers) (report*|say*|claim*|suggest*|tell|mention*|speak|are (saying|talking|reporting)|believe|think|swear)",
            "(doing the rounds|circulating (online|on)|going (around|round)|seen (online|on (facebook|twitter|whatsapp|social media))|read (online|on (facebook|twitter|whatsapp|social media)))",
        ),
    ),
    Rule(
        "fact.unsourced",
        (
            "(it is|it's|as is) (common knowledge|well known|obvious|clear to all|no secret|beyond doubt|universally)",
            "# ?(%|percent|per cent) of (our |all |the )?(customers|people|users|households|patients|subscribers|members|consumers|passengers|cases|faults|products|complaints|families)",
        ),
    ),
    Rule(
        "fact.guess",
        (
            "(is|are|was|were) (thought|believed|understood|rumoured|rumored|said|reported|suspected) to (be|have|come|stem|involve|originate)",
            ", (it seems|apparently|so it seems|we think|we believe|or so we hear)",
        ),
    ),
    Rule(
        "fact.hearsay",
        (
            "(some (say|people (say|claim|think|believe)|reports|sources|experts|claim|are saying|media)|people (are saying|say|claim)|it is (said|rumoured|rumored|believed|thought|claimed|understood|reported) (that|to)|it's (said|rumoured|rumored|believed|thought|claimed) (that|to)|they say|word (is that|has it)|rumour* (has it|say|suggest*|are|is|going)|rumor* (has it|say|suggest*|are|is|going)|sources (say|close|suggest|tell|indicate|claim|report)|(according to|from) (some|sources|rumours|rumors|various|several|reports|social media|people|the (rumours|internet|media|press|web)|insiders|unconfirmed|experts|many|a source|online|what (we|people))|unconfirmed (reports|sources|rumours|information)|(or )?so it (seems|appears)|from what (we|i) (are|were|am|was|have been|can) (told|hear*|gather)|(we|i)('ve| have)? (heard|read) (that|rumours|somewhere|on social|reports|online|from)|(we|i)('ve| have) been hearing|we hear (that|rumours)|reportedly|allegedly|supposedly|apparently|rumoured to|a reliable source|reliable sources|anonymous source*|insider*|a friend of|so we('re| are) told|from what we('ve| have)? (hear*|gather*|been told))",
        ),
        ("(false|untrue|not true|no truth|deny|denied|incorrect|wrong|unfounded|do not believe|don't believe|heard from you|heard that you|from you|rumour is|rumours are (false|not)|(a|the) rumour)",),
    ),
    Rule(
        "fact.unsourced",
        (
            "((studies|research|surveys|statistics|figures|experts|scientists|doctors|specialists|many experts|all (the )?experts|most experts|several studies|recent (studies|research)|numerous studies|a (recent )?study|the science|analysts)( have| has| all)* (show*|prove*|proven|demonstrat*|confirm*|suggest*|say*|agree*|indicat*|reveal*|believe*|recommend*|estimate*|is clear|insist*|warn*|claim*|think*|tell*))",
            "(it is|it's|it has been|this is) (scientifically |medically |widely |well |a |clinically |now |commonly )*(proven|established|known|accepted|proven fact|well-known|a fact|fact|acknowledged|agreed) (that|by|to)",
            "(scientifically|clinically|medically) (proven|tested|established)",
            "(everyone|everybody|we all|as everyone) (knows|know|agrees|accepts)",
            "(# ?(%|percent)|nine (out of|in) ten|# (out of|in) #|the (vast|overwhelming) majority|most) (of )?(our |all )?(customers|people|users|households|patients|subscribers|members|experts|consumers|passengers) ~ (satisfied|happy|recommend*|prefer*|approve*|agree*|trust*|not (affected|notice*)|unaffected|believe*|think*|love*|rate*|say)",
            "(undeniabl*|indisputabl*|unquestionabl*|undoubtedly|it is a well-known|beyond dispute)",
        ),
        ("(according to|source:|published by|ministry|agency|authority|institute|office for|public health|nhs|who|regulator|council|survey (by|of)|study (by|from|published)|report (by|from)|measured by)",),
    ),
    Rule(
        "fact.guess",
        (
            "(probably|presumably|most likely|in all likelihood|no doubt|almost certainly|we assume|we guess|we suspect|we suppose|we think|we believe it (was|is)|seems to (be|have been)) ~ (caused by|due to|because|the (work|result|fault) of|a (former|disgruntled)|supplier*|contractor*|hackers|foreign|criminal*|human error|sabotage|contaminated|stolen|responsible|to blame|behind|linked|came from)",
            "(it would (seem|appear) (that)?|as far as we can (guess|tell without)|our (best )?guess (is|would)|if our information is (right|correct)|we think we know|rough guess|a wild guess|off the top of)",
        ),
        ("(confirmed|verified|investigation is|do not (yet )?know|don't (yet )?know)",),
    ),
)

_CITATION = re.compile(r"\{\{\s*fact\.([A-Za-z0-9_-]+)[^}]*\}\}")
_STATES = {"to_verify": "fact.unverified", "rumour": "fact.rumour", "denied": "fact.denied", "expired": "fact.expired"}

_MONTHS = {
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(),
    "en": "january february march april may june july august september october november december".split(),
}
_UNTIL = {
    "fr": re.compile(
        r"(?:jusqu'au|d'ici (?:au|le)|avant le|a partir du|des le|valables? (?:au|jusqu'au)|au plus tard le)(?: (?:lundi|mardi|mercredi"
        r"|jeudi|vendredi|samedi|dimanche))? (?P<d>\d{1,2})(?:er)?[ /.-](?P<m>[a-z]+|\d{1,2})[ /.-](?P<y>\d{4})"
    ),
    "en": re.compile(
        r"(?:until|by|before|no later than|valid (?:to|until)|from)(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day,?)? (?:the )?"
        r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m>[a-z]+)|(?P<m2>[a-z]+) (?P<d2>\d{1,2})(?:st|nd|rd|th)?),? (?P<y>\d{4})"
    ),
}


def _cited(letter: Letter) -> Iterator[Hit]:
    """Facts cited in the text that must not go out as they are. Offsets are those of the folded text."""
    if letter.facts is None:
        return
    for match in _CITATION.finditer(letter.source):
        found = _state_code(letter.facts.get(match.group(1)))
        if found:
            yield Hit(found, letter.folded.position(match.start()), letter.folded.position(match.end()))


def _state_code(state: FactState | None) -> str | None:
    if state is None:
        return "fact.unknown"
    if state.status in _STATES:
        return _STATES[state.status]
    return None if state.public else "fact.internal"


def _past(letter: Letter) -> Iterator[Hit]:
    """Deadlines that are already past on `today`."""
    if letter.today is None:
        return
    for match in _UNTIL[letter.lang].finditer(letter.text):
        day = _date(match, letter.lang)
        if day is not None and day < letter.today:
            yield Hit("fact.past_date", match.start(), match.end())


def _date(match: re.Match[str], lang: str) -> date | None:
    groups = match.groupdict()
    month_name = groups["m"] or groups.get("m2") or ""
    if month_name.isdigit():
        month = int(month_name)
    elif month_name in _MONTHS[lang]:
        month = _MONTHS[lang].index(month_name) + 1
    else:
        return None
    try:
        return date(int(groups["y"]), month, int(groups["d"] or groups.get("d2") or "0"))
    except ValueError:  # the 31st of February: not a date, so not a deadline
        return None


FAMILY = Family("fact", CODES, {"fr": _FR, "en": _EN}, (_cited, _past))
