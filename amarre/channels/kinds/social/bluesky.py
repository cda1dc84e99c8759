"""Posts on Bluesky (AT Protocol: https://docs.bsky.app/docs/tutorials/creating-a-post).

A link must be marked by its place in bytes, or it cannot be pressed. There is no key by which a server would know a
second copy: a post that left without an answer is unsure.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import requests

from amarre.channels.kinds import http
from amarre.channels.kinds.contract import Answer, Envelope, Result
from amarre.channels.kinds.social.networks import BLUESKY, NETWORKS
from amarre.channels.kinds.social.pictures import Picture, picture_of
from amarre.engine.posts import LINK

if TYPE_CHECKING:
    from amarre.channels.kinds.social import Config

_POST = "app.bsky.feed.post"


class _NotYet(Exception):
    """Something before the post itself did not go well: nothing is public."""

    def __init__(self, result: Result) -> None:
        self.result = result


def post(config: Config, session: requests.Session, envelope: Envelope) -> Result:
    """Sign in, send the picture, say it."""
    network = NETWORKS[BLUESKY]
    picture = picture_of(envelope, frame=network.picture)
    if isinstance(picture, Result):
        return picture
    text = network.fitted(envelope.text).text
    try:
        account = _before(
            config, session, envelope, "com.atproto.server.createSession",
            json={"identifier": config.account.removeprefix("@"), "password": config.token},
        )  # fmt: skip
        headers = {"Authorization": f"Bearer {account.get('accessJwt', '')}"}
        record = _record(envelope, text)
        if picture is not None:
            record["embed"] = _embed(config, session, envelope, picture, headers)
    except _NotYet as early:
        return early.result
    body = {"repo": account.get("did", ""), "collection": _POST, "record": record}
    address = f"{config.server}/xrpc/com.atproto.repo.createRecord"
    response = http.call(session, envelope, "POST", address, json=body, headers=headers)
    if isinstance(response, Result):
        return response
    refused = _refusal(envelope, response)
    if refused is not None:
        return refused
    told = http.read_json(response)
    if told is None or not told.get("uri"):
        return Result(envelope.token, Answer.UNSURE, words=f"{response.status_code}: an answer that cannot be read")
    return Result(envelope.token, Answer.ACCEPTED, words=str(told["uri"])[:300], reference=str(told["uri"])[:120])


def _record(envelope: Envelope, text: str) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    record: dict[str, Any] = {"$type": _POST, "text": text, "createdAt": now, "langs": [envelope.language]}
    found = [_facet(text, one.start(), one.end()) for one in LINK.finditer(text)]
    return record | {"facets": found} if found else record


def _facet(text: str, start: int, end: int) -> dict[str, Any]:
    """A link, by where it stands in the UTF-8 bytes."""
    before = len(text[:start].encode())
    place = {"byteStart": before, "byteEnd": before + len(text[start:end].encode())}
    return {"index": place, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": text[start:end]}]}


def _embed(
    config: Config, session: requests.Session, envelope: Envelope, picture: Picture, headers: dict[str, str]
) -> dict[str, Any]:
    told = _before(
        config, session, envelope, "com.atproto.repo.uploadBlob",
        data=picture.body, headers={**headers, "Content-Type": picture.type},
    )  # fmt: skip
    # Without its proportions the page jumps when the picture arrives.
    shape = {"width": picture.width, "height": picture.height}
    image = {"image": told.get("blob"), "alt": picture.alt, "aspectRatio": shape}
    return {"$type": "app.bsky.embed.images", "images": [image]}


def _before(config: Config, session: requests.Session, envelope: Envelope, method: str, **given: Any) -> dict[str, Any]:
    """One of the calls before the post. Raises _NotYet with what follows when it did not go well."""
    response = http.call(session, envelope, "POST", f"{config.server}/xrpc/{method}", **given)
    if isinstance(response, Result):
        raise _NotYet(Result(envelope.token, Answer.DEFERRED, words=response.words))
    refused = _refusal(envelope, response)
    if refused is not None:
        later = refused.answer is Answer.UNSURE
        raise _NotYet(Result(envelope.token, Answer.DEFERRED, words=refused.words) if later else refused)
    told = http.read_json(response)
    if told is None:
        raise _NotYet(Result(envelope.token, Answer.DEFERRED, words="an answer that cannot be read"))
    return told


def _refusal(envelope: Envelope, response: requests.Response) -> Result | None:
    words = f"{response.status_code} {' '.join(response.text[:300].split())}"
    result = http.refusal(envelope, response, words=words)
    if result is not None and result.answer is Answer.DEFERRED and result.retry_after is None:
        return Result(envelope.token, Answer.DEFERRED, words=result.words, retry_after=_resets(response))
    if result is None and not response.ok:
        return Result(envelope.token, Answer.REFUSED, words=words, permanent=False)
    return result


def _resets(response: requests.Response) -> timedelta | None:
    """How long until the server counts anew: seconds since 1970 in RateLimit-Reset."""
    value = response.headers.get("RateLimit-Reset", "")
    if not value.isdigit():
        return None
    left = datetime.fromtimestamp(min(int(value), 2**35), UTC) - datetime.now(UTC)
    return max(timedelta(0), min(left, timedelta(days=1)))
