"""Posts on social networks: Mastodon and Bluesky by their own interfaces, X and many others through apprise.

One channel is one account. A post speaks to everybody: it is one delivery, to the account itself. Words that are too
long for the network end at a sentence, with the link to the page kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds import http
from amarre.channels.kinds.contract import Envelope, Kind, Measure, Misconfigured, Result, Setting, Words
from amarre.channels.kinds.social import bluesky, mastodon, others
from amarre.channels.kinds.social.networks import APPRISE, BLUESKY, MASTODON, NETWORKS, Network


@dataclass(frozen=True)
class Config:
    """One account. `limit` is the longest post when the server allows another length, else 0."""

    provider: str
    server: str
    account: str
    token: str
    url: str
    limit: int


SETTINGS = (
    Setting(
        "provider",
        _("Network"),
        type="choice",
        default=MASTODON,
        choices=((MASTODON, "Mastodon"), (BLUESKY, "Bluesky"), (APPRISE, _("X and others, through apprise"))),
        help=_("LinkedIn, Facebook and Instagram are not among them: post there by hand, or through a webhook."),
    ),
    Setting("server", _("Server"), type="url", help=_("For example https://mastodon.social"), of=MASTODON),
    Setting("account", _("Account"), help=_("For example laiterie.bsky.social"), of=BLUESKY),
    Setting(
        "token",
        _("Token or app password"),
        type="secret",
        help=_("Mastodon: a token that may write posts and media. Bluesky: an app password, not your own."),
        of=f"{MASTODON} {BLUESKY}",
    ),
    Setting(
        "url",
        _("Address of apprise"),
        type="secret",
        help=_(
            "It names the network and holds its keys, for example twitter://…?mode=tweet (appriseit.com lists them)."
        ),
        of=APPRISE,
    ),
    Setting(
        "limit",
        _("Longest post, in characters"),
        type="number",
        required=False,
        help=_("Only when the server allows another length than usual (Mastodon 500)."),
        of=f"{MASTODON} {APPRISE}",
    ),
)


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row."""
    provider = str(values.get("provider") or MASTODON)
    server = str(values.get("server") or values.get("base_url") or "").rstrip("/")
    return Config(
        provider=provider if provider in (MASTODON, BLUESKY, APPRISE) else MASTODON,
        server=server or ("https://bsky.social" if provider == BLUESKY else ""),
        account=str(values.get("account") or "").strip(),
        token=str(values.get("token") or "").strip(),
        url=str(values.get("url") or "").strip(),
        limit=max(0, int(values.get("limit") or 0)),
    )


_POSTS = {MASTODON: mastodon.post, BLUESKY: bluesky.post, APPRISE: others.post}
_NEEDS = {MASTODON: ("server", "token"), BLUESKY: ("account", "token"), APPRISE: ("url",)}


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Post each message, one after the other. Raises Misconfigured when the account is not set or not accepted."""
    lacking = [name for name in _NEEDS[config.provider] if not getattr(config, name)]
    if lacking:
        raise Misconfigured(f"missing: {', '.join(lacking)}")
    yield from http.send_each(envelopes, partial(_POSTS[config.provider], config), at_once=1)


def network_of(config: Config) -> Network:
    return others.network_of(config) if config.provider == APPRISE else NETWORKS[config.provider]


def measure(subject: str, text: str, config: Config) -> Measure:
    """Length as the network counts it; where the post will end when it is too long."""
    network = network_of(config)
    limit = (config.limit if config.provider != BLUESKY else 0) or network.limit
    count = network.length(text.strip())
    warnings: list[Words] = []
    problems: list[Words] = []
    if not text.strip():
        problems.append(_("There is nothing to post."))
    fitted = network.fitted(text, limit=limit)
    if fitted.is_cut:
        end = " ".join(fitted.text.partition("\n\nhttp")[0].split())[-60:]
        warnings.append(
            format_lazy(
                _("{count} characters where {limit} fit: the post ends after “{end}”, with the link."),
                count=count, limit=limit, end=end,
            )
        )  # fmt: skip
    return Measure(units=count, unit=_("characters"), warnings=tuple(warnings), problems=tuple(problems))


def summary(config: Config) -> Words:
    if config.provider == MASTODON:
        return format_lazy(_("Mastodon, {server}"), server=urlsplit(config.server).hostname or "?")
    if config.provider == BLUESKY:
        return format_lazy(_("Bluesky, {account}"), account=config.account or "?")
    return format_lazy(_("{network}, through apprise"), network=config.url.partition(":")[0] or "?")


KIND = Kind(
    "social",
    _("Social networks"),
    configure,
    summary,
    send=send,
    measure=measure,
    settings=SETTINGS,
    addresses="",
    has_subject=False,
)
