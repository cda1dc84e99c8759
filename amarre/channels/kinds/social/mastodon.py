"""Posts on Mastodon, and on what speaks its interface (https://docs.joinmastodon.org/methods/statuses/).

The delivery's name goes along as `Idempotency-Key`: for an hour, the server answers a second copy with the first post.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import requests

from amarre.channels.kinds import http, trouble
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result
from amarre.channels.kinds.social.networks import MASTODON, NETWORKS
from amarre.channels.kinds.social.pictures import Picture, picture_of

if TYPE_CHECKING:
    from amarre.channels.kinds.social import Config


def post(config: Config, session: requests.Session, envelope: Envelope) -> Result:
    """Say it in public, with its picture."""
    network = NETWORKS[MASTODON]
    picture = picture_of(envelope, frame=network.picture)
    if isinstance(picture, Result):
        return picture
    body: dict[str, Any] = {
        "status": network.fitted(envelope.text, limit=config.limit).text,
        "language": envelope.language,
        "visibility": "public",
    }
    if picture is not None:
        number = _upload(config, session, envelope, picture)
        if isinstance(number, Result):
            return number
        body["media_ids"] = [number]
    headers = {**_signed(config), "Idempotency-Key": envelope.token}
    response = http.call(session, envelope, "POST", f"{config.server}/api/v1/statuses", json=body, headers=headers)
    if isinstance(response, Result):
        return response
    refused = _refusal(envelope, response)
    if refused is not None:
        return refused
    told = http.read_json(response)
    if told is None or not told.get("id"):
        return Result(envelope.token, Answer.UNSURE, words=f"{response.status_code}: an answer that cannot be read")
    return Result(envelope.token, Answer.ACCEPTED, words=str(told.get("url") or ""), reference=str(told["id"])[:120])


def _upload(config: Config, session: requests.Session, envelope: Envelope, picture: Picture) -> str | Result:
    """The number of the picture, kept by the server until the post; or why there is none. Nothing is public yet."""
    response = http.call(
        session, envelope, "POST", f"{config.server}/api/v2/media", headers=_signed(config),
        files={"file": (picture.name, picture.body, picture.type)}, data={"description": picture.alt},
    )  # fmt: skip
    if isinstance(response, Result):
        return Result(envelope.token, Answer.DEFERRED, words=f"the picture: {response.words}")
    refused = _refusal(envelope, response)
    if refused is not None:
        # It was not said yet, whatever became of the picture.
        later = refused.answer is Answer.UNSURE
        return Result(envelope.token, Answer.DEFERRED, words=refused.words) if later else refused
    told = http.read_json(response)
    if told is None or not told.get("id"):
        return Result(envelope.token, Answer.DEFERRED, words="the picture: an answer that cannot be read")
    return str(told["id"])


def _signed(config: Config) -> dict[str, str]:
    return {"Authorization": f"Bearer {config.token}"}


def _refusal(envelope: Envelope, response: requests.Response) -> Result | None:
    words = f"{response.status_code} {' '.join(response.text[:300].split())}"
    if response.status_code in (404, 410):
        raise Misconfigured(trouble.told(trouble.ACCOUNT, words))
    result = http.refusal(envelope, response, words=words)
    if result is not None and result.answer is Answer.DEFERRED and result.retry_after is None:
        return Result(envelope.token, Answer.DEFERRED, words=result.words, retry_after=_resets(response))
    if result is None and not response.ok:
        return Result(envelope.token, Answer.REFUSED, words=words, permanent=False)
    return result


def _resets(response: requests.Response) -> timedelta | None:
    """How long until the server counts anew, as it writes it: a moment in X-RateLimit-Reset."""
    try:
        when = datetime.fromisoformat(response.headers.get("X-RateLimit-Reset", ""))
    except ValueError:
        return None
    left = (when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)
    return max(timedelta(0), min(left, timedelta(days=1)))
