"""Reading what comes in by e-mail: a person's words, or a machine's notice. Pure: bytes in, values out.

Used by `channels` (the inbound door) and by `amarre inbound`. Knows nothing of the database.
"""

from amarre.engine.mailin.model import (
    AUTO_REPLY,
    BOUNCE,
    KINDS,
    MESSAGE,
    REPORT,
    Attachment,
    Mail,
    Outcome,
    address,
    permanent,
)
from amarre.engine.mailin.read import read_mail
from amarre.engine.mailin.sentences import explain, say

__all__ = [
    "AUTO_REPLY",
    "BOUNCE",
    "KINDS",
    "MESSAGE",
    "REPORT",
    "Attachment",
    "Mail",
    "Outcome",
    "address",
    "explain",
    "permanent",
    "read_mail",
    "say",
]
