"""The screens of questions and answers: the list, one entry, gaps, importing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amarre.knowledge import actions
from amarre.knowledge.facts import Sheet
from amarre.knowledge.forms import LANGUAGE_NAMES, LANGUAGES, EntryForm, GapForm, ImportForm, initial_of
from amarre.knowledge.models import Entry, Gap
from amarre.knowledge.reading import Answer, answer_text, entries_of, untellable
from amarre.lib.errors import Conflict, DomainError
from amarre.lib.time import now
from amarre.situation.access import crisis_for
from amarre.situation.models import Crisis

PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    """An entry in the list: what it asks, in which languages it is whole, what is wrong with its facts."""

    entry: Entry
    answers: tuple[Answer, ...]
    sheet: Sheet

    @property
    def question(self) -> str:
        reader = (get_language() or "fr")[:2]
        questions = {answer.language: answer.question for answer in self.answers if answer.question}
        return questions.get(reader) or next(iter(questions.values()), self.entry.key)

    @property
    def missing(self) -> tuple[str, ...]:
        return self._named(answer.missing_facts for answer in self._written)

    @property
    def unsure(self) -> tuple[str, ...]:
        if self.entry.audience == Entry.Audience.STAFF:
            return self._named(answer.unsure_facts for answer in self._written)
        return self._named((*answer.unsure_facts, *answer.hidden_facts) for answer in self._written)

    @property
    def changed(self) -> tuple[str, ...]:
        return self._named(answer.changed_facts for answer in self._written)

    @property
    def languages_to_read(self) -> list[str]:
        """The languages in which customers can read it, or could once it is published."""
        return [str(LANGUAGE_NAMES[answer.language]) for answer in self.answers if answer.may_be_told]

    @property
    def needs_somebody(self) -> bool:
        if self.entry.state == Entry.State.PUBLISHED:
            return bool(self.missing or self.unsure or self.changed)
        return False

    @property
    def _written(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.is_written]

    def _named(self, groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
        keys = dict.fromkeys(key for group in groups for key in group)
        return self.sheet.names(keys)


@require_safe
def entries(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Every question of the crisis, in the order of the public page."""
    crisis = crisis_for(request.user, crisis_id)
    sheet = Sheet.of(crisis)
    rows = [_row(entry, sheet) for entry in entries_of(crisis)]
    shown = request.GET.get("show", "")
    wanted = [row for row in rows if _is_wanted(row, shown, request.GET.get("q", ""))]
    page = Paginator(wanted, PER_PAGE).get_page(request.GET.get("page"))
    counts = {name: sum(_is_wanted(row, name, "") for row in rows) for name in SHOWN}
    tabs = [
        {"label": words, "url": f"?show={name}" if name else "?", "current": name == shown, "count": counts[name]}
        for name, words in _shown_words().items()
    ]
    context = {
        "crisis": crisis, "page": page, "tabs": tabs, "shown": shown, "any": bool(rows), "q": request.GET.get("q", ""),
        "gaps": _open_gaps(crisis).count(), "may_write": request.user.may("pages.publish"),  # type: ignore[union-attr]
        "to_publish": sum(row.entry.state == Entry.State.DRAFT and _is_ready(row.entry, sheet) for row in rows),
    }  # fmt: skip
    return render(request, "knowledge/entries.html", context)


SHOWN = ("", "published", "draft", "needs", "staff")


def _shown_words() -> dict[str, str]:
    return {
        "": pgettext("questions", "All"), "published": pgettext("questions", "Published"), "draft": _("Drafts"),
        "needs": _("To read again"),
        "staff": _("For colleagues"),
    }  # fmt: skip


def _is_wanted(row: Row, shown: str, words: str) -> bool:
    text = f"{row.question} {row.entry.topic}".casefold()
    if not all(word in text for word in words.casefold().split()):
        return False
    if shown == "needs":
        return row.needs_somebody
    if shown == "staff":
        return row.entry.audience == Entry.Audience.STAFF
    return not shown or (row.entry.state == shown and row.entry.audience == Entry.Audience.PUBLIC)


def _row(entry: Entry, sheet: Sheet) -> Row:
    return Row(entry, tuple(answer_text(entry, language, sheet=sheet) for language in LANGUAGES), sheet)


