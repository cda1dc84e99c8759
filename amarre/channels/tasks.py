"""Background work of the post office, where the worker looks for it."""

from amarre.channels.outbox.work import keep_sending, send_batch

__all__ = ["keep_sending", "send_batch"]
