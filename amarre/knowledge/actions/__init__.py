"""The only writer of questions, answers, ways of asking and gaps."""

from amarre.knowledge.actions.entries import (
    add_phrasing,
    copy_starters,
    move_entry,
    publish_entry,
    question_of,
    save_entry,
    unpublish_entry,
)
from amarre.knowledge.actions.gaps import dismiss_gap, fill_gap, note_gap
from amarre.knowledge.actions.importing import FaqImport, import_faq

__all__ = [
    "FaqImport", "add_phrasing", "copy_starters", "dismiss_gap", "fill_gap", "import_faq", "move_entry", "note_gap",
    "publish_entry", "question_of", "save_entry", "unpublish_entry",
]  # fmt: skip
