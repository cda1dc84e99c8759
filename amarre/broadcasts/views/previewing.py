"""Read a message as one person will, on each channel, and try it on oneself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages as notices
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from amarre.broadcasts import actions
from amarre.broadcasts import preview as previews
from amarre.broadcasts.audience import audience
from amarre.broadcasts.binding import bind
from amarre.broadcasts.blocks import read_blocks, readers_of
from amarre.broadcasts.forms import TryForm, languages_of
from amarre.broadcasts.layouts import Broken
from amarre.broadcasts.models import Message
from amarre.broadcasts.preview import Shown
from amarre.broadcasts.views.getting import message_for
from amarre.broadcasts.views.showing import language_name
from amarre.broadcasts.ways import channels_of
from amarre.channels import reasons
from amarre.channels.kinds.letter.addresses import Undeliverable
from amarre.channels.models import Channel, Delivery
from amarre.channels.outbox import default_channel
from amarre.engine.tabular.names import fold
from amarre.lib.errors import DomainError, NotFound
from amarre.lib.security import policy
from amarre.lib.time import now
from amarre.people.addresses import find_by_address
from amarre.people.models import Person

_MOST_FOUND = 8


@dataclass(frozen=True)
class Asked:
    """What the address of the page asks for: a person, a channel, a language, of those that there are."""

    person: Person | None
    channel: Channel
    channels: list[Channel]
    language: str
    languages: list[str]

    def query(self, **changes: object) -> str:
        """The same page with something else chosen."""
        chosen = {
            "language": self.language,
            "channel": self.channel.pk,
            "person": self.person.pk if self.person else "",
        }
        return "?" + urlencode(chosen | changes)


@require_safe
def preview(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """The words as one person will read them, by one channel."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    asked = _asked(request, message)
    people = audience(message, at=now())
    if "block" in request.GET:
        here = reverse("broadcasts:preview", args=[crisis_id, message_id])
        return redirect(here + _who_reads(request, message, asked, people))
    response = render(
        request, "broadcasts/preview.html", _context(request, message, asked, people) | {"crisis": crisis}
    )
    response.headers["Content-Security-Policy"] = policy(frame_src="'self'")
    return response


