"""Posts on X and on the long tail of networks, through apprise: one address holds the account and its keys.

apprise says yes or no and nothing else: no number of the post, and of a failure only a line in its log. The status in
that line is read; where there is none, the post may be there, and is unsure.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import requests
from apprise import Apprise, AppriseAsset, AppriseAttachment, NotifyBase, NotifyFormat
from apprise.attachment.file import AttachFile

from amarre.channels.kinds import http, trouble
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result, Unreachable
from amarre.channels.kinds.social.networks import APPRISE, NETWORKS, TELEGRAM, Network, X
from amarre.channels.kinds.social.pictures import Picture, picture_of

if TYPE_CHECKING:
    from amarre.channels.kinds.social import Config

_STATUS = re.compile(r"error=(\d{3})\b")
_NEVER_CONNECTED = re.compile(r"NewConnectionError|NameResolutionError|ConnectTimeoutError|Connection refused")
_NAMED = {"x": X, "twitter": X, "tweet": X, "tgram": TELEGRAM}


def network_of(config: Config) -> Network:
    """What its network takes: X and Telegram by their addresses, else 500 characters unless the operator says
    otherwise."""
    return NETWORKS[_NAMED.get(config.url.partition(":")[0].lower(), APPRISE)]


def service_of(config: Config) -> NotifyBase:
    """apprise's own object for the address. Raises Misconfigured when it knows no such address."""
    asset = AppriseAsset(app_id="amarre", secure_logging=True, async_mode=False)
    made = Apprise.instantiate(config.url, asset=asset)
    if not isinstance(made, NotifyBase):
        raise Misconfigured("apprise does not know an address of this form")
    made.request_rate_per_sec = 0  # the pace is ours
    made.socket_connect_timeout, made.socket_read_timeout = http.CONNECT_SECONDS, http.READ_SECONDS
    return made


def post(config: Config, _session: requests.Session, envelope: Envelope) -> Result:
    """Say it once, with its picture when the network takes one."""
    network = network_of(config)
    picture = picture_of(envelope, frame=network.picture)
    if isinstance(picture, Result):
        return picture
    service = service_of(config)
    text = network.fitted(envelope.text, limit=config.limit).text
    # A title of its own only where the network has one.
    title = envelope.subject if service.title_maxlen else ""
    with _attached(picture) as attached, _heard() as heard:
        went = service.notify(body=text, title=title, body_format=NotifyFormat.TEXT, attach=attached)
    return Result(envelope.token, Answer.ACCEPTED) if went else _failed(envelope, heard)


def _failed(envelope: Envelope, heard: list[str]) -> Result:
    lines = "\n".join(heard)
    found = _STATUS.findall(lines)
    if not found:
        if _NEVER_CONNECTED.search(lines):
            raise Unreachable("the network cannot be reached")
        return Result(envelope.token, Answer.UNSURE, words="the network gave no clear answer")
    status, words = int(found[-1]), f"the network answered {found[-1]}"
    if status in (401, 403):
        raise Misconfigured(trouble.told(trouble.ACCOUNT, words))
    if status in (429, 503):
        slug = trouble.BUSY if status == 429 else trouble.FAULT
        return Result(envelope.token, Answer.DEFERRED, words=trouble.told(slug, words))
    if status >= 500 or status < 400:
        return Result(envelope.token, Answer.UNSURE, words=words)
    return Result(envelope.token, Answer.REFUSED, words=words, permanent=False)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What apprise logs meanwhile. It may hold addresses: it is read here and kept nowhere."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    logger, listener = logging.getLogger("apprise"), Listener(logging.DEBUG)
    level, spreads = logger.level, logger.propagate
    logger.addHandler(listener)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        yield lines
    finally:
        logger.removeHandler(listener)
        logger.setLevel(level)
        logger.propagate = spreads


@contextmanager
def _attached(picture: Picture | None) -> Iterator[AppriseAttachment | None]:
    """The picture as a file, for as long as it is needed. Its name is what apprise gives as alternative text."""
    if picture is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / picture.name
        path.write_bytes(picture.body)
        attached = AppriseAttachment()
        attached.add(AttachFile(str(path), name=picture.alt or picture.name, mimetype=picture.type))
        yield attached
