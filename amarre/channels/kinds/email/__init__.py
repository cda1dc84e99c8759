"""E-mail, through an SMTP server of the company's choice or one of thirteen providers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amarre.channels.addresses import normal_email
from amarre.channels.kinds.contract import Envelope, Kind, Result, Words
from amarre.channels.kinds.draft import Draft, Pour
from amarre.channels.kinds.email import providers, pushed, smtp
from amarre.channels.kinds.email.dkim import signer
from amarre.channels.kinds.email.mime import mould as mould_of
from amarre.channels.kinds.email.setting_list import SETTINGS, SMTP


@dataclass(frozen=True)
class Config:
    """Where mail is handed over, and in whose name. What is not set here comes from the environment."""

    host: str
    port: int
    user: str
    password: str
    tls: str  # starttls, tls or none
    from_address: str
    domain: str
    timeout: float = 60.0  # seconds to wait for the answer to one command
    # Seconds to wait for the answer to a whole message. RFC 5321, 4.5.3.2.6, asks for ten minutes: a server that is
    # slow to answer has often taken it, and giving up too early is how people get doubles.
    body_timeout: float = 300.0
    lines: int = 8  # connections at most
    messages_per_line: int = 1000  # then a new one: servers end longer sessions
    dkim_selector: str = ""
    dkim_key: str = ""  # PEM, RSA or Ed25519; none: the relay signs
    ca_file: str = ""  # certificates to trust besides the system's: a server of one's own
    # A provider's own interface instead of SMTP, and what it asks for.
    provider: str = SMTP
    api_key: str = ""
    api_secret: str = ""
    account: str = ""
    api_url: str = ""
    webhook_secret: str = ""
    hook_url: str = ""  # where it pushes, as we told it


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row, completed by the AMARRE_SMTP_* environment when it names no host of its own."""
    own = bool(values.get("host"))
    from_address = str(values.get("from_address") or settings.MAIL_FROM)
    return Config(
        host=str(values["host"] if own else settings.SMTP_HOST),
        port=int(values.get("port") or 587) if own else settings.SMTP_PORT,
        user=str(values.get("user", "")) if own else settings.SMTP_USER,
        password=str(values.get("password", "")) if own else settings.SMTP_PASSWORD,
        tls=str(values.get("tls", "starttls")) if own else settings.SMTP_TLS,
        from_address=from_address,
        domain=str(values.get("domain") or settings.MAIL_DOMAIN),
        timeout=float(values.get("timeout") or 60.0),
        body_timeout=float(values.get("body_timeout") or 300.0),
        lines=int(values.get("lines") or 8),
        messages_per_line=int(values.get("messages_per_line") or 1000),
        dkim_selector=str(values.get("dkim_selector") or ""),
        dkim_key=str(values.get("dkim_key") or ""),
        ca_file=str(values.get("ca_file") or ""),
        provider=str(values.get("provider") or SMTP),
        api_key=str(values.get("api_key") or ""),
        api_secret=str(values.get("api_secret") or ""),
        account=str(values.get("account") or ""),
        api_url=str(values.get("api_url") or ""),
        webhook_secret=str(values.get("webhook_secret") or ""),
        hook_url=str(values.get("hook_url") or ""),
    )


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Hand over by SMTP, or through the provider."""
    return (smtp if config.provider == SMTP else providers).send(envelopes, config)


def mould(draft: Draft, config: Config) -> Pour | None:
    """What makes each person's whole message from words taken apart once; a provider is given the words."""
    if config.provider != SMTP:
        return None
    return mould_of(draft, config, sign=signer(config))


def summary(config: Config) -> Words:
    if config.provider != SMTP:
        return format_lazy(
            _("{provider}, from {sender}"),
            provider=providers.provider_of(config).name, sender=config.from_address,
        )  # fmt: skip
    return format_lazy(
        _("{host}, port {port}, from {sender}"), host=config.host, port=config.port, sender=config.from_address
    )


KIND = Kind(
    "email",
    _("E-mail"),
    configure,
    summary,
    send=send,
    parse=pushed.parse,
    receipts=pushed.receipts,
    settings=SETTINGS,
    mould=mould,
    address_of=normal_email,
    has_html=True,
    confirms=False,
)
