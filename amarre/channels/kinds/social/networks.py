"""What each network takes: how long a post may be, how it counts, what picture it takes."""

from __future__ import annotations

from dataclasses import dataclass

from amarre.channels.kinds.social.fitting import Frame
from amarre.engine.posts import Fitted, Length, fit, graphemes, links, mastodon, weighted

MASTODON, BLUESKY, X, TELEGRAM, APPRISE = "mastodon", "bluesky", "x", "telegram", "apprise"


@dataclass(frozen=True)
class Network:
    """`limit` in what `length` counts; its sources are in `amarre.engine.posts`. `picture` is what they fit in."""

    name: str
    limit: int
    length: Length
    picture: Frame

    def fitted(self, text: str, *, limit: int = 0) -> Fitted:
        """The words as they will be posted: whole, or to the end of a sentence, the last link kept."""
        found = links(text)
        return fit(text, limit or self.limit, length=self.length, keep=found[-1] if found else "")


# Mastodon: a server may allow more (setting `limit`). Its pictures: 8 MB is the usual limit of servers before 4.2, and
# 3840 x 2160 points is what every server makes them smaller to (app/models/media_attachment.rb).
# Bluesky: maxSize of app.bsky.embed.images; 2000 points a side is what its own app sends.
# X: https://docs.x.com/x-api/media/quickstart/best-practices ("image size <= 5 MB"), shown at 4096 points at most.
# Telegram: sendPhoto of https://core.telegram.org/bots/api: 10 MB, width and height together 10,000.
NETWORKS = {
    MASTODON: Network("Mastodon", 500, mastodon, Frame(8_000_000, 4096, 3840 * 2160)),
    BLUESKY: Network("Bluesky", 300, graphemes, Frame(1_000_000, 2000)),
    X: Network("X", 280, weighted, Frame(5_000_000, 4096)),
    TELEGRAM: Network("Telegram", 500, graphemes, Frame(10_000_000, 5000)),
    APPRISE: Network("", 500, graphemes, Frame(5_000_000, 4096)),
}
