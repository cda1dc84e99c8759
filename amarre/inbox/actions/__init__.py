"""The only writer of conversations."""

from amarre.inbox.actions.claim import ClaimProblems, claim_new
from amarre.inbox.actions.reply import bulk_reply, reply
from amarre.inbox.actions.sort import (
    assign,
    cannot_answer,
    close,
    link_person,
    may_answer,
    merge,
    move,
    note,
    override,
    reopen,
    save_draft,
    take_next,
)

__all__ = [
    "ClaimProblems", "assign", "bulk_reply", "cannot_answer", "claim_new", "close", "link_person", "may_answer",
    "merge", "move", "note", "override", "reopen", "reply", "save_draft", "take_next",
]  # fmt: skip
