"""noregret: the first word after harm, without a word of regret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..letter import Letter, compiled
from ..model import Family, Hit, code
from ..phrases import Phrase

CODES = (
    code(
        "noregret.missing",
        "warning",
        fr=(
            "Du mal a été fait ou une gêne causée, et rien ne dit que vous le regrettez.",
            "Dites-le simplement, près du début : « Nous sommes désolés de ce que cela vous fait vivre ».",
        ),
        en=(
            "Harm or trouble was caused, and nothing says that you regret it.",
            "Say so plainly, near the beginning: “We are sorry for what this puts you through”.",
        ),
    ),
    code(
        "noregret.if_any",
        "advice",
        fr=(
            "Un regret sous condition (« si vous avez pu être gêné ») n’en est pas un.",
            "Regrettez ce qui s’est passé, sans « si » ni « éventuel ».",
        ),
        en=(
            "Regret with an “if” (“if anyone was inconvenienced”) is no regret.",
            "Regret what happened, without “if” or “any”.",
        ),
    ),
)

_REGRET = {
    "fr": (
        "(désolé*|navré*|excus*|pardon*|confus de|confuse de|nous (nous )?en voulons|nous avons honte|nos torts|notre tort|mea culpa|nous avons failli|nous vous devons)",
        "(regrett*|regret*|déplor*|attrist*|peiné*|bouleversé*|de tout coeur avec|nos (plus sincères )?condoléances|tristesse)",
        "(nous aurions|j'aurais|on aurait) (dû|aimé|voulu|préféré|souhaité)",
        "(nous vous avons|nous avons) (déçu*|manqué|fait défaut|mal|fait attendre|laissé)",
        "(pas|n'est pas|n'avons pas|n'étions pas) (été )?à la hauteur",
    ),
    "en": (
        "(sorry|apolog*|regret*|forgive*|ashamed|saddened|heartbroken|condolence*|remorse|our fault|we let you down|let you down|we failed you|fell short|not good enough|we failed)",
        "(we|i) (should have|wish we|wish i|would have (liked|wanted|preferred)|owe you)",
    ),
}
_NOT_REGRET = {
    "fr": (
        "(avons|sommes|ai|suis|au) (le |au )?regret (de|d') (vous )?(informer|annoncer|faire|ne|constater|devoir)",
        "(nous|je) (ne )?(regrett*) (de devoir|que vous|votre)",
        "sans regret*",
    ),
    "en": ("(we|i) regret to (inform|tell|announce|advise|say)", "regrettabl*", "no regrets"),
}
_HARM = {
    "fr": (
        "(panne*|coupure*|coupé*|incident*|accident*|fuite*|piratage*|intrusion*|cyberattaque*|attaque*|violation|vol|volé*|dérobé*|rappel|rappelons (le|la|les|un|une|des)|rappelé*|retir* (de la vente|du marché|des rayons)|contamin*|listeria|salmonel*|intoxic*|bless*|brûl*|défaut|défectueu*|défaillan*|dysfonctionn*|interrompu*|interruption*|indisponib*|inaccessib*|erreur*|double prélèvement|débit* (deux|à tort)|prélev* (deux|à tort)|incendie|inondation|perdu*|perte*|supprim*|copié*|(lu|lue|lus|lues|consulté*|récupéré*) par|arrêté*|à l'arrêt|tiers|ne (fonctionn*|march*|circul*) (pas|plus)|privé* d*|hors service|bloqué*|exposé*|compromis*|divulgu*|malveillan*|non autorisé*|décès|victime*|malade*|impropre*|pollu*|déficien*)",
    ),
    "en": (
        "(outage*|power cut|cut off|incident*|accident*|leak*|breach*|hack*|intrusion*|cyber-?attack*|cyberattack*|attack*|stolen|stole|theft|copied|third party|stopped|recall*|withdraw*|contaminat*|listeria|salmonella|poison*|injur*|burn*|defect*|fault*|malfunction*|interrupt*|unavailable|inaccessible|error*|charged (twice|in error)|fire|flood*|lost|loss|losing|not working|stopped working|down|without (power|water|heating|service)|broken|blocked|exposed|compromised|disclosed|unauthorised|unauthorized|malicious|death*|victim*|ill|sick|unsafe|pollut*|failure|failed|crash*|withdrawn)",
    ),
}
# Trouble told at the start of a statement is what it is about; further down, it may be a detail.
_TROUBLE = {
    "fr": ("(retard*|rupture*|pénurie*|report*|annul*|ferm*|suspend*|perturb*|interromp*)",),
    "en": ("(cancel*|delay*|shortage*|out of stock|postpon*|clos*|suspend*|disrupt*|affected|late)",),
}
_START = 220  # characters
_SEVERE = {
    "fr": (
        "(piratage*|intrusion*|cyberattaque*|fuite de données|violation de (vos )?données|vos (données|coordonnées|informations|mots de passe) ~ (volé*|dérobé*|compromis*|divulgu*|exposé*|consulté*|copié*)|(a|ont|avons|avez) été (blessé*|brûlé*|intoxiqué*|débité* deux fois|prélevé* deux fois)|rappel (de|du) (produit*|lot*)|(nous|procédons au) (rappelons|retirons|rappel) ~ (lot*|modèle*|produit*|vendu*))",
    ),
    "en": (
        "(data breach*|hacked|intrusion*|cyber-?attack*|cyberattack*|your (data|details|information|personal|password*|account*) ~ (stolen|compromised|disclosed|exposed|accessed|copied|leaked)|(was|were|been) (injured|burned|poisoned|charged twice)|recall (of|notice)|(we are|is|we at *) recalling|(are|is) (being )?recalled|unauthorised access|unauthorized access)",
    ),
}
# Harm after one of these, in the same sentence, is feared or prevented: it has not happened.
_SUPPOSED = {
    "fr": re.compile(r"\b(?:si|s'il|avant tout|avant toute|en cas|eventuel\w*|eviter|afin|pour que|limiter|prevenir d'une|sans)\b"),
    "en": re.compile(r"\b(?:if|should|before any|any|in case|in the event|avoid|prevent|to keep|limit|without|would|no)\b"),
}
_CONDITIONAL = {
    "fr": (
        "(si|pour ceux qui) ~ (gêné*|offensé*|déçu*|incommodé*|dérangé*|heurté*|impacté*|lésé*) ~ (désolé*|excus*|regrett*|navré*)",
        "(excus*|désolé*|regrett*|navré*) (si|au cas où) ~ (gêné*|offensé*|déçu*|incommodé*|dérangé*|heurté*|certains|quelqu'un|d'aucuns|pu)",
    ),
    "en": (
        "(sorry|apolog*|regret*) (if|to anyone who|should (any|you)) ~ (felt|inconvenienc*|offend*|upset|disappoint*|may|might|anyone|feel|some)",
        "if (anyone|any customer*|some|you) ~ (felt|inconvenienc*|offend*|upset|disappoint*) ~ (sorry|apolog*|regret*)",
    ),
}


@lru_cache(maxsize=4)
def _phrases(lang: str) -> dict[str, tuple[Phrase, ...]]:
    tables = {"regret": _REGRET, "not": _NOT_REGRET, "harm": _HARM, "trouble": _TROUBLE, "severe": _SEVERE, "if": _CONDITIONAL}
    return {name: compiled(table[lang]) for name, table in tables.items()}


def _missing(letter: Letter) -> Iterator[Hit]:
    """Harm told in a first word, and no regret. News need regret only for grave harm: they may not be the first word."""
    if letter.occasion not in ("statement", "news") or len(letter.words) < 12:
        return
    phrases = _phrases(letter.lang)
    harm = _first(letter, phrases["harm" if letter.occasion == "statement" else "severe"])
    if harm is None and letter.occasion == "statement":
        trouble = _first(letter, phrases["trouble"])
        harm = trouble if trouble is not None and trouble < _START else None
    if harm is None or _regrets(letter, phrases):
        return
    start, end = letter.sentence_at(harm)
    yield Hit("noregret.missing", start, end)


def _first(letter: Letter, phrases: tuple[Phrase, ...]) -> int | None:
    """Where harm that has happened is first told; harm that might happen does not count."""
    starts = [m.start() for p in phrases if p.may_be_in(letter.text) for m in p.regex.finditer(letter.text)]
    return next((start for start in sorted(starts) if not _supposed(letter, start)), None)


def _supposed(letter: Letter, offset: int) -> bool:
    start, _ = letter.sentence_at(offset)
    return bool(_SUPPOSED[letter.lang].search(letter.text[start:offset]))


def _regrets(letter: Letter, phrases: dict[str, tuple[Phrase, ...]]) -> bool:
    """Whether something regrets, beyond the set phrases that only announce bad news."""
    text = letter.text
    for phrase in phrases["not"]:
        text = phrase.regex.sub(" ", text)
    return any(p.may_be_in(text) and p.regex.search(text) for p in phrases["regret"])


def _conditional(letter: Letter) -> Iterator[Hit]:
    for phrase in _phrases(letter.lang)["if"]:
        if phrase.may_be_in(letter.text):
            yield from (Hit("noregret.if_any", m.start(), m.end()) for m in phrase.regex.finditer(letter.text))


FAMILY = Family("noregret", CODES, {}, (_missing, _conditional))
