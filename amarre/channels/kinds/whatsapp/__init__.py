"""WhatsApp through Meta's Cloud API: free words within a day of the person's own, an approved template otherwise.

A template is a text that Meta has approved, with numbered places. What fills them is named by `parameters` (of the
message's options, else of the channel): names of personal values, `text` for the words of the message, `subject` for
its title. With none named, the one place of the template holds the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import requests
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amarre.channels.addresses import is_phone, normal_phone
from amarre.channels.kinds import http, meta, trouble
from amarre.channels.kinds.call.reasons import NO_NUMBER
from amarre.channels.kinds.contract import (
    Answer,
    Envelope,
    Kind,
    Measure,
    Misconfigured,
    News,
    Result,
    Said,
    Setting,
    Words,
)
from amarre.channels.kinds.whatsapp import codes, pushes
from amarre.channels.kinds.whatsapp import reasons as why

SETTINGS = (
    Setting(
        "phone_number_id", _("Phone number ID"), help=_("The number’s ID in Meta’s console, not the number itself.")
    ),
    Setting("access_token", _("Access token"), type="secret", help=_("A permanent one, of a system user.")),
    Setting("app_secret", _("App secret"), type="secret", help=_("Proves that what is pushed to us comes from Meta.")),
    Setting(
        "verify_token", _("Verify token"), type="secret",
        help=_("A word that you choose and type in Meta’s console too."),
    ),
    Setting(
        "template", _("Approved template"), required=False,
        help=_("Used for people who have not written in the last 24 hours, unless the message names another."),
    ),
    Setting(
        "parameters", _("What fills its places"), required=False,
        help=_("Names separated by commas: text, subject, person.first_name... Left empty: the words of the message."),
    ),
    Setting("price", _("Price of one message"), type="number", required=False),
    Setting("currency", _("Currency"), required=False, default="EUR"),
)  # fmt: skip

# Meta's limits: free words, one parameter of a template.
LONGEST, LONGEST_PARAMETER = 4096, 1024


@dataclass(frozen=True)
class Config:
    """One number of a WhatsApp business account."""

    phone_number_id: str = ""
    access_token: str = field(default="", repr=False)
    app_secret: str = field(default="", repr=False)
    verify_token: str = field(default="", repr=False)
    template: str = ""
    parameters: tuple[str, ...] = ()
    price: float | None = None
    currency: str = "EUR"
    base_url: str = meta.BASE_URL


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row. `base_url` is for tests."""
    names = ("phone_number_id", "access_token", "app_secret", "verify_token", "template")
    price = values.get("price")
    return Config(
        **{name: str(values.get(name) or "").strip() for name in names},
        parameters=named(values.get("parameters")),
        price=float(price) if price not in (None, "") else None,
        currency=str(values.get("currency") or "EUR"),
        base_url=str(values.get("base_url") or meta.BASE_URL).rstrip("/"),
    )


