"""French or English, by the small words: enough to route a mail, and it never guesses a third."""

from __future__ import annotations

import re

_FRENCH = frozenset(
    """
    je tu il elle nous vous ils elles le la les un une des du de et est sont suis êtes avons avez ne pas plus
    que qui quoi mon ma mes votre vos notre nos son sa ses ce cette ces dans pour par sur avec sans mais ou où
    donc car si bonjour merci cordialement madame monsieur bonsoir ai été depuis toujours rien au aux en y c j
    n d l qu s m
    """.split()  # noqa: SIM905
)
_ENGLISH = frozenset(
    """
    i you he she we they the a an and is are am was were be been have has had do does did not no my your our
    their his her this that these those in for by with without but or so if hello hi thanks thank please dear
    regards to of it its from what when where who how still since can could would will just on at
    """.split()  # noqa: SIM905
)


def language_of(text: str, declared: str = "") -> str:
    """`fr`, `en`, or empty when the words do not say. `declared` is the Content-Language header."""
    words = re.findall(r"[^\W\d_]+", text[:4000].lower())
    french = sum(word in _FRENCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    if french > english and french >= 1:
        return "fr"
    if english > french and english >= 1:
        return "en"
    start = declared.strip()[:2].lower()
    return start if start in ("fr", "en") else ""
