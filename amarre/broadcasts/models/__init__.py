"""Tables of messages and of follow-up sequences."""

from amarre.broadcasts.models.message import (
    UNSENT,
    Approval,
    Citation,
    Layout,
    Message,
    MessageStep,
    MessageText,
    Sending,
)
from amarre.broadcasts.models.sequence import Sequence, SequenceChange, SequenceChangeStep, SequenceRun, SequenceStep

__all__ = [
    "UNSENT",
    "Approval",
    "Citation",
    "Layout",
    "Message",
    "MessageStep",
    "MessageText",
    "Sending",
    "Sequence",
    "SequenceChange",
    "SequenceChangeStep",
    "SequenceRun",
    "SequenceStep",
]