def named(value: Any) -> tuple[str, ...]:
    """The names in a list, or in words separated by commas."""
    parts = value.split(",") if isinstance(value, str) else value or ()
    return tuple(str(part).strip() for part in parts if str(part).strip())


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Hand over each message. Raises Misconfigured when Meta refuses the token, the number or the template."""
    if not (config.phone_number_id and config.access_token):
        raise Misconfigured("missing: phone_number_id, access_token")
    url = f"{config.base_url}/{meta.VERSION}/{config.phone_number_id}/messages"
    headers = {"Authorization": f"Bearer {config.access_token}"}

    def one(session: requests.Session, envelope: Envelope) -> Result:
        message = _message(envelope, config)
        if isinstance(message, str):
            dead = not is_phone(envelope.address)
            return Result(envelope.token, Answer.REFUSED, words=message, permanent=dead)
        response = http.call(session, envelope, "POST", url, json=message, headers=headers)
        return response if isinstance(response, Result) else codes.answer(envelope, response)

    yield from http.send_each(envelopes, one)


def _message(envelope: Envelope, config: Config) -> dict[str, Any] | str:
    """The body of the call, or why there is none."""
    if not is_phone(envelope.address):
        return NO_NUMBER
    head = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": envelope.address.removeprefix("+")}
    if envelope.options.get("window_open"):
        if len(envelope.text) > LONGEST:
            return trouble.TOO_LONG
        return {**head, "type": "text", "text": {"body": envelope.text, "preview_url": True}}
    name = str(envelope.options.get("template") or config.template)
    if not name:
        return why.WINDOW
    parameters, lacking = _parameters(envelope, config)
    if lacking:
        return f"missing:{lacking[0]}"
    if any(len(each) > LONGEST_PARAMETER for each in parameters):
        return trouble.TOO_LONG
    language = str(envelope.options.get("template_language") or envelope.language)
    template: dict[str, Any] = {"name": name, "language": {"code": language}}
    if parameters:
        template["components"] = [
            {"type": "body", "parameters": [{"type": "text", "text": each} for each in parameters]}
        ]
    return {**head, "type": "template", "template": template}


def _parameters(envelope: Envelope, config: Config) -> tuple[list[str], list[str]]:
    """What fills the template's places, in order, and the names for which nothing is known.

    Meta refuses line breaks, tabs and runs of spaces in a place, so they become one space.
    """
    wanted = named(envelope.options.get("parameters")) or config.parameters or ("text",)
    if wanted == ("none",):
        return [], []
    known = {**envelope.values, "text": envelope.text, "subject": envelope.subject}
    filled = {name: " ".join(str(known.get(name) or "").split()) for name in wanted}
    return [filled[name] for name in wanted], [name for name in wanted if not filled[name]]


def names(options: Mapping[str, Any], config: Config) -> tuple[str, ...]:
    """The values that fill the template's places."""
    return named(options.get("parameters")) or config.parameters


def receipts(request: HttpRequest, config: Config) -> Iterable[News]:
    """What became of messages: delivered, read, failed; and people who refuse marketing messages."""
    return list(pushes.news(meta.read_body(request, config.app_secret)))


def parse(request: HttpRequest, config: Config) -> Iterable[Said]:
    """The messages of people."""
    return list(pushes.said(meta.read_body(request, config.app_secret)))


def greet(request: HttpRequest, config: Config) -> HttpResponse | None:
    """Meta's handshake."""
    return meta.greet(request, config.verify_token)


def summary(config: Config) -> Words:
    return format_lazy(
        _("Number {number}, template {template}"), number=config.phone_number_id or "?", template=config.template or "?"
    )


def measure(subject: str, text: str, config: Config) -> Measure:
    """One message each. Within a template, the words are shorter and on one line."""
    warnings: list[Words] = []
    problems: list[Words] = []
    if len(text) > LONGEST:
        problems.append(format_lazy(_("Too long: {limit} characters at most."), limit=LONGEST))
    elif len(" ".join(text.split())) > LONGEST_PARAMETER:
        warnings.append(
            format_lazy(
                _("Longer than a template can hold ({limit} characters): it would be refused there."),
                limit=LONGEST_PARAMETER,
            )
        )
    if "\n" in text.strip():
        warnings.append(_("A template shows the words on one line: line breaks become spaces."))
    if not config.template:
        warnings.append(_("No template is set: only people who wrote in the last 24 hours can be reached."))
    currency = config.currency if config.price is not None else ""
    return Measure(1, _("message"), config.price, currency, tuple(warnings), tuple(problems))


KIND = Kind(
    "whatsapp", _("WhatsApp"), configure, summary, send=send, parse=parse, receipts=receipts, greet=greet,
    measure=measure, names=names, settings=SETTINGS, address_of=normal_phone, addresses="phone", has_subject=False,
    confirms=True, disturbs=True, answers_stop=lambda config: True, window=timedelta(hours=24),
)  # fmt: skip