def _is_ready(entry: Entry, sheet: Sheet) -> bool:
    """Whether a draft can be published as it is: whole in one language at least, on facts that hold."""
    if entry.audience != Entry.Audience.PUBLIC or untellable(entry, sheet):
        return False
    return bool(_row(entry, sheet).languages_to_read)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Write a question; `?gap=` starts from one that nobody could answer."""
    crisis = crisis_for(request.user, crisis_id)
    gap = _open_gaps(crisis).filter(pk=_number(request.GET.get("gap"))).first()
    start: dict[str, Any] = {"gap": gap.pk, f"question_{gap.language[:2]}": gap.text[:300]} if gap else {}
    if request.method != "POST":
        return _editor(request, crisis, None, EntryForm(initial=start))
    return _save(request, crisis, None)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, crisis_id: int, entry_id: int) -> HttpResponse:
    """One question with its answer as customers read it, and what its facts are worth."""
    crisis = crisis_for(request.user, crisis_id)
    found = get_object_or_404(entries_of(crisis), pk=entry_id)
    if request.method != "POST":
        return _editor(request, crisis, found, EntryForm(initial=initial_of(found)))
    if not request.user.may("pages.publish"):  # type: ignore[union-attr]
        return render(request, "403.html", status=403)
    return _save(request, crisis, found)


def _save(request: HttpRequest, crisis: Crisis, found: Entry | None) -> HttpResponse:
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _editor(request, crisis, found, form, 422)
    clean = form.cleaned_data
    try:
        saved = actions.save_entry(
            crisis, found, words=form.words(), fear=clean["fear"], topic=clean["topic"], audience=clean["audience"],
            source_url=clean["source_url"], revision=clean["revision"], phrasings=form.phrasings(),
            by=_user(request), at=now(),
        )  # fmt: skip
        gap = _open_gaps(crisis).filter(pk=clean["gap"] or 0).first()
        if gap is not None:
            actions.fill_gap(gap, saved, by=_user(request), at=now())
    except Conflict as problem:
        form.show(problem)
        theirs = get_object_or_404(entries_of(crisis), pk=found.pk) if found else None
        return _editor(request, crisis, found, form, 409, theirs=theirs)
    except DomainError as problem:
        form.show(problem)
        return _editor(request, crisis, found, form, 422)
    messages.success(request, _("Kept."))
    return redirect("knowledge:entry", crisis.pk, saved.pk)


def _editor(
    request: HttpRequest, crisis: Crisis, found: Entry | None, form: EntryForm, status: int = 200, **more: Any
) -> HttpResponse:
    sheet = Sheet.of(crisis)
    context = {
        "crisis": crisis, "entry": found, "form": form, "row": _row(found, sheet) if found else None,
        "facts": list(sheet.facts.values()), "may_write": request.user.may("pages.publish"),  # type: ignore[union-attr]
        "theirs": None,
    }  # fmt: skip
    return render(request, "knowledge/entry.html", context | more, status=status)


@require_POST
def publish(request: HttpRequest, crisis_id: int, entry_id: int) -> HttpResponse:
    """Let customers read it, or (`do=unpublish`) no more."""
    found = get_object_or_404(entries_of(crisis_for(request.user, crisis_id)), pk=entry_id)
    act = actions.unpublish_entry if request.POST.get("do") == "unpublish" else actions.publish_entry
    act(found, by=_user(request), at=now())
    return redirect("knowledge:entry", crisis_id, found.pk)


@require_POST
def publish_ready(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Publish every draft whose facts all hold."""
    crisis = crisis_for(request.user, crisis_id)
    sheet, done = Sheet.of(crisis), 0
    for found in entries_of(crisis).filter(state=Entry.State.DRAFT, audience=Entry.Audience.PUBLIC):
        if _is_ready(found, sheet):
            actions.publish_entry(found, by=_user(request), at=now())
            done += 1
    messages.success(request, _("%(count)s questions are published.") % {"count": done})
    return redirect("knowledge:entries", crisis.pk)


@require_POST
def move(request: HttpRequest, crisis_id: int, entry_id: int) -> HttpResponse:
    """One place up or down in the order of the public page."""
    crisis = crisis_for(request.user, crisis_id)
    order = list(Entry.objects.filter(crisis=crisis).values_list("pk", flat=True))
    found = get_object_or_404(Entry, crisis=crisis, pk=entry_id)
    place = order.index(found.pk) + 1
    actions.move_entry(found, to=place + (1 if request.POST.get("do") == "down" else -1), by=_user(request), at=now())
    return redirect("knowledge:entry", crisis.pk, found.pk)


@require_safe
def gaps(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Questions that nobody can answer yet, the most asked first."""
    crisis = crisis_for(request.user, crisis_id)
    context = {
        "crisis": crisis, "page": Paginator(_open_gaps(crisis), PER_PAGE).get_page(request.GET.get("page")),
        "form": GapForm(entries=_choices(crisis)), "may_write": request.user.may("pages.publish"),  # type: ignore[union-attr]
        "filled": Gap.objects.filter(crisis=crisis, entry__isnull=False).select_related("entry")[:10],
    }  # fmt: skip
    return render(request, "knowledge/gaps.html", context)


@require_POST
def gap(request: HttpRequest, crisis_id: int, gap_id: int) -> HttpResponse:
    """An entry answers it, or it needs no answer."""
    crisis = crisis_for(request.user, crisis_id)
    found = get_object_or_404(_open_gaps(crisis), pk=gap_id)
    number = _number(request.POST.get("entry"))
    if number:
        actions.fill_gap(found, get_object_or_404(Entry, crisis=crisis, pk=number), by=_user(request), at=now())
    else:
        actions.dismiss_gap(found, why=request.POST.get("why", ""), by=_user(request), at=now())
    return redirect("knowledge:gaps", crisis.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Take over an FAQ that exists elsewhere; what was refused is shown line by line."""
    crisis = crisis_for(request.user, crisis_id)
    form = ImportForm(request.POST or None, request.FILES or None, initial={"language": crisis.language})
    context: dict[str, Any] = {"crisis": crisis, "form": form}
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        try:
            context["done"] = actions.import_faq(
                crisis, clean["file"], language=clean["language"], publish=clean["publish"], by=_user(request), at=now()
            )
        except DomainError as problem:
            form.show(problem)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "knowledge/import.html", context, status=status)


def _open_gaps(crisis: Crisis) -> Any:
    return Gap.objects.filter(crisis=crisis, entry=None, dismissed_at=None)


def _choices(crisis: Crisis) -> list[tuple[str, str]]:
    found = Entry.objects.filter(crisis=crisis, audience=Entry.Audience.PUBLIC).select_related("crisis")
    return [(str(each.pk), actions.question_of(each)) for each in found]


def _number(value: str | None) -> int:
    return int(value) if value and value.isdigit() else 0


def _user(request: HttpRequest) -> Any:
    return request.user
