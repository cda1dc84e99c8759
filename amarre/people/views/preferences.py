"""The page where a person chooses what they receive, behind the link at the foot of each message.

A look changes nothing (mail scanners follow every link); the link is the proof, so there is no sign-in and no session.
It can be passed on: addresses are shown as only their owner recognises them.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from amarre.accounts.models import Company
from amarre.channels.links import delivery_of
from amarre.channels.models import Delivery
from amarre.lib.errors import Conflict, Invalid, NotFound
from amarre.lib.time import now
from amarre.people import actions
from amarre.people.forms_wishes import FrequencyForm, WishesForm
from amarre.people.models import Frequency, Person, PreferenceChange
from amarre.people.own_devices import offer_for
from amarre.people.topics import TOPICS
from amarre.people.wish_words import wishes_in_words
from amarre.people.wishes import Wishes, ways_to, wishes_of


@never_cache
@csrf_exempt  # the link's signature is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest, link: str) -> HttpResponse:
    delivery = delivery_of(link)
    person = Person.objects.filter(pk=delivery.person_ref or 0, erased_at=None).first()
    if person is None:
        # Nobody in our files: the address alone can still ask for no more.
        return redirect("channels:unsubscribe", link)
    with override(person.language or delivery.language):
        if request.method == "POST":
            return _post(request, link, delivery, person)
        return _page(request, link, delivery, person, _form(person))


def _post(request: HttpRequest, link: str, delivery: Delivery, person: Person) -> HttpResponse:
    if request.POST.get("undo"):
        return _undo(request, link, person)
    held = wishes_of(person)
    form = _form(person, request.POST)
    if "quiet" in request.POST:
        wishes = Wishes(held.channels, frozenset(TOPICS), held.paused_until, held.language, held.preferred_channel)
    elif form.is_valid():
        wishes = form.wishes()
    else:
        return _page(request, link, delivery, person, form)
    try:
        change = actions.set_wishes(person, wishes, by=None, at=now(), delivery_ref=delivery.pk)
    except Invalid as problem:
        form.show(problem)
        return _page(request, link, delivery, person, form)
    return _back(link, done=change.pk if change else 0)


def _undo(request: HttpRequest, link: str, person: Person) -> HttpResponse:
    number = request.POST.get("undo", "")
    change = person.preference_changes.filter(pk=int(number) if number.isdecimal() else 0).first()
    if change is None:
        raise NotFound("unknown change")
    try:
        actions.undo_wishes(change, by=None, at=now())
    except Conflict:
        return _back(link)  # something else was chosen since: the page shows it
    return _back(link, undone=1)


def _back(link: str, **query: Any) -> HttpResponseRedirect:
    address = reverse("people:preferences", args=[link])
    return HttpResponseRedirect(f"{address}?{urlencode(query)}" if query else address)


def _form(person: Person, data: Any = None) -> WishesForm:
    return WishesForm(data, person=person, held=wishes_of(person), ways=ways_to(person), at=now(), is_own=True)


def _page(request: HttpRequest, link: str, delivery: Delivery, person: Person, form: WishesForm) -> HttpResponse:
    latest = person.preference_changes.first()
    done = request.GET.get("done", "")
    context = {
        "company": Company.card(is_drill=person.is_invented),
        "form": form,
        "held": wishes_in_words(wishes_of(person), today=timezone.localdate()),
        "saved": done != "" and not form.errors,
        "undone": "undone" in request.GET and not form.errors,
        "undoable": latest.pk if latest and str(latest.pk) == done and _own(latest) else None,
        "device_url": offer_for(delivery.batch.crisis_id, get_language() or "", link),
        "is_quiet": wishes_of(person).topics >= frozenset(TOPICS),
    }
    return render(request, "people/preferences.html", context, status=422 if form.errors else 200)


def _own(change: PreferenceChange) -> bool:
    return change.source == PreferenceChange.Source.PERSON and change.undoes_id is None


def frequency(request: HttpRequest) -> HttpResponse:
    """How many messages one person gets at most."""
    held = Frequency.of_the_house()
    initial = {"is_on": held.is_on, "most": held.most, "days": held.days, **held.per_channel}
    form = FrequencyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        by: Any = request.user
        actions.set_frequency(
            is_on=chosen["is_on"], most=chosen["most"], days=chosen["days"], per_channel=form.per_channel(), by=by,
            at=now(),
        )  # fmt: skip
        messages.success(request, _("The limit holds from now on, also for messages that wait."))
        return redirect("people:frequency")
    return render(request, "people/frequency.html", {"form": form}, status=422 if form.errors else 200)
