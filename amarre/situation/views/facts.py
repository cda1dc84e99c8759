"""Establish facts: questions, statements with their source, versions; and the short list of sources."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.lib.words import language_in_sentence, pick
from amarre.plan.reading import fact_example
from amarre.situation import actions
from amarre.situation.access import crisis_for
from amarre.situation.clocks import first_word
from amarre.situation.facts import status_at
from amarre.situation.forms import FactForm, NewFactForm, SourceForm
from amarre.situation.models import Crisis, Fact, FactVersion, Source

Status = FactVersion.Status
UNSURE = (Status.RUMOUR, Status.TO_VERIFY, Status.EXPIRED)


def facts(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """All facts, what is missing for the first word before everything else."""
    crisis = crisis_for(request.user, crisis_id)
    at = now()
    rows = [_row(fact, at) for fact in crisis.facts.select_related("current__source", "current__author")]
    kinds = {
        "all": (_("All"), rows),
        "missing": (_("Missing for the first word"), [row for row in rows if row["is_missing_first"]]),
        "open": (_("Open questions"), [row for row in rows if row["status"] is None]),
        "unsure": (_("Not certain"), [row for row in rows if row["status"] in UNSURE]),
    }
    chosen = request.GET.get("show", "all")
    if chosen not in kinds:
        chosen = "all"
    tabs = [
        {"label": label, "url": f"?show={kind}", "current": kind == chosen, "count": len(found)}
        for kind, (label, found) in kinds.items()
    ]
    shown = sorted(kinds[chosen][1], key=lambda row: not row["is_missing_first"])
    context = {"crisis": crisis, "rows": shown, "tabs": tabs, "clock": first_word(crisis, at), "shows": chosen}
    return render(request, "situation/facts.html", context)


def _row(fact: Fact, at: Any) -> dict[str, Any]:
    status = status_at(fact.current, at) if fact.current else None
    return {
        "fact": fact,
        "status": status,
        "is_missing_first": fact.is_needed_first and status != Status.VERIFIED,
    }


def fact(request: HttpRequest, crisis_id: int, fact_id: int) -> HttpResponse:
    """One fact: what holds now, how to state it anew, what was said before."""
    found = _fact_for(request, crisis_id, fact_id)
    return _show_fact(request, found, FactForm(fact=found))


@require_POST
def fact_state(request: HttpRequest, crisis_id: int, fact_id: int) -> HttpResponse:
    """State the fact. On trouble the page comes back with the words as they were typed."""
    found = _fact_for(request, crisis_id, fact_id)
    form = FactForm(request.POST, fact=found)
    if form.is_valid():
        try:
            version = _state(found, form, by=request.user)
        except DomainError as problem:
            form.show(problem)
        else:
            words = _("Stated (version %(number)s). What cites it is being renewed or flagged.")
            messages.success(request, words % {"number": version.number})
            return redirect("situation:fact", crisis_id, fact_id)
    return _show_fact(request, found, form, status=422)


@transaction.atomic
def _state(found: Fact, form: FactForm, *, by: Any) -> FactVersion:
    data, at = form.cleaned_data, now()
    source = data["source"]
    typed = data["new_source"].strip()
    if typed:
        known = found.crisis.sources.filter(name__iexact=typed).first()
        source = known or actions.add_source(found.crisis, name=typed, by=by, at=at)
    return actions.state_fact(
        found,
        words=form.words("words"),
        status=data["status"],
        source=source,
        source_note=data["source_note"],
        valid_until=data["valid_until"],
        seen=data["seen"],
        by=by,
        at=at,
    )


def _fact_for(request: HttpRequest, crisis_id: int, fact_id: int) -> Fact:
    crisis = crisis_for(request.user, crisis_id)
    rows = Fact.objects.select_related("crisis__playbook", "current__source", "current__author")
    return get_object_or_404(rows, pk=fact_id, crisis=crisis)


def _show_fact(request: HttpRequest, found: Fact, form: FactForm, *, status: int = 200) -> HttpResponse:
    versions = list(found.versions.select_related("source", "author").order_by("-number"))
    context = {
        "crisis": found.crisis,
        "fact": found,
        "status": status_at(found.current, now()) if found.current else None,
        "form": form,
        "said": _in_each_language(found),
        "earlier": [_entry(version) for version in versions if version.pk != found.current_id],
        "example": fact_example(found.crisis.playbook, found.key),
        "place": f"{{{{ fact.{found.key} }}}}",
    }
    return render(request, "situation/fact.html", context, status=status)


def _in_each_language(found: Fact) -> list[tuple[str, str, str]]:
    """(code, name of the language, words) of the current version, with "" where a language of the crisis has none."""
    if found.current is None:
        return []
    languages = found.crisis.languages or [found.crisis.language]
    return [(lang, language_in_sentence(lang), found.current.words.get(lang, "")) for lang in languages]


def _entry(version: FactVersion) -> dict[str, Any]:
    """An earlier version as the timeline shows it."""
    source = f", {version.source.name}" if version.source else ""
    return {
        "at": version.created_at,
        "what": pick(version.words),
        "by": str(version.author) if version.author else "amarre",
        "detail": f"{version.get_status_display()}{source}",
    }


def fact_new(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    form = NewFactForm(request.POST or None, crisis=crisis)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.add_fact(
                crisis, question=form.words("question"), key=data["key"], topic=data["topic"],
                visibility=data["visibility"], by=_me(request), at=now(),
            )  # fmt: skip
        except DomainError as problem:
            form.show(problem)
        else:
            return redirect("situation:fact", crisis.pk, made.pk)
    return render(request, "situation/fact_new.html", {"crisis": crisis, "form": form})


def sources(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    rows = crisis.sources.order_by("-is_trusted", "name").prefetch_related("versions")
    return render(request, "situation/sources.html", {"crisis": crisis, "sources": rows})


def source_new(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    form = SourceForm(request.POST or None, initial={"is_trusted": _me(request).may("facts.verify")})
    if not _me(request).may("facts.verify"):
        del form.fields["is_trusted"]
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_source(crisis, **form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            return redirect("situation:sources", crisis.pk)
    return render(request, "situation/source.html", {"crisis": crisis, "form": form, "source": None})


def source(request: HttpRequest, crisis_id: int, source_id: int) -> HttpResponse:
    crisis: Crisis = crisis_for(request.user, crisis_id)
    found = get_object_or_404(Source, pk=source_id, crisis=crisis)
    form = SourceForm(request.POST or None, instance=found)
    form.fields["name"].disabled = True  # facts already stated rest on this name
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.change_source(
            found, url=data["url"], is_trusted=data["is_trusted"], note=data["note"], by=_me(request), at=now()
        )
        messages.success(request, _("The source is changed."))
        return redirect("situation:sources", crisis.pk)
    return render(request, "situation/source.html", {"crisis": crisis, "form": form, "source": found})


def _me(request: HttpRequest) -> Any:
    """The signed-in colleague: routes here are guarded, so it is a User."""
    return request.user
