"""What a column's name means, in French or English, however it was typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: What a column of people can hold, other than an attribute of the company's own.
TARGETS = (
    "key",
    "title",
    "first_name",
    "last_name",
    "name",
    "organisation",
    "role",
    "email",
    "mobile",
    "phone",
    "language",
    "street",
    "postcode",
    "city",
    "country",
    "kind",
    "consent_email",
    "consent_sms",
    "consent_call",
    "consent_letter",
    "preferred_channel",
    "time_zone",
    "postal_address",
)

_SAYS = (
    r"(consentement|consent|accord|opt ?in|opt ?out|accepte|accepts|autorise|autorisation|refus|refuse|refuses"
    r"|desinscrit|desinscription|desabonne|abonne|unsubscribed|subscribed|stop|ne pas|do not)"
)

#: Folded names (see `fold`) that mean each target, as patterns. The first target that matches is taken.
_PATTERNS: dict[str, tuple[str, ...]] = {
    "consent_sms": (rf"{_SAYS}( de| d| aux| les| des| par)? ?(sms|textos?)", rf"(sms|textos?) {_SAYS}"),
    "consent_call": (
        rf"{_SAYS}( de| d| aux| les| des| par| l)? ?(appels?|calls?|telephone|tel|demarchage telephonique)",
        rf"(appels?|calls?|telephone|phone) {_SAYS}",
    ),
    "consent_letter": (
        rf"{_SAYS}( de| d| aux| les| des| par)? ?(courriers?|lettres?|letters?|postal|post)",
        rf"(courriers?|lettres?|letters?|postal) {_SAYS}",
    ),
    "consent_email": (
        rf"{_SAYS}( de| d| aux| les| des| par| l)? ?((e ?)?mails?|(e ?)?mailings?|courriels?|newsletters?)",
        rf"((e ?)?mails?|courriels?|newsletters?) {_SAYS}",
        r"newsletter|opt ?in|opt ?out|consentement|consent|desinscrit|desabonne|unsubscribed|rgpd|gdpr",
    ),
    "preferred_channel": (
        r"(canal|moyen|mode|voie)( de contact| de communication)?( prefere| prefere de contact| privilegie| souhaite)",
        r"(preferred|favou?rite) (channel|contact( method)?|way)|canal|channel",
        r"preference de contact|contact preference",
    ),
    "time_zone": (r"fuseau( horaire)?|time ?zone|tz",),
    "postal_address": (
        r"(adresse|address)( postale)? (complete|entiere)|bloc adresse|(full|mailing|whole) (postal )?address",
    ),
    "email": (
        r"(e ?)?mails?|courriels?|mels?|courrier electronique|(adresse )?electronique",
        r"(adresse|adr|address) (e ?)?(mail|courriel|mel|electronique)",
        r"(e ?)?mail (address|adresse|pro|perso|client|contact|customer|1|principal)",
        r"(customer|client|contact) (e ?)?mail",
    ),
    "mobile": (
        r"(n |no |num |numero )?(de )?(tel |telephone |phone |cell )?"
        r"(mobile|portable|gsm|cell|cellulaire|cellphone|natel)( phone| number| pro| perso| 1)?",
        r"(tel|telephone) (mob|port)|sms|whatsapp|mobile (phone|number)",
    ),
    "phone": (
        r"(n |no |num |numero )?(de )?(tel|telephone|phone|fixe|tph|telephones|phones|landline|home phone|work phone)"
        r"( number| fixe| pro| perso| bureau| domicile| client| contact| 1| 2)?",
        r"telephone number|contact number",
    ),
    "key": (
        r"(code|n|no|num|numero|ref|reference|id|identifiant|matricule|compte)( du| de| d)?"
        r"( (client|clients|tiers|adherent|abonne|customer|contact|personne|compte|salarie|fournisseur|usager))?",
        r"(client|customer|contact|account|member|user|person|external|employee|supplier)"
        r" ?(id|code|no|number|key|ref|reference|num)",
        r"idclient|codeclient|numclient|noclient|code cli|ref cli|client",
    ),
    "title": (r"civilite|civ|titre|title|salutation|politesse|mr mme|prefix",),
    "first_name": (
        r"prenoms?|first ?names?|given ?names?|forename|christian name|fname",
        r"prenom (client|contact|usuel)",
    ),
    "name": (
        r"noms? (et )?prenoms?|prenoms? (et )?noms?|nom complet|full ?name|display name|name",
        r"(customer|client|contact) name|nom (du )?(contact|client)|contact|interlocuteur|destinataire",
    ),
    "last_name": (
        r"noms?( de famille| usuel| d usage| patronymique| marital)?|patronyme",
        r"last ?name|surname|family ?name|lname",
    ),
    "organisation": (
        r"societe|raison sociale|entreprise|etablissement|employeur|enseigne|structure|denomination( sociale)?",
        r"organi[sz]ations?( name)?|company( name)?|business( name)?|compte client",
        r"nom (de la |de l )?(societe|entreprise|organisation)",
    ),
    "role": (r"fonction|poste|role|job ?title|position|qualite|metier|job",),
    "language": (r"langues?|lang|language|locale|langue (preferee|de contact|client)|preferred language",),
    "postcode": (r"code ?postal( client)?|cp|c p|post ?code|postal code|zip|zip ?code|npa",),
    "city": (r"villes?( client)?|commune|city|town|localite|municipalite|bureau distributeur",),
    "country": (r"pays|country|nation|code pays|country code",),
    "street": (
        r"(adresse|address|adr|rue|voie|street)"
        r"( postale| 1| ligne 1| line 1| client| de livraison| address| complete)?",
        r"adresse1|address1|adr1|numero et rue|postal address",
    ),
    "kind": (
        r"type (de )?(client|contact|personne|tiers)|(customer|contact) type|categorie (de )?(client|contact)|kind",
    ),
}
_NEW_WORD = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_BETWEEN_WORDS = re.compile(r"[^0-9a-zA-Z]+")
_COMPILED = {target: re.compile("|".join(patterns)) for target, patterns in _PATTERNS.items()}


def fold(name: str) -> str:
    """A name in small letters without accents, words parted by one space: *N° de tél.* gives `n de tel`."""
    spaced = _NEW_WORD.sub(" ", name)
    if not spaced.isascii():
        plain = unicodedata.normalize("NFKD", spaced.replace("°", " ").replace("º", " "))
        spaced = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_BETWEEN_WORDS.sub(" ", spaced).lower().split())


@lru_cache(maxsize=4096)
def target_of(name: str) -> str | None:
    """The target that a column's name means, or None when it is the company's own."""
    folded = fold(name)
    for target, pattern in _COMPILED.items():
        if pattern.fullmatch(folded):
            return target
    return None


def attribute_key(name: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """A field name for the rule language out of a column's name, different from those `taken`.

    *Montant TTC (€)* gives `montant_ttc`; a second one gives `montant_ttc_2`.
    """
    key = fold(name).replace(" ", "_")[:60].strip("_") or "column"
    if not key[0].isalpha():
        key = f"c_{key}"
    candidate, count = key, 1
    while candidate in taken:
        count += 1
        candidate = f"{key}_{count}"
    return candidate
