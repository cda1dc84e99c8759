"""The only writer of people, imports and segments."""

from amarre.people.actions.imports import import_file, map_columns, remove_import, resume_import, start_import
from amarre.people.actions.networks import learn_address
from amarre.people.actions.persons import add_contact, set_channel, set_consent, set_language
from amarre.people.actions.segments import remove_segment, save_segment
from amarre.people.actions.wishes import set_frequency, set_wishes, undo_wishes

__all__ = [
    "add_contact",
    "import_file",
    "learn_address",
    "map_columns",
    "remove_import",
    "remove_segment",
    "resume_import",
    "save_segment",
    "set_channel",
    "set_consent",
    "set_frequency",
    "set_language",
    "set_wishes",
    "start_import",
    "undo_wishes",
]
