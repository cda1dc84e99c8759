"""The list of people and one person's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amarre.accounts.models import Company
from amarre.engine.rules.evaluate import DAY_SHAPE
from amarre.engine.tabular.contacts import Phone, read_phone
from amarre.engine.tabular.names import fold
from amarre.lib.errors import Invalid, NotFound
from amarre.lib.time import now
from amarre.people import actions
from amarre.people.fields import labels
from amarre.people.forms import AddressForm, ConsentForm
from amarre.people.forms_wishes import WishesForm
from amarre.people.models import ContactPoint, Import, Person, PreferenceChange, Segment
from amarre.people.panels import panels_for
from amarre.people.segments import memberships, people_in, people_of
from amarre.people.wish_words import changes_in_words, wishes_in_words
from amarre.people.wishes import CHANNELS, ways_to, wishes_of

PAGE = 50


def person_of(person_id: int) -> Person:
    """The person, or NotFound when there is none or they have been erased."""
    person = Person.objects.select_related("organisation", "last_import").filter(pk=person_id, erased_at=None).first()
    if person is None:
        raise NotFound(_("This person is not known here."), hint=_("Look for them in the list of customers."))
    return person


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people of a kind, in the order of their names; found by name, number, address or segment."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in Person.Kind.values else str(Person.Kind.CUSTOMER)
    segment = Segment.objects.filter(pk=_number(request.GET.get("segment", ""))).first()
    search = request.GET.get("q", "").strip()[:100]
    found = people_in(segment, kind, today=timezone.localdate()) if segment else people_of(kind)
    if search:
        found = found.filter(_matches(search))
    page, following = _page(found, request.GET.get("after", ""))
    context = {
        "people": page,
        "following": following,
        "search": search,
        "kind": kind,
        "kinds": [
            {"label": label, "url": f"?kind={value}", "current": value == kind} for value, label in Person.Kind.choices
        ],
        "segment": segment,
        "segments": Segment.objects.filter(kind=kind),
        "is_empty": not Person.objects.exists(),
        "running": Import.objects.filter(state__in=[Import.State.QUEUED, Import.State.RUNNING]).first(),
    }
    return render(request, "people/people.html", context)


@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who this person is, how to reach them, what they allowed, and what the other rooms know of them."""
    person = person_of(person_id)
    return _show(request, person)


def _show(request: HttpRequest, person: Person, **forms: Any) -> HttpResponse:
    names = labels()
    points = list(person.contact_points.order_by("kind", "-is_preferred", "pk"))
    context = {
        "person": person,
        "points": [(point, ConsentForm(initial={"consent": point.consent}, prefix=str(point.pk))) for point in points],
        "attributes": [(names.get(key, key), _shown(value)) for key, value in person.attributes.items()],
        "memberships": memberships(person, today=timezone.localdate(), lang=get_language() or "fr"),
        "panels": panels_for(person, request.user),  # type: ignore[arg-type]
        "may_write_wishes": request.user.may("people.wishes"),  # type: ignore[union-attr]
        "may_write": request.user.may("people.write"),  # type: ignore[union-attr]
        "wishes": wishes_in_words(wishes_of(person), today=timezone.localdate()),
        "changes": changes_in_words(person),
        "preferred_channel": CHANNELS[person.preferred_channel][0]
        if person.preferred_channel in CHANNELS
        else person.preferred_channel,
        "wishes_form": wishes_form(person),
        "address_form": AddressForm(),
        **forms,
    }
    return render(request, "people/person.html", context, status=422 if forms else 200)


@require_POST
def preferences(request: HttpRequest, person_id: int) -> HttpResponse:
    """What the person told a colleague that they want to receive."""
    person = person_of(person_id)
    form = wishes_form(person, request.POST)
    if form.is_valid():
        by: Any = request.user
        try:
            actions.set_wishes(person, form.wishes(), note=form.cleaned_data["note"], by=by, at=now())
        except Invalid as problem:
            form.show(problem)
        else:
            messages.success(request, _("It is written down and holds from now on, also for messages that wait."))
            return redirect("people:person", person.pk)
    return _show(request, person, wishes_form=form)


@require_POST
def undo_preferences(request: HttpRequest, change_id: int) -> HttpResponse:
    """Back to what held before the latest change."""
    change = PreferenceChange.objects.select_related("person").filter(pk=change_id, person__erased_at=None).first()
    if change is None:
        raise NotFound(_("This change is not known here."))
    by: Any = request.user
    actions.undo_wishes(change, by=by, at=now(), note=_("undone by a colleague"))
    messages.success(request, _("What held before holds again."))
    return redirect("people:person", change.person_id)


def wishes_form(person: Person, data: Any = None) -> WishesForm:
    return WishesForm(data, person=person, held=wishes_of(person), ways=ways_to(person), at=now(), is_own=False)


@require_POST
def add_address(request: HttpRequest, person_id: int) -> HttpResponse:
    person = person_of(person_id)
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            actions.add_contact(person, **form.cleaned_data, by=request.user, at=now())  # type: ignore[arg-type]
        except Invalid as problem:
            form.show(problem)
        else:
            messages.success(request, _("The address is added, and preferred from now on."))
            return redirect("people:person", person.pk)
    return _show(request, person, address_form=form)


@require_POST
def consent(request: HttpRequest, point_id: int) -> HttpResponse:
    point = ContactPoint.objects.select_related("person").filter(pk=point_id, person__erased_at=None).first()
    if point is None:
        raise NotFound(_("This address is not known here."))
    form = ConsentForm(request.POST, prefix=str(point.pk))
    if form.is_valid():
        actions.set_consent(point, **form.cleaned_data, by=request.user, at=now())  # type: ignore[arg-type]
        messages.success(request, _("What this person allows is written down."))
    return redirect("people:person", point.person_id)


def _matches(search: str) -> Q:
    """By address, number or the beginning of the last name: each has its index."""
    if "@" in search:
        return Q(contact_points__kind="email", contact_points__normal=search.lower())
    folded = fold(search)
    # The range is for the index, whatever the collation; the beginning is what is meant.
    by_name = Q(sort_name__range=(folded, folded + "z" * 9), sort_name__startswith=folded) if folded else Q(pk=None)
    by_number = Q(external_id=search)
    phone = read_phone(search, region=Company.card().country) if any(char.isdigit() for char in search) else None
    if isinstance(phone, Phone):
        owners = ContactPoint.objects.filter(kind="phone", normal=phone.number).values("person_id")
        return by_number | Q(pk__in=owners)
    return by_number | by_name


def _page(found: QuerySet[Person], after: str) -> tuple[list[Person], str]:
    """Fifty people, and where the next page starts ("" at the end). No count: it costs seconds among millions."""
    found = found.select_related("organisation").order_by("sort_name", "pk")
    name, _separator, number = after.rpartition("~")
    if number.isdecimal():
        found = found.filter(Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=int(number)))
    page = list(found[: PAGE + 1])
    following = f"{page[PAGE - 1].sort_name}~{page[PAGE - 1].pk}" if len(page) > PAGE else ""
    return page[:PAGE], following


def _shown(value: object) -> object:
    """A day as a day; anything else as it is."""
    if isinstance(value, str) and DAY_SHAPE.fullmatch(value):
        return parse_date(value) or value
    return value


def _number(text: str) -> int:
    """A row's number, or 0, which no row has."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0
