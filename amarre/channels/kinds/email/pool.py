"""The lines to SMTP servers, kept open between slices and between batches: an answer to one person needs no new one."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from amarre.channels.kinds.email.post import Post

if TYPE_CHECKING:
    from amarre.channels.kinds.email import Config

# Servers end a silent session after some minutes; we leave before, and are good guests.
IDLE_SECONDS = 30.0

_lock = threading.Lock()
_idle: dict[Config, list[Post]] = {}


def take(config: Config) -> Post:
    """A post for this server, for the caller alone: one with open lines when there is one."""
    with _lock:
        posts = _idle.get(config)
        if posts:
            return posts.pop()
    return Post(config)


def give_back(post: Post) -> None:
    """Keep the open lines of a post for the next who needs them."""
    if not post.rest():
        post.close()
        return
    with _lock:
        _idle.setdefault(post.config, []).append(post)


def close_idle(*, older_than: float = IDLE_SECONDS) -> int:
    """Hang up the lines that nobody has used for some seconds; returns how many posts were closed."""
    limit = time.monotonic() - older_than
    old: list[Post] = []
    with _lock:
        for config in list(_idle):
            keep = [post for post in _idle[config] if post.used_at > limit]
            old.extend(post for post in _idle[config] if post.used_at <= limit)
            if keep:
                _idle[config] = keep
            else:
                del _idle[config]
    for post in old:
        post.close()
    return len(old)
