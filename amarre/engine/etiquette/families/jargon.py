"""jargon: too hard, or too long for the channel. Read on a phone, by someone tired, perhaps aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..letter import Letter
from ..model import Family, Hit, Rule, code

CODES = (
    code(
        "jargon.word",
        "advice",
        fr=(
            "Un mot de métier, que tout le monde ne comprend pas.",
            "Dites-le avec les mots de tous les jours, ou expliquez-le en cinq mots.",
        ),
        en=(
            "A word of the trade that not everyone understands.",
            "Say it in everyday words, or explain it in five.",
        ),
    ),
    code(
        "jargon.legal",
        "advice",
        fr=(
            "La langue du droit, là où il faut celle de tous.",
            "Dites ce que cela change pour la personne ; mettez le texte officiel en lien ou en annexe.",
        ),
        en=(
            "The language of law, where everyday words are needed.",
            "Say what it changes for the reader; put the official text behind a link or in an annex.",
        ),
    ),
    code(
        "jargon.acronyms",
        "advice",
        fr=(
            "Trop de sigles.",
            "Écrivez ce qu’ils veulent dire, ou passez-vous d’eux.",
        ),
        en=(
            "Too many abbreviations.",
            "Write what they stand for, or do without them.",
        ),
    ),
    code(
        "jargon.long_sentence",
        "advice",
        fr=(
            "Phrase trop longue pour ce canal.",
            "Coupez-la en deux ou trois phrases, une idée par phrase.",
        ),
        en=(
            "This sentence is too long for the channel.",
            "Cut it into two or three, one idea to a sentence.",
        ),
    ),
    code(
        "jargon.too_long",
        "advice",
        fr=(
            "Message trop long pour ce canal.",
            "Gardez l’essentiel (quoi, depuis quand, que faire, qui joindre) et mettez le reste sur une page.",
        ),
        en=(
            "The message is too long for the channel.",
            "Keep the essential (what, since when, what to do, whom to reach) and put the rest on a page.",
        ),
    ),
)

_FR = (
    Rule(
        "jargon.word",
        (
            "(interbancaire*|compensation interbancaire|cache dns|mode bridge|purg* le|flux (financiers|logistiques|interbancaires|sortants|entrants|de données)|rejets?( en)? compensation|adresse ip|routage|routeur de coeur|répartiteur*|redémarrage à froid|firmware|micrologiciel|sur-incident|on-premise|saas|iaas|sandbox|déploy* en (production|prod)|mise en prod*|environnement de (prod*|recette|préprod*)|recette fonctionnelle|télémaintenance|hotfix*|correctif logiciel critique|sinistralité|franchise contractuelle|exclusion (au titre|de garantie)|indemnisation forfaitaire|conditions particulières|réassur*|actuari*|mutualisation du risque|encours|nantissement|scoring|éligibilité (réseau|technique)|désaturation|raccordement (ptp|pto|pm)|pto|nro|pm mutualis*|adductabilité|adduction|surpresseur*|décolmatage|chloration|conductivité|dépolymér*|lixiviation|migration spécifique|phtalate*|bisphénol*|titrage|posologi*|biodisponib*|contre-indiqu*|iatrogèn*|nosocomial*|comorbidité*|létalité|prophyla*|asymptomatique*)",
        ),
    ),
    Rule(
        "jargon.word",
        (
            "(process|workflow|feedback*|asap|sla|slas|kpi|kpis|roadmap|task force|taskforce|rollback|failover|downtime|uptime|patch|patché*|backlog|reporting|monitoring|scoring|benchmark*|business unit|back-office|back office|front-office|middle-office|stakeholder*|lead time|supply chain|sourcing|stock-out|backorder|upsell*|churn|nps|b2b|b2c|omnicanal*|cross-canal|phygital*|scalab*|agilité organisationnelle|disrupti*|incrément*|mindset|win-win|proactivement|data center*|datacenter*|cloud (privé|public|hybride)|cluster*|load balancer*|serveur* (applicatif*|frontau*|primaire*|dns)|base* de données (répliqu*|primaire*)|api|apis|latence|endpoint*|firewall*|middleware|backend|frontend|back-end|front-end|itil|p1|p2|sev1|incident de (niveau|sévérité|criticité)|criticité|root cause|cause racine|post-mortem|rca|remédiation|remédier à la vulnérabilité|vulnérabilité zero-day|zero-day|exfiltr*|ransomware|rançongiciel de type|credential stuffing|hash*|chiffrement aes|threat actor*|soc|siem|edr|mfa|2fa|plan de continuité d'activité|pca|pra|plan de reprise|mode dégradé|mode nominal|nominal|escalad* (au|en|le|votre|vers|à)|en n2|n2|n3|niveau 2|provisioning|provisionn*|moe|moa|opérateur d'infrastructure|logs?|ticketing|ticket* (n°|numéro|d'incident|de niveau|#|jira|sous)|périmètre (impacté|fonctionnel|projet)|implément*|prioris* le delta|synergi*|mutualis*|optimis* (des|les|nos) (flux|process|coûts|ressources)|chaîne de valeur|parties prenantes|co-construi*|actionn* (les|des|nos) leviers|écosystème|solutionn*|finalis* le déploiement|monter en compétence|bottleneck|goulet d'étranglement|ordonnancement|cross-dock*|entrepôt* central* wms|wms|erp|crm|edi|ddp|incoterm*|flux tendus|taux de service|lot* de fabrication gs1|dluo|ddm|haccp|cip13|non-conformité majeure|bruit de fond analytique|turbidité|unités? formant colonie|ufc|coliforme*|mg/l|bactériologi* non conforme|télérelève|ocpp|postes? (source|hta|htb)|hta|hta/bt|haute tension a|délestage tournant|effacement|swap|prime brokerage|interchange|acquéreur monétique|monétique|autorisation 3ds|3ds|prélèvement sepa core|sct inst|back-end de paiement|batch*|job* de nuit)",
        ),
        ("(c'est-a-dire|autrement dit|ce qui veut dire)",),
    ),
    Rule(
        "jargon.legal",
        (
            "(nonobstant|susmentionné*|susvisé*|sus-visé*|susdit*|ci-après (dénommé*|désigné*|le|la)|ledit|ladite|lesdit*|dudit|auxdit*|y afférent*|afférent*|inhérent* (à|aux)|subséquent*|aux termes (de|du|des)|en vertu (de|du|des)|en application (de|du|des) ~ (article*|loi|décret*|code|règlement|arrêté|conditions)|au sens de l'article|conformément (à|aux) ~ (article* #|article* l|dispositions|stipulations|conditions générales|clause*|cgv|cgu|loi n)|clause* ~ (#|contractuel*|pénale*|résolutoire*|limitative*)|article* (l|r|d).? ?#|article # (de|du|des) (nos|la|notre|vos|votre|code|rgpd|conditions|contrat)|cgv|cgu|force majeure|cas fortuit|mise en jeu de|stipul*|dispositions (légales|réglementaires|contractuelles|précitées|du présent)|sans préjudice de|sous toutes réserves|sous réserve (de|des) (dispositions|stipulations)|à toutes fins utiles|nul et non avenu|exonératoire*|le cocontractant|co-contractant|la partie lésée|résolution (de plein droit|du contrat)|de plein droit|diligent* (une|toutes)|obligation de moyens|obligations contractuelles|responsabilité contractuelle|responsabilité (ne saurait|civile)|inexécution|dommages (et intérêts|directs|indirects)|ès qualités|il appert|eu égard (à|aux)|attendu que|considérant que|quérable|forclusion|forclos*|prescription (biennale|quinquennale)|déchéance (de garantie|du terme)|novation|subrog*|quittance subrogative|in fine|ipso facto|de facto|a contrario|mutatis mutandis|ab initio|responsable de (du )?traitement|responsable du traitement|données à caractère personnel|violation de données à caractère personnel)",
        ),
    ),
)
_EN = (
    Rule(
        "jargon.word",
        (
            "(interbank|clearing (cycle|house|system)|at clearing|reconcil* of|flush (the|your)|dns|bridge mode|ip address|routing table*|core router*|cold (re)?start|firmware|on-premises?|saas|iaas|sandbox|production environment|staging|push* to production|telemetry|hot-fix*|actuarial|underwrit*|reinsur*|loss ratio|policy schedule|exclusion (clause|set out)|deductible|subrogat*|collateral*|outstandings|scoring|crisis management cell|decolmatation|chlorination|conductivity|leachat*|specific migration|phthalate*|bisphenol|titrat*|posolog*|bioavailab*|contraindicat*|iatrogenic|nosocomial|comorbid*|lethality|prophyla*|asymptomatic|epidemiolog*|cohort*|vector-borne|force-close|reboot sequence|failback|fail-back|quorum|shard*|schema migration|regression|load test*|redundan* (path|link|array))",
        ),
    ),
    Rule(
        "jargon.word",
        (
            "(leverag*|synerg*|stakeholder*|deliverable*|actionable|going forward|bandwidth issue*|low-hanging|deep dive|circle back|touch base|paradigm*|holistic*|granular*|best-of-breed|value-add*|value chain|ecosystem|omnichannel|cross-functional|kpi|kpis|sla|slas|nps|b2b|b2c|asap|eta|etas|rca|rto|rpo|mttr|soc|siem|edr|mfa|2fa|api|apis|dns|cdn|ddos|p1|p2|sev1|sev-1|sev 1|severity (1|one|2|two)|root cause|root-cause|post-mortem|postmortem|failover|fail-over|rollback|roll back|hotfix*|patch* (cycle|deployment|level)|downtime|uptime|latency|throughput|load balanc*|data cent(er|re)*|node*|cluster* (of|node*)|backend|back-end|front-end|frontend|middleware|endpoint*|firewall*|packet loss|bgp|cache invalidation|replicat* (lag|database)|database replic*|provisioning|provisioned|deprovision*|orchestrat*|kubernetes|microservice*|remediat*|mitigat*|exfiltrat*|threat actor*|ransomware|credential stuffing|hashed|salted|zero-day|zero day|attack vector*|indicators of compromise|lateral movement|degraded (mode|state|performance)|escalat* (to|the|your) (tier|level|l2|l3|ticket)|tier (2|3|two|three)|backlog|workstream*|task force|taskforce|supply chain|upstream|downstream|sku|skus|backorder*|lead time*|fulfilment cent*|fulfillment cent*|last-mile|last mile|logistics (hub|partner*|network)|stock-out|throughput|inventory (level*|position)|erp|crm|edi|wms|business continuity plan|bcp|disaster recovery|contingency protocol*|operational resilience|streamlin*|rationali(s|z)*|rightsiz*|churn|upsell*|workflow*|pipeline|incentivi(s|z)*|robust (framework|process|control*)|framework|bandwidth|pain point*|learnings|ideat*|non-conform*|turbidity|coliform*|cfu|mg/l|load shedding|substation*|busbar|switchgear|feeder|interchange|acquirer|settlement batch|batch (job|process*)|ach|sepa|chargeback*|kyc|aml)",
        ),
        ("(that is to say|in other words|meaning|which means|i.e)",),
    ),
    Rule(
        "jargon.legal",
        (
            "(pursuant to|hereinafter|herein|hereby|hereto|thereof|therein|thereto|wherefore|aforementioned|aforesaid|notwithstanding|in accordance with (section|clause|article|the terms|our terms|paragraph|applicable|regulation*)|under (section|clause|article|paragraph) #|(section|clause|article|paragraph) #|force majeure|without prejudice|in lieu of|indemnif*|indemnit*|liabilit*|statutory|contractual (obligation*|terms|liability)|the data controller|data controller|data subject*|data processor|personally identifiable information|pii|terms and conditions (of|section|clause|state|provide)|inter alia|mutatis mutandis|prima facie|ipso facto|pro rata|subrogat*|waiver of|null and void|shall (not )?(be|have|constitute)|warrant* or|remed* available|consequential (loss|damages)|commensurate|heretofore|forthwith|aggrieved party|the undersigned|subsequent to|terminat* (the|this|of the) (agreement|contract)|expedit*|endeavou?r*|ascertain*|remit* (payment|the))",
        ),
    ),
)

_LONGEST_SENTENCE = {"email": 50, "letter": 54, "sms": 44, "phone": 40, "social": 48}  # words
_LONGEST_TEXT = {"email": 420, "letter": 550, "phone": 260, "social": 200}  # words
_LONGEST_SMS = 420  # characters: past three parts nobody reads it as a text message


def _long_sentences(letter: Letter) -> Iterator[Hit]:
    longest = _LONGEST_SENTENCE[letter.channel]
    for start, end in letter.sentences:
        if end - start > 3 * longest and len(re.findall(r"[^\W_]+(?:['-]\w+)*", letter.text[start:end])) > longest:
            yield Hit("jargon.long_sentence", start, end)


def _too_long(letter: Letter) -> Iterator[Hit]:
    if letter.channel == "sms":
        too_long = len(letter.text.strip()) > _LONGEST_SMS
    else:
        too_long = len(letter.words) > _LONGEST_TEXT[letter.channel]
    if too_long:
        start, end = letter.sentences[0]
        yield Hit("jargon.too_long", start, end)


# Letters that most readers know; three others in one message, unexplained, are a wall.
_KNOWN_LETTERS = frozenset(
    "SMS MMS PDF FAQ TV PC GPS DVD USB QR ID OK PIN CB RIB IBAN BIC TVA TTC HT EUR GBP USD CHF UE EU UK US USA UN ONU NHS SNCF RATP TGV TER RER "
    "CNIL RGPD GDPR ICO ARS CAF CPAM EDF GDF SAMU SOS PME TPE CDI CDD RTT SAV VTC BUS AM PM BST GMT CET UTC BBC NB PS RE FW CEO MP DM STOP "
    "INFO COVID VIH SIDA ADN IT AI IA WC DAB ATM VAT ZIP CV RSVP ASBL SARL SA SAS LTD PLC INC LLC AIDE HELP OUI NON YES NO".split()
)
_LETTERS = re.compile(r"(?<![\w@.{-])[A-Z]{2,5}\d?(?![\w@}-])")
_WALL = 3


def _acronyms(letter: Letter) -> Iterator[Hit]:
    """Several strings of capitals that few readers can spell out. Names spelt in capitals elsewhere are not told apart."""
    unknown: dict[str, re.Match[str]] = {}
    for match in _LETTERS.finditer(letter.source):
        if match.group() not in _KNOWN_LETTERS and not _shouted(letter.source, match):
            unknown.setdefault(match.group(), match)
    if len(unknown) >= _WALL:
        match = next(iter(unknown.values()))
        yield Hit("jargon.acronyms", letter.folded.position(match.start()), letter.folded.position(match.end()))


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands among other capitals: shouting or a name, not an abbreviation."""
    return bool(re.search(r"[A-ZÀ-Þ]{2,}[ ’'-]$", text[: match.start()]) or re.match(r"[ ’'-][A-ZÀ-Þ]{2,}", text[match.end() :]))


FAMILY = Family("jargon", CODES, {"fr": _FR, "en": _EN}, (_long_sentences, _too_long, _acronyms))
