"""Triage: what happens to the person who writes (impact), how angry they are, whether they threaten, and why.

Pure. It reads French and English by tables of signs (data/) that say what each sign means; see docs/triage.md.
"""

from __future__ import annotations

from amarre.engine.triage.judge import judge
from amarre.engine.triage.model import LEVELS, Because, Triage, rank

__all__ = ["LEVELS", "Because", "Triage", "rank", "triage"]

LANGUAGES = ("fr", "en")
_READ_AT_MOST = 20_000


def triage(text: str, *, lang: str | None = None, ui_lang: str | None = None) -> Triage:
    """Judge one message.

    lang: "fr" or "en" when it is known; other languages are read as the nearer of the two.
    ui_lang: language of the reasons, by default that of the message.
    Only the first 20,000 characters are read: what matters is said before.
    """
    known = lang if lang in LANGUAGES else None
    shown = ui_lang if ui_lang in LANGUAGES else None
    return judge(text[:_READ_AT_MOST], known, shown)
