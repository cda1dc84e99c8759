"""Handing messages to a provider over HTTPS: a few at a time, on connections that stay open, each answer told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from amarre.channels.kinds import trouble
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result, Unreachable

CONNECT_SECONDS, READ_SECONDS = 10.0, 30.0
AT_ONCE = 8
_NEVER_CONNECTED = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "SSLCertVerificationError")
# A provider's answer is small; more than this is not one.
LARGEST_ANSWER = 1_000_000

One = Callable[[requests.Session, Envelope], Result]


def session(at_once: int = AT_ONCE) -> requests.Session:
    """A session that keeps its connections and never follows a provider elsewhere by itself."""
    made = requests.Session()
    made.trust_env = False
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=at_once, max_retries=0)
    made.mount("https://", adapter)
    made.mount("http://", adapter)
    return made


def send_each(envelopes: Iterable[Envelope], one: One, *, at_once: int = AT_ONCE) -> Iterator[Result]:
    """Send each envelope with `one`, `at_once` at a time; yields the results as they come.

    `one` raises Unreachable or Misconfigured like a kind's `send`: what was begun is answered first, nothing more is
    pulled, then it is raised.
    """
    rest = iter(envelopes)
    trouble: Unreachable | Misconfigured | None = None
    flying: set[Future[Result]] = set()
    with session(at_once) as made, ThreadPoolExecutor(at_once, thread_name_prefix="send") as pool:
        while True:
            while trouble is None and len(flying) < at_once and (envelope := next(rest, None)) is not None:
                flying.add(pool.submit(one, made, envelope))
            if not flying:
                break
            done, flying = wait(flying, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    yield future.result()
                except (Unreachable, Misconfigured) as error:
                    trouble = trouble or error
    if trouble is not None:
        raise trouble


def call(
    session: requests.Session, envelope: Envelope, method: str, url: str, **given: Any
) -> requests.Response | Result:
    """Make one request and return the provider's response, or the Result when no answer can be had.

    Raises Unreachable when nothing can have reached the provider. Once it may have, a silence is UNSURE.
    """
    given.setdefault("timeout", (CONNECT_SECONDS, READ_SECONDS))
    given.setdefault("allow_redirects", False)
    try:
        return session.request(method, url, **given)
    except requests.exceptions.RequestException as error:
        if not may_have_arrived(error):
            raise Unreachable(plain(error)) from error
        return Result(envelope.token, Answer.UNSURE, words=plain(error))


def refusal(
    envelope: Envelope, response: requests.Response, *, words: str = "", tells_doubles: bool = False
) -> Result | None:
    """What the status alone says: None for a success or for a 4xx that the kind must read itself.

    429 and 503: later, when the provider says so. Another 5xx came after the provider had the message: it may have
    gone, unless the provider drops doubles. Raises Misconfigured for 401, 403 and 407: it does not want *us*.
    """
    status = response.status_code
    said = words or f"{status} {' '.join(response.text[:300].split())}"
    if status in (401, 403, 407):
        raise Misconfigured(trouble.told(trouble.ACCOUNT, said))
    if status in (429, 503):
        slug = trouble.BUSY if status == 429 else trouble.FAULT
        return Result(
            envelope.token, Answer.DEFERRED, words=trouble.told(slug, said), retry_after=retry_after(response)
        )
    if status >= 500:
        return Result(envelope.token, Answer.DEFERRED if tells_doubles else Answer.UNSURE, words=said)
    if 300 <= status < 400:
        to = response.headers.get("Location", "?")[:200]
        raise Misconfigured(f"{status}: the provider's address has moved to {to}")
    return None


def retry_after(response: requests.Response) -> timedelta | None:
    """The Retry-After header (RFC 9110), seconds or a date; None when there is none that can be read."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit():
        return timedelta(seconds=min(int(value), 86_400))
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    left = when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)
    return max(timedelta(0), min(left, timedelta(days=1)))


def read_json(response: requests.Response) -> dict[str, Any] | None:
    """The answer's JSON object; None when it is anything else."""
    if len(response.content) > LARGEST_ANSWER:
        return None
    try:
        value = response.json()
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def may_have_arrived(error: BaseException) -> bool:
    """Whether some of the request may have reached the provider: not when no connection was ever made."""
    if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.InvalidURL):
        return False
    seen: BaseException | None = error
    while seen is not None:
        if type(seen).__name__ in _NEVER_CONNECTED:
            return False
        reason = getattr(seen, "reason", None) or (seen.args[0] if seen.args else None)
        seen = reason if isinstance(reason, BaseException) else seen.__cause__ or seen.__context__
    return True


def plain(error: BaseException) -> str:
    """A fault of the line in one short line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
