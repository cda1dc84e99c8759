"""What each network takes: how long a post may be, how it counts, how heavy a picture may be."""

from __future__ import annotations

from dataclasses import dataclass

from amarre.engine.posts import Fitted, Length, fit, graphemes, links, mastodon, weighted

MASTODON, BLUESKY, X, APPRISE = "mastodon", "bluesky", "x", "apprise"


@dataclass(frozen=True)
class Network:
    """`limit` in what `length` counts; `picture` in bytes. The sources are in `amarre.engine.posts`."""

    name: str
    limit: int
    length: Length
    picture: int

    def fitted(self, text: str, *, limit: int = 0) -> Fitted:
        """The words as they will be posted: whole, or to the end of a sentence, the last link kept."""
        found = links(text)
        return fit(text, limit or self.limit, length=self.length, keep=found[-1] if found else "")


# Mastodon: a server may allow more (setting `limit`). A picture: what the strictest of the usual servers take.
NETWORKS = {
    MASTODON: Network("Mastodon", 500, mastodon, 8_000_000),
    BLUESKY: Network("Bluesky", 300, graphemes, 1_000_000),
    X: Network("X", 280, weighted, 5_000_000),
    APPRISE: Network("", 500, graphemes, 5_000_000),
}
