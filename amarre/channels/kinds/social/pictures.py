"""The picture of a post: fetched and checked before anything is said, with words for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from django.conf import settings

from amarre.channels.kinds import http, outward
from amarre.channels.kinds.contract import Answer, Envelope, Result, Unreachable

# The formats that every network shows, by their first bytes.
_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
LONGEST_ALT = 1_000


@dataclass(frozen=True, slots=True)
class Picture:
    """Its bytes, their type, and what it shows, in words."""

    body: bytes
    type: str
    alt: str

    @property
    def name(self) -> str:
        return f"picture.{self.type.removeprefix('image/')}"


def picture_of(envelope: Envelope, *, largest: int) -> Picture | Result | None:
    """The picture that the message asks for, none, or the Result when it cannot be had: nothing is posted then."""
    url = str(envelope.options.get("picture", "")).strip()
    if not url:
        return None
    allowed = _allowed(url)
    try:
        outward.check_url(url, allowed=allowed)
        with outward.session(allowed=allowed) as opened:
            response = http.call(opened, envelope, "GET", url, stream=True)
            if isinstance(response, Result):
                return Result(envelope.token, Answer.DEFERRED, words=f"the picture: {response.words}")
            body = outward.read(response, largest=largest + 1)
    except outward.HostRefused as error:
        return _refused(envelope, f"the picture: {error}")
    except (Unreachable, requests.exceptions.RequestException, *outward.Broken) as error:
        return Result(envelope.token, Answer.DEFERRED, words=f"the picture: {http.plain(error)}")
    if response.status_code != 200:
        return _refused(envelope, f"the picture: its address answers {response.status_code}")
    kind = next((kind for start, kind in _SIGNATURES if body.startswith(start)), "")
    if not kind:
        return _refused(envelope, "the picture is none: PNG, JPEG or GIF is needed")
    if len(body) > largest:
        return _refused(envelope, f"the picture has more than {largest // 1000} KB")
    return Picture(body, kind, str(envelope.options.get("picture_alt", ""))[:LONGEST_ALT])


def _allowed(url: str) -> tuple[str, ...]:
    """Our own pages may stand on a private network; other pictures must be where everybody can see them."""
    if url.startswith(f"{settings.BASE_URL}/"):
        return (urlsplit(settings.BASE_URL).hostname or "",)
    return tuple(settings.WEBHOOK_ALLOW)


def _refused(envelope: Envelope, words: str) -> Result:
    return Result(envelope.token, Answer.REFUSED, words=words, permanent=False)
