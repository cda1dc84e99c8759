"""The words by which a person asks, in a text message, for no more of them, or for them again. Pure.

Only words that stand alone, or nearly: "STOP", "stop svp", "STOP au 36123", "je veux me désabonner". A sentence in
which such a word has another sense ("stop, on m'a livré deux fois") is left to a colleague, as are words that could
mean something else ("annuler", "cancel", "end") and requests for help.
"""

from __future__ import annotations

import re
import unicodedata

STOP, START = "stop", "start"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STOPS = _set(
    """
    stop stops stopp stopall stopper stoppez arret arrets arreter arretez
    desabonner desabonnez desabonnement desabonne desinscrire desinscrivez desinscription desinscrit
    unsubscribe unsubscribed optout
    """
)
_STARTS = _set("start unstop reprendre reprenez reprise reabonner reabonnement reabonnez resubscribe optin")
# What may stand beside them and changes nothing.
_BESIDE = _set(
    """
    sms message messages texto textos msg pub pubs publicite mail mails whatsapp telegram messenger news
    svp stp s il te vous plait merci please pls thanks thank you bonjour bonsoir hello hi
    au a le la les l ce ces cela ca de du des d tout tous toute all everything
    je j veux voudrais souhaite souhaiterais desire demande i want would like to me m my mon moi
    vos votre your these this now maintenant immediatement
    """
)
_MOST_WORDS = 8
# Said without any of the words above.
_MESSAGES = r"(?:de |d |vos |ces )?(?:sms|messages?|textos?)"
_PHRASES = (
    re.compile(rf"(?:je )?(?:ne )?(?:(?:veux|souhaite|desire) )?(?:ne )?plus (?:recevoir |avoir )?{_MESSAGES}"),
    re.compile(rf"ne (?:plus m envoyer|m envoyez plus) (?:rien|{_MESSAGES})"),
    re.compile(r"(?:please )?(?:no more|stop sending(?: me)?) (?:sms|texts?|messages?)"),
    re.compile(r"(?:please )?(?:opt out|remove me|take me off (?:the|your) list)"),
)


def read(text: str) -> str:
    """`STOP`, `START`, or "" for anything else: a message."""
    words = _words(text)
    if not words or len(words) > _MOST_WORDS:
        return ""
    plain = " ".join(words)
    if any(phrase.fullmatch(plain) for phrase in _PHRASES):
        return STOP
    rest = [word for word in words if word not in _BESIDE and not word.isdigit()]
    if rest and all(word in _STOPS for word in rest):
        return STOP
    if len(rest) == 1 and rest[0] in _STARTS:
        return START
    return ""


def _words(text: str) -> list[str]:
    """The words, in lower case, without accents and signs."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return re.findall(r"[a-z]+|\d+", bare.replace("opt-out", "optout").replace("opt-in", "optin"))
