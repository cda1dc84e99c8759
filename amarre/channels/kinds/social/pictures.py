"""The picture of a post: fetched and made to fit before anything is said, with words for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from django.conf import settings

from amarre.channels.kinds import http, outward
from amarre.channels.kinds.contract import Answer, Envelope, Result, Unreachable
from amarre.channels.kinds.social import reasons as why
from amarre.channels.kinds.social.fitting import CannotFit, Frame, fit

#: The heaviest file that is fetched to be made smaller.
LARGEST_FILE = 20_000_000
LONGEST_ALT = 1_000


@dataclass(frozen=True, slots=True)
class Picture:
    """Its bytes, their type, its width and height in points, and what it shows, in words."""

    body: bytes
    type: str
    width: int
    height: int
    alt: str

    @property
    def name(self) -> str:
        return f"picture.{self.type.removeprefix('image/')}"


def picture_of(envelope: Envelope, *, frame: Frame) -> Picture | Result | None:
    """The picture that the message asks for, made to fit; none; or the Result when it cannot be had: nothing is posted
    then."""
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
            body = outward.read(response, largest=LARGEST_FILE + 1)
    except outward.HostRefused:
        return _refused(envelope, why.NO_PICTURE)
    except (Unreachable, requests.exceptions.RequestException, *outward.Broken) as error:
        return Result(envelope.token, Answer.DEFERRED, words=f"the picture: {http.plain(error)}")
    if response.status_code != 200:
        return _refused(envelope, why.NO_PICTURE, status=str(response.status_code))
    if len(body) > LARGEST_FILE:
        return _refused(envelope, why.HUGE_PICTURE)
    try:
        fitted = fit(body, frame)
    except CannotFit as error:
        return _refused(envelope, error.reason)
    alt = str(envelope.options.get("picture_alt", ""))[:LONGEST_ALT]
    return Picture(fitted.body, fitted.type, fitted.width, fitted.height, alt)


def _allowed(url: str) -> tuple[str, ...]:
    """Our own pages may stand on a private network; other pictures must be where everybody can see them."""
    if url.startswith(f"{settings.BASE_URL}/"):
        return (urlsplit(settings.BASE_URL).hostname or "",)
    return tuple(settings.WEBHOOK_ALLOW)


def _refused(envelope: Envelope, words: str, status: str = "") -> Result:
    return Result(envelope.token, Answer.REFUSED, status=status, words=words, permanent=False)
