"""nocontact: how to reach a person, and when something happens, is missing where it is the point.

Any way counts: a number, an address, a page, "reply to this message", "your usual contact", a shop, someone's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..fold import EMAIL, PLACEHOLDER, URL
from ..letter import Letter, compiled
from ..model import Family, Hit, code
from ..phrases import Phrase

CODES = (
    code(
        "nocontact.no_way",
        "warning",
        fr=(
            "Rien ne dit comment vous joindre.",
            "Donnez un numéro, une adresse ou un nom, avec les heures ; ou « répondez à ce message, une personne vous lira ».",
        ),
        en=(
            "Nothing says how to reach you.",
            "Give a number, an address or a name, with the hours; or “reply to this message, a person will read it”.",
        ),
    ),
    code(
        "nocontact.dead_end",
        "warning",
        fr=(
            "La porte est fermée : la personne ne peut pas répondre.",
            "Laissez au moins une porte ouverte, et nommez-la dans la même phrase.",
        ),
        en=(
            "The door is shut: the reader cannot answer.",
            "Leave at least one door open, and name it in the same sentence.",
        ),
    ),
    code(
        "nocontact.no_when",
        "warning",
        fr=(
            "« Prochainement » : la personne ne sait pas quand.",
            "Donnez une date ou une heure, même pour dire seulement quand vous redonnerez des nouvelles.",
        ),
        en=(
            "“In due course”: the reader does not know when.",
            "Give a date or a time, if only for when you will give news again.",
        ),
    ),
)

_PHONE = re.compile(r"(?<![\w/-])(?:\+?\d{1,3}[ .-]?)?(?:\(0?\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]?\d{2,4}){2,4}(?![\w/-])")
_SHORT_NUMBER = re.compile(
    r"(?:(?:au|le|numero|composez|appel\w*|tel\w*|ring|call\w*|dial|text|phone|on|freephone)(?: \w+)? ?:? ?(?:\d[\d .]{2,12}\d))"
)
_WAYS = {
    "fr": (
        "(répond*|réponse) ~ (ce|cet|au) (message|mail|e-mail|courriel|sms|courrier|texto|présent|fil|numéro|lettre)",
        "répond* ~ (à cette (lettre|adresse|question)|à ces lignes|ici|directement|simplement|oui|1|par retour|en retour|dans ce fil|sous ce)",
        "(par retour (de|d')|en (message )?privé|message privé|messagerie privée|mp|dm|en commentaire*|sous (ce|cette) (message|publication|post)|par (téléphone|e-mail|mail|courriel|sms|chat|courrier|écrit|messagerie))",
        "(appelez|appelle|appeler|téléphon*|écrivez|écris|écrire|contactez|contacter|joindre|joignez|joignable*|rappelez|rappeler|rappelons|rappellerons|rappellera|rappelle|parler) ~ (nous|moi|-nous|-moi|vous|au|à|le|la|votre|notre|ici|un|une|conseill*|équipe|directement|chaque|tous|de|lundi|par)",
        "(appelez|écrivez|contactez|rappelez|joignez|prévenez|dites|parlez|signalez|faites|demandez|interrogez|sollicitez|laissez)(-le)?-(nous|moi|lui|le|la|leur|en)",
        "(votre|ton|un|une|notre|nos|vos) ~ (conseill*|interlocut*|contact|gestionnaire|référent*|chargé* de|correspondant*|médecin|pharmacien*|agence|magasin|boutique|point de vente|guichet|bureau|facteur|infirmi*|responsable de|commercial*) ~ (habituel*|vous (répond*|appel*|contact*|écrir*|rappel*|attend*|accueill*|expliqu*|propos*)|est (à votre|joignable|disponible|là)|sont|peut|peuvent|reste*|habituel*|saur*|dédié*)",
        "(conseill*|interlocut*|contact|correspondant*|gestionnaire|référent*) habituel*",
        "(espace|compte) (client*|personnel|en ligne|abonné*|assuré*)|(sur|depuis|dans|via) (l'|votre |notre )(application|appli|espace|site|page|messagerie)",
        "(ligne|numéro|standard|cellule|hotline|permanence|accueil|service client*|équipe|équipes|centre d'appel*) ~ (ouvert*|gratuit*|dédié*|joignable*|répond*|vous (répond*|accueill*|attend*|écoute*)|est (là|disponible)|24|7j|de # ?h|du lundi|écoute)",
        "(rendez-vous|passez|venez|présentez-vous|rapportez|ramenez|déposez|adressez-vous) ~ (magasin|agence|boutique|guichet|accueil|mairie|point|gare|bureau*|en caisse|caisse|comptoir|hall|station)",
        "(en|dans (votre|notre|nos|une|tout*)|à l'accueil (de|du)|au guichet|de votre|de notre|en) (agence*|magasin*|boutique*|guichet*|point* de vente|gare*|pharmacie)",
        "(demandez|demander) (à parler|mon nom|monsieur|madame|m.|mme)",
        "(ma ligne|mon numéro|mon adresse|ma messagerie|notre numéro|notre adresse|notre ligne|ligne directe|vous (me|nous) (trouver*|joindr*|écriv*))",
    ),
    "en": (
        "(reply|replying|respond|answer|write back) ~ (this|here|to (this|us|me)|directly|below|by|with|yes|1|stop|any time|anytime|in your own)",
        "(just|simply|please) (reply|respond|hit reply|answer)",
        "(by (reply|return|phone|email|e-mail|text|chat|post|dm|direct message)|direct message|private message|dm us|message us|in the comments|comment below|live chat|webchat|in-app)",
        "(call|phone|ring|telephone|email|e-mail|text|message|contact|write to|reach|speak to|speak with|talk to|ask for|tell|ask|visit|get in touch with|let|find|see|drop|come and see|come to) (us|me|our|your|the|one of|a member|someone|* (in|at|from) (our|your|the|customer)|any of|a person|a human|an adviser|an advisor|him|her|them)",
        "(get in touch|come (in|by|and)|pop in|drop in|stop by|give us a (call|ring)|pick up the phone|we will (call|ring|phone) you|we'll (call|ring|phone) you|will (call|ring|phone|contact|write to) you|call* you back|i'll call|i will call|can be reached)",
        "(your|our|a|the|an) (usual|regular|own|local|dedicated|named)? ?(contact|adviser|advisor|account manager|case worker|caseworker|relationship manager|store|branch|shop|pharmacist|doctor|rep|representative|agent|consultant|engineer|coordinator)",
        "(your|the|our|my) (account page|online account|app|portal|website|help (page|centre|center|desk)|helpline|hotline|line|phone line*|phones|support (team|desk|line)|care team|customer (care|service*|support)) ~ (is|are|open|free|answer*|here|on|can|will|or|at|has|have|from|staffed)",
        "(in|at|to|into|any of) (your|our|any|the|a) (nearest |local )?(store*|branch*|shop*|office*|counter|desk|station|pharmacy|app|online account|account)",
        "(my|our) (direct (line|number)|number|line|address|email|desk|inbox|door) ~ (is|are|stays?|open|at|remain*)",
    ),
}
_DEAD_END = {
    "fr": (
        "(ne (pas )?répond* pas|ne pas répondre|merci de ne pas répondre|inutile de répondre|ne peut (pas )?recevoir de réponse|n'accepte pas (les|de) réponse*|ne sera pas (lu|lue)|ne pas nous (appeler|contacter|écrire)|merci de ne pas (nous )?(appeler|contacter|écrire|téléphoner|solliciter)|inutile de (nous )?(appeler|contacter|écrire|téléphoner)|adresse non surveillée|boîte non relevée|n'appelez pas)",
        "(lignes|standard|service client*|numéro|hotline|accueil|téléphone|boîte) ~ (fermé*|suspendu*|indisponible*|saturé*|injoignable*|plus (disponible*|assuré*|joignable*)|débordé*|ne (répond*|prend*|traite*) (plus|pas))",
        "(aucun* (demande|réclamation|appel|réponse|échange|remboursement|contestation) ne (sera|seront) (traité*|accepté*|pris*|prise*|étudié*|donné*|possible*|examiné*)|cette décision est (définitive|sans appel)|sans possibilité (de|d')|aucun recours)",
    ),
    "en": (
        "(do not reply|don't reply|please do not (reply|respond|call|contact)|not monitored|unmonitored|no-reply|noreply|cannot (accept|receive) replies|replies (are not|will not|won't)|please refrain from (calling|contacting)|do not (call|contact) us|don't (call|contact) us|avoid (calling|contacting))",
        "(lines|phones|phone lines|helpline|call centre|call center|customer service*|switchboard|mailbox|support) (is|are|will be|remain*) (closed|suspended|unavailable|full|overwhelmed|down|no longer|not available|not taking|at capacity)",
        "(no (correspondence|appeal*|further (correspondence|communication|discussion|queries|enquiries)|calls|queries|complaints) (will|shall|can|is|are|possible)|this decision is final|decision is final|cannot be appealed|no right of appeal)",
    ),
}
_VAGUE = {
    "fr": (
        "(prochainement|ultérieurement|en temps (utile|voulu|et en heure)|dans les (prochains jours|prochaines semaines|meilleurs délais|plus brefs délais)|à une date ultérieure|sous peu|d'ici peu|bientôt|le moment venu|à terme)",
    ),
    "en": (
        "(in due course|at a later (date|time|stage)|in the (coming|next few) (days|weeks)|soon|shortly|in the near future|at some point|in the future|when possible|eventually|as soon as possible|asap)",
    ),
}
_DATED = {
    "fr": (
        "(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|<month>|demain|aujourd'hui|ce soir|ce matin|cet après-midi|cette nuit|midi|minuit|hier|fin de semaine|week-end)",
        "# ?(h|h#|heure|heures|minutes|min|jour|jours|semaine|semaines|mois|/)",
        "(une|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|quarante-huit|vingt-quatre) (heure*|jour*|semaine*|mois|minutes)",
        "(chaque|tous les|toutes les) (jour*|matin*|soir*|semaine*|heure*)",
    ),
    "en": (
        "(monday|tuesday|wednesday|thursday|friday|saturday|sunday|<month>|tomorrow|today|tonight|this (morning|afternoon|evening|weekend)|noon|midnight|midday|yesterday|# ?(am|pm)|#:#)",
        "#(-| )?(hour*|minute*|day*|week*|month*|/)",
        "(one|two|three|four|five|six|seven|eight|ten|fifteen|a few) (working |business )?(hour*|day*|week*|month*|minutes)",
        "(every|each) (day|morning|evening|week|hour|# )",
    ),
}
_TROUBLE = {
    "fr": (
        "(commande*|livraison*|facture*|contrat*|dossier*|magasin*|agence*|boutique*|service*|compte*|rendez-vous|abonn*|réserv*|trafic|ligne*|trains?|vols?|colis|production|distribution|guichet*|bureaux|accueil|site|application|produit*|lot*|tarif*|prix|paiement*|retour*|intervention*|visite*|cours|consultation*) ~ (ferm*|suspendu*|suspend*|interrompu*|annul*|report*|retard*|indisponib*|modifi*|chang*|décal*|limit*|perturb*|rappel*|retir*|augment*|rédui*|rembours*|supprim*|attente|arrêt*|réservé*|refus*)",
        "(ferm*|suspend*|interromp*|annul*|report*|retard*|modifi*|décal*|rappel*|retir*|augment*|rembours*|supprim*|arrêt*) ~ (commande*|livraison*|facture*|contrat*|dossier*|magasin*|agence*|boutique*|service*|compte*|rendez-vous|abonn*|réserv*|trafic|ligne*|trains?|vols?|colis|production|distribution|guichet*|bureaux|accueil|site|application|produit*|lot*|tarif*|prix|paiement*|retour*|intervention*|visite*|cours|consultation*)",
    ),
    "en": (
        "(order*|deliver*|invoice*|bill*|contract*|policy|store*|branch*|shop*|service*|account*|appointment*|subscri*|booking*|train*|flight*|parcel*|production|office*|website|app|product*|batch*|price*|payment*|return*|visit*|class*|line*|collection*) ~ (clos*|suspend*|interrupt*|cancel*|postpon*|delay*|late|unavailable|chang*|moved|limit*|disrupt*|recall*|withdraw*|withdrawn|increas*|reduc*|refund*|stopped|on hold|rescheduled|restricted)",
        "(clos*|suspend*|interrupt*|cancel*|postpon*|delay*|chang*|recall*|withdraw*|increas*|refund*|reschedul*) ~ (order*|deliver*|invoice*|bill*|contract*|policy|store*|branch*|shop*|service*|account*|appointment*|subscri*|booking*|train*|flight*|parcel*|production|office*|website|app|product*|batch*|price*|payment*|return*|visit*|class*|line*|collection*)",
    ),
}
_POINT = ("statement", "payment", "refusal", "renewal", "news")


@lru_cache(maxsize=4)
def _phrases(lang: str) -> dict[str, tuple[Phrase, ...]]:
    from_tables = {"ways": _WAYS, "dead_end": _DEAD_END, "vague": _VAGUE, "dated": _DATED, "trouble": _TROUBLE}
    months = {"month": "(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|"
              "march|april|june|july|august|september|october|november|december)"}
    return {name: compiled(table[lang], months) for name, table in from_tables.items()}


def has_a_way(letter: Letter) -> bool:
    """Whether the letter gives any way of reaching someone."""
    text = letter.text
    if URL in text or EMAIL in text or _cites_a_way(letter):
        return True
    if _PHONE.search(text) or _SHORT_NUMBER.search(text):
        return True
    return letter.has(_phrases(letter.lang)["ways"])


_CITED_WAY = re.compile(r"\{\{[^}]*(?:phone|tel|mail|contact|link|url|lien|adresse|address|reply|site|page|line|signature)", re.I)


def _cites_a_way(letter: Letter) -> bool:
    return PLACEHOLDER in letter.text and bool(_CITED_WAY.search(letter.source))


def _no_way(letter: Letter) -> Iterator[Hit]:
    if letter.occasion not in _POINT or letter.channel == "phone" or len(letter.words) < _shortest(letter):
        return
    if letter.occasion == "news" and not _calls_for_contact(letter):
        return
    if not has_a_way(letter) and not list(_dead_end(letter)):
        start, end = letter.sentences[-1]
        yield Hit("nocontact.no_way", start, end)


def _calls_for_contact(letter: Letter) -> bool:
    """Whether news leave the reader with something to sort out: trouble with what a company does for them."""
    return letter.channel in ("email", "letter") and letter.has(_phrases(letter.lang)["trouble"])


def _shortest(letter: Letter) -> int:
    """Words under which a text is a fragment, not a letter."""
    return 12 if letter.channel in ("sms", "social") else 25


def _dead_end(letter: Letter) -> Iterator[Hit]:
    """A shut door, unless the same or the next sentence opens another."""
    for phrase in _phrases(letter.lang)["dead_end"]:
        match = phrase.regex.search(letter.text) if phrase.may_be_in(letter.text) else None
        if match and not _opens_another(letter, match.start(), match.end()):
            yield Hit("nocontact.dead_end", match.start(), match.end())


def _opens_another(letter: Letter, start: int, end: int) -> bool:
    rest = letter.source[: letter.folded.origin(letter.sentence_at(start)[0])] + letter.source[letter.folded.origin(end) :]
    elsewhere = Letter(rest, letter.lang, letter.occasion, letter.channel)
    return has_a_way(elsewhere)


def _no_when(letter: Letter) -> Iterator[Hit]:
    """Something will happen "in due course", and there is no time or date anywhere."""
    if letter.occasion not in ("statement", "news") or letter.channel == "phone":
        return
    phrases = _phrases(letter.lang)
    if letter.has(phrases["dated"]) or PLACEHOLDER in letter.text:
        return
    for phrase in phrases["vague"]:
        match = phrase.regex.search(letter.text) if phrase.may_be_in(letter.text) else None
        if match:
            yield Hit("nocontact.no_when", match.start(), match.end())
            return


FAMILY = Family("nocontact", CODES, {}, (_no_way, _dead_end, _no_when))
