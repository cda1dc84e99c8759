"""Answers: which entry of the FAQ answers the words of a customer, and whether it is sure enough to be offered as such.

Pure. Built once from the entries, immutable after; see docs/answers.md for the method and the figures.
"""

from __future__ import annotations

from amarre.engine.answer.index import Doc, Index, Suggestion

__all__ = ["Doc", "Index", "Suggestion"]