@require_safe
@xframe_options_sameorigin
def preview_page(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """The mail alone in its frame (no script, no form, nothing loaded), or the letter as PDF."""
    _crisis, message = message_for(request.user, crisis_id, message_id)
    shown = _shown(message, _asked(request, message))
    if shown is None:
        raise NotFound("words")
    if shown.channel.kind == "letter":
        try:
            page = HttpResponse(previews.page_of_letter(shown, at=now()), content_type="application/pdf")
        except Undeliverable as problem:
            raise NotFound(str(problem)) from None
        page.headers["Content-Security-Policy"] = policy(frame_ancestors="'self'")
        return page
    response = HttpResponse(shown.html)
    response.headers["Content-Security-Policy"] = policy(
        script_src="'none'", style_src="'unsafe-inline'", form_action="'none'", frame_ancestors="'self'", sandbox=""
    )
    return response


@require_POST
def try_it(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Send one copy to oneself, with the values of the person shown."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    asked = _asked(request, message)
    form = TryForm(request.POST, channel=asked.channel)
    if form.is_valid():
        try:
            batch = actions.try_on_oneself(
                message, channel=asked.channel, language=asked.language, person=asked.person,
                address=form.cleaned_data.get("address", ""), by=user, at=now(),
            )  # fmt: skip
        except DomainError as problem:
            form.show(problem)
        else:
            _say(request, batch.deliveries.get())
            return redirect(reverse("broadcasts:preview", args=[crisis_id, message_id]) + asked.query())
    context = _context(request, message, asked, audience(message, at=now())) | {"crisis": crisis, "form": form}
    return _page(request, context, status=422)


def _page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, "broadcasts/preview.html", context, status=status)
    response.headers["Content-Security-Policy"] = policy(frame_src="'self'")
    return response


def _say(request: HttpRequest, delivery: Delivery) -> None:
    went = delivery.state in (Delivery.State.SENT, Delivery.State.DELIVERED)
    if went:
        notices.success(request, _("The test has left for %(address)s.") % {"address": delivery.address})
        return
    why = (
        reasons.explain(delivery.state, delivery.reason, delivery.batch.channel.kind).why
        if delivery.reason
        else delivery.get_state_display()
    )
    words = _("The test for %(address)s has not left yet: %(why)s") % {"address": delivery.address, "why": why}
    notices.warning(request, words)


def _context(request: HttpRequest, message: Message, asked: Asked, people: QuerySet[Person]) -> dict[str, Any]:
    try:
        shown, broken = _shown(message, asked), ""
    except Broken as problem:
        shown, broken = None, str(problem)
    search = request.GET.get("q", "").strip()[:100]
    person = asked.person
    return {
        "message": message,
        "asked": asked,
        "shown": shown,
        "broken": broken,
        "why_not": reasons.explain("suppressed", shown.reader.withheld, asked.channel.kind)
        if shown and shown.reader.withheld
        else None,
        "sms": previews.parts_of_sms(shown.text, asked.channel) if shown and asked.channel.kind == "sms" else [],
        "languages": [
            {"label": language_name(code), "url": asked.query(language=code), "current": code == asked.language}
            for code in asked.languages
        ],
        "channels": [
            {"label": one.name, "url": asked.query(channel=one.pk), "current": one == asked.channel}
            for one in asked.channels
        ],
        "page_url": reverse("broadcasts:preview_page", args=[message.crisis_id, message.pk]) + asked.query(),
        "try_url": reverse("broadcasts:try_it", args=[message.crisis_id, message.pk]) + asked.query(),
        "search": search,
        "found": [(each, asked.query(person=each.pk)) for each in _found(search, message)] if search else [],
        "earlier": _link(asked, people.filter(pk__lt=person.pk).order_by("-pk").first()) if person else "",
        "later": _link(asked, people.filter(pk__gt=person.pk).order_by("pk").first()) if person else "",
        "blocks": _blocks(message, asked, shown),
        "form": TryForm(channel=asked.channel),
    }


def _asked(request: HttpRequest, message: Message) -> Asked:
    channels = channels_of(message) or [default_channel(is_drill=message.crisis.is_drill)]
    wanted = request.GET.get("channel", "")
    channel = next((one for one in channels if str(one.pk) == wanted), channels[0])
    written = [words.language for words in bind(message, "")] or [
        text.language for text in message.texts.all() if text.channel_kind == channel.kind
    ]
    languages = [code for code in languages_of(message.crisis) if code in written]
    person = _person(request, message, channel)
    language = request.GET.get("language", "")
    if language not in languages:
        language = person.language if person and person.language in languages else (languages or [""])[0]
    return Asked(person, channel, channels, language, languages)


def _person(request: HttpRequest, message: Message, channel: Channel) -> Person | None:
    """The person asked for; somebody the message is for when nobody is."""
    wanted = request.GET.get("person", "")
    user: Any = request.user
    if not wanted:
        return previews.somebody(audience(message, at=now()), channel)
    found = Person.objects.filter(pk=wanted, erased_at=None).first() if wanted.isdecimal() else None
    if found is None or not user.may("people.read"):
        raise NotFound("person")
    return found


def _shown(message: Message, asked: Asked) -> Shown | None:
    if not asked.language:
        return None
    return previews.show(message, asked.person, asked.channel, asked.language, at=now())


def _found(search: str, message: Message) -> list[Person]:
    """People of the message's kind by number, address or the beginning of their last name."""
    people = Person.objects.filter(kind=message.audience_kind, erased_at=None, is_invented=message.crisis.is_drill)
    wanted = Q(external_id=search)
    for kind in ("email", "phone"):
        owner = find_by_address(kind, search)
        wanted |= Q(pk=owner.pk) if owner else Q(pk=None)
    if folded := fold(search):
        wanted |= Q(sort_name__range=(folded, folded + "z" * 9), sort_name__startswith=folded)
    return list(people.filter(wanted).order_by("sort_name", "pk")[:_MOST_FOUND])


def _link(asked: Asked, person: Person | None) -> str:
    return asked.query(person=person.pk) if person else ""


def _blocks(message: Message, asked: Asked, shown: Shown | None) -> list[dict[str, Any]]:
    """Each block of the words with what this person reads of it, and where somebody is who reads the rest."""
    if shown is None:
        return []
    rows = read_blocks(_source(message, asked), None, language=get_language() or "en", today=now().date())
    found = []
    for row in rows:
        last = len(row.branches) - 1
        part = shown.parts[row.number]
        read = last if part < 0 else part
        others = [
            {"condition": branch.condition, "url": asked.query(block=row.number, part=-1 if n == last else n)}
            for n, branch in enumerate(row.branches) if n != read
        ]  # fmt: skip
        found.append({"number": row.number + 1, "condition": row.branches[read].condition, "others": others})
    return found


def _source(message: Message, asked: Asked) -> str:
    bound = next((one for one in bind(message, asked.channel.kind) if one.language == asked.language), None)
    return bound.body.source if bound else ""


def _who_reads(request: HttpRequest, message: Message, asked: Asked, people: QuerySet[Person]) -> str:
    """What to ask the page for, to see somebody who reads the part of the block that was asked for."""
    number, part = request.GET.get("block", ""), request.GET.get("part", "")
    found = None
    if number.isdecimal() and part.removeprefix("-").isdecimal():
        readers = readers_of(_source(message, asked), int(number), int(part), people, today=now().date())
        found = readers.order_by("pk").first()
    if found is None:
        notices.info(request, _("Nobody among those the message is for reads that part."))
    return asked.query(person=found.pk) if found else asked.query()
