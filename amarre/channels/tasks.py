"""Background work of the post office, where the worker looks for it."""

from amarre.channels.hooks import match_news
from amarre.channels.outbox.tallying import count_the_large, keep_counting
from amarre.channels.outbox.work import keep_sending, send_batch
from amarre.channels.printing_work import keep_print_files

__all__ = ["count_the_large", "keep_counting", "keep_print_files", "keep_sending", "match_news", "send_batch"]
