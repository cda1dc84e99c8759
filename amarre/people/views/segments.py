"""Segments: the list, one segment with its figures, the builder with its live count."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amarre.engine.rules import EVERYONE, Rule, RuleError, parse, sentence
from amarre.engine.rules.tree import TEXT
from amarre.lib.errors import DomainError, NotFound
from amarre.lib.time import now
from amarre.people import actions
from amarre.people.builder import MAX_ROWS, Builder, Row, RowProblem, from_form, from_rule
from amarre.people.fields import Field, all_fields, labels
from amarre.people.forms import SegmentForm
from amarre.people.models import Column, Person, Segment
from amarre.people.segments import count as count_people
from amarre.people.segments import matching, parse_rule, unknown_of

_SHOWN = 8
_SAMPLE = 2_000
_SUGGESTED = 30


@require_safe
def segments(request: HttpRequest) -> HttpResponse:
    names = labels()
    listed = [(segment, _say(parse_rule(segment.rule), names)) for segment in Segment.objects.all()]
    return render(request, "people/segments.html", {"segments": listed, "has_people": Person.objects.exists()})


@require_safe
def segment(request: HttpRequest, segment_id: int) -> HttpResponse:
    """Who is in a segment now: the rule in words, three figures, some people of each."""
    segment = _segment(segment_id)
    rule, today = parse_rule(segment.rule), timezone.localdate()
    context = {
        "segment": segment,
        "sentence": _say(rule, labels()),
        "counted": count_people(rule, segment.kind, today=today),
        "some": matching(rule, segment.kind, today=today).order_by("pk")[:_SHOWN],
        "unknown": unknown_of(rule, segment.kind, today=today).order_by("pk")[:_SHOWN],
        "may_write": request.user.may("people.write"),  # type: ignore[union-attr]
    }
    return render(request, "people/segment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, segment_id: int | None = None) -> HttpResponse:
    """The builder. Adding and removing a condition are ordinary posts, so that it works without JavaScript."""
    segment = _segment(segment_id) if segment_id else None
    fields = {field.name: field for field in all_fields()}
    form = SegmentForm(request.POST or None, instance=segment, initial={"kind": request.GET.get("kind") or "customer"})
    builder, text = _state(request, segment, fields)
    status = 200
    if request.method == "POST":
        _change(request, builder, fields)
        if "save" in request.POST:
            saved = _save(request, segment, form, builder, text)
            if saved is not None:
                return redirect("people:segment", saved.pk)
            status = 422
        elif form.is_bound:
            form = SegmentForm(initial=request.POST.dict(), instance=segment)
    context = _context(builder, text, str(form["kind"].value()), form=form, segment=segment)
    if "add" in request.POST and builder is not None and builder.rows:
        builder.rows[-1].problem = ""  # it was added a moment ago: nobody has had the time to fill it in
    return render(request, "people/segment_edit.html", context, status=status)


@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """The live count: the same fragment as in the builder's page."""
    fields = {field.name: field for field in all_fields()}
    builder, text = _state(request, None, fields)
    kind = request.POST.get("kind", "")
    return render(request, "people/segment_count.html", _context(builder, text, kind))


@require_POST
def remove(request: HttpRequest, segment_id: int) -> HttpResponse:
    segment = _segment(segment_id)
    actions.remove_segment(segment, by=_me(request), at=now())
    messages.success(request, _("The segment “%(name)s” is removed.") % {"name": segment.name})
    return redirect("people:segments")


def _state(request: HttpRequest, segment: Segment | None, fields: dict[str, Field]) -> tuple[Builder | None, str]:
    """The builder as it stands, or None and the rule as text when it is more than the builder shows."""
    if request.method == "POST":
        if "rule" in request.POST:
            return None, request.POST["rule"]
        return from_form(request.POST.dict(), fields), ""
    rule = parse_rule(segment.rule) if segment else EVERYONE
    builder = from_rule(rule, fields)
    return builder, "" if builder else json.dumps(rule.to_data(), ensure_ascii=False, indent=2)


def _change(request: HttpRequest, builder: Builder | None, fields: dict[str, Field]) -> None:
    if builder is None:
        return
    if "add" in request.POST and len(builder.rows) < MAX_ROWS:
        field = fields.get(request.POST.get("new_field", ""))
        if field:
            builder.rows.append(Row(field, next(iter(Row(field, "").questions))))
    removed = request.POST.get("drop", "")
    if removed.isdecimal() and int(removed) < len(builder.rows):
        del builder.rows[int(removed)]


def _save(
    request: HttpRequest, segment: Segment | None, form: SegmentForm, builder: Builder | None, text: str
) -> Segment | None:
    """The segment saved, or None with the problems shown in the form and its rows."""
    try:
        data = builder.to_data() if builder else json.loads(text)
        if not form.is_valid():
            return None
        return actions.save_segment(
            Segment.objects.get(pk=segment.pk) if segment else None,
            **form.cleaned_data,
            rule=data,
            by=_me(request),
            at=now(),
        )
    except RowProblem:
        form.add_error(None, _("A condition is not complete. It is marked below."))
    except json.JSONDecodeError as error:
        form.add_error(
            None, _("The rule is not JSON: line %(line)s, %(why)s.") % {"line": error.lineno, "why": error.msg}
        )
    except DomainError as problem:
        form.show(problem)
    return None


def _context(builder: Builder | None, text: str, kind: str, **more: Any) -> dict[str, Any]:
    kind = kind if kind in Person.Kind.values else str(Person.Kind.CUSTOMER)
    rule, trouble = _rule(builder, text)
    today = timezone.localdate()
    return {
        "builder": builder,
        "text": text,
        "fields": all_fields(),
        "suggestions": _suggestions(builder, kind) if more else {},
        "trouble": trouble,
        "sentence": _say(rule, labels()) if rule else "",
        "counted": count_people(rule, kind, today=today) if rule else None,
        "some": matching(rule, kind, today=today).order_by("pk")[:_SHOWN] if rule else [],
        **more,
    }


def _rule(builder: Builder | None, text: str) -> tuple[Rule | None, str]:
    """The rule as it stands, or why there is none yet."""
    try:
        return parse(builder.to_data() if builder else json.loads(text)), ""
    except RowProblem as problem:
        return None, problem.message
    except RuleError as error:
        return None, error.say(get_language() or "fr")
    except json.JSONDecodeError:
        return None, _("The rule is not JSON yet.")


def _suggestions(builder: Builder | None, kind: str) -> dict[str, list[str]]:
    """The values most seen in each text field of the builder, among the people who came last."""
    wanted = {row.field.name for row in builder.rows if row.field.type == TEXT} if builder else set()
    imported = set(Column.objects.filter(name__in=wanted).values_list("name", flat=True))
    if not imported:
        return {}
    seen: dict[str, Counter[str]] = {name: Counter() for name in imported}
    latest = Person.objects.filter(kind=kind).order_by("-pk").values_list("attributes", flat=True)
    for attributes in latest[:_SAMPLE]:
        for name in imported:
            if isinstance(value := attributes.get(name), str):
                seen[name][value] += 1
    return {name: [value for value, _times in counter.most_common(_SUGGESTED)] for name, counter in seen.items()}


def _say(rule: Rule, names: dict[str, str]) -> str:
    return sentence(rule, lang=get_language() or "fr", labels=names)


def _segment(segment_id: int) -> Segment:
    segment = Segment.objects.select_related("created_by").filter(pk=segment_id).first()
    if segment is None:
        raise NotFound(_("There is no such segment."), hint=_("Look for it in the list."))
    return segment


def _me(request: HttpRequest) -> Any:
    return request.user
