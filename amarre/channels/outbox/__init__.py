"""The outbox: one way out for everything that leaves, one row for every recipient.

    prepare -> freeze -> start -> send_chunk ... -> finished
                           pause / resume / stop at any moment

Everything here is called by the rooms above (broadcasts, inbox, drill) and by the tasks of this one.
"""

from amarre.channels.outbox.channels import add_channel, change_channel, default_channel, set_pace, set_up
from amarre.channels.outbox.content import Rendered, rendered
from amarre.channels.outbox.flow import (
    hold,
    pause,
    release,
    resend_unsure,
    resume,
    retry_failed,
    start,
    stop,
    stop_everything,
    stoppable,
)
from amarre.channels.outbox.freezing import freeze_select
from amarre.channels.outbox.prepare import Frozen, Recipient, Words, freeze, prepare
from amarre.channels.outbox.progress import (
    Cause,
    Progress,
    added,
    causes,
    progress,
    progress_and_causes,
)
from amarre.channels.outbox.recovery import reap
from amarre.channels.outbox.sending import send_chunk
from amarre.channels.outbox.work import wants_sending

__all__ = [
    "Cause",
    "Frozen",
    "Progress",
    "Recipient",
    "Rendered",
    "Words",
    "add_channel",
    "added",
    "causes",
    "change_channel",
    "default_channel",
    "freeze",
    "freeze_select",
    "hold",
    "pause",
    "prepare",
    "progress",
    "progress_and_causes",
    "reap",
    "release",
    "rendered",
    "resend_unsure",
    "resume",
    "retry_failed",
    "send_chunk",
    "set_pace",
    "set_up",
    "start",
    "stop",
    "stop_everything",
    "stoppable",
    "wants_sending",
]
