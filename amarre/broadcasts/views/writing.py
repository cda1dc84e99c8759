"""Write a message, with the review beside the words as they are typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amarre.broadcasts import actions
from amarre.broadcasts.actions.writing import ChangedMeanwhile
from amarre.broadcasts.beside import Beside, beside
from amarre.broadcasts.blocks import snippets
from amarre.broadcasts.forms import OCCASIONS, MessageForm, languages_of, name_of
from amarre.broadcasts.models import Message
from amarre.broadcasts.views.getting import message_for
from amarre.broadcasts.views.showing import fact_rows, language_name, panel
from amarre.channels.kinds import KINDS
from amarre.channels.outbox import default_channel
from amarre.knowledge.facts import Sheet
from amarre.lib.errors import Invalid
from amarre.lib.time import now
from amarre.lib.words import pick
from amarre.people.models import Person
from amarre.plan.models import MessageTemplate
from amarre.situation.access import crisis_for
from amarre.situation.models import Crisis

_AUDIENCES = {"staff": Person.Kind.EMPLOYEE, "suppliers": Person.Kind.SUPPLIER}
BLANK = "blank"


@require_http_methods(["GET", "HEAD", "POST"])
def message_new(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """First choose where to start from, then write."""
    crisis = crisis_for(request.user, crisis_id)
    if request.method == "POST":
        return _save_new(request, crisis)
    wanted = request.GET.get("template", "")
    template = _template(crisis, wanted)
    if template is None and wanted != BLANK:
        return render(
            request, "broadcasts/choose_template.html", {"crisis": crisis, "groups": _template_groups(crisis)}
        )
    form = MessageForm(initial=_initial(crisis, template), crisis=crisis)
    return _editor(request, crisis, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def message_edit(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Change the words; the approval, if there was one, is void once they are saved."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    if not message.may_change:
        return redirect("broadcasts:message", crisis_id, message_id)
    if request.method == "POST":
        return _save_changed(request, crisis, message)
    form = MessageForm(initial=_initial_of(message), crisis=crisis, message=message)
    return _editor(request, crisis, form, message)


@require_POST
def review(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """What is to be said of words being typed, in one language and for one kind of channel (`?language=fr&kind=sms`).
    Nothing is saved."""
    crisis = crisis_for(request.user, crisis_id)
    language, kind = request.GET.get("language", ""), request.GET.get("kind", "")
    if language not in languages_of(crisis):
        language = crisis.language
    message = crisis.messages.filter(pk=_number(request.GET.get("message", ""))).first()
    found = _beside(request, crisis, message, kind if kind in KINDS else "", language)
    return render(request, "broadcasts/beside.html", {"beside": found, "reviewed": panel(found.reviewed)})


def _save_new(request: HttpRequest, crisis: Crisis) -> HttpResponse:
    user: Any = request.user
    form = MessageForm(request.POST, crisis=crisis)
    if _only_reviews(request):
        return _editor(request, crisis, form, None)
    if not form.is_valid():
        return _editor(request, crisis, form, None, status=422)
    data = form.cleaned_data
    try:
        message = actions.write(
            crisis, occasion=data["occasion"], title=data["title"], texts=form.texts(), channel=data["channel"],
            audience_kind=data["audience_kind"], segment=data["segment"], is_vital=data["is_vital"],
            template=_template(crisis, str(data["template"] or "")), ways=form.ways(), by=user, at=now(),
        )  # fmt: skip
    except Invalid as problem:
        form.show(problem)
        return _editor(request, crisis, form, None, status=problem.status)
    return redirect("broadcasts:message", crisis.pk, message.pk)


def _save_changed(request: HttpRequest, crisis: Crisis, message: Message) -> HttpResponse:
    user: Any = request.user
    form = MessageForm(request.POST, crisis=crisis, message=message)
    if _only_reviews(request):
        return _editor(request, crisis, form, message)
    if not form.is_valid():
        return _editor(request, crisis, form, message, status=422)
    data = form.cleaned_data
    try:
        actions.revise(
            message, revision=data["revision"] or 0, title=data["title"], texts=form.texts(), channel=data["channel"],
            audience_kind=data.get("audience_kind"), segment=data.get("segment"), is_vital=data["is_vital"],
            ways=form.ways(), by=user, at=now(),
        )  # fmt: skip
    except ChangedMeanwhile as problem:
        return _both_versions(request, crisis, message, problem)
    except Invalid as problem:
        form.show(problem)
        return _editor(request, crisis, form, message, status=problem.status)
    notices.success(request, _("The words are saved."))
    return redirect("broadcasts:message", crisis.pk, message.pk)


def _both_versions(request: HttpRequest, crisis: Crisis, message: Message, problem: ChangedMeanwhile) -> HttpResponse:
    """Our words stay in the form, theirs are shown beneath; saving again keeps ours knowingly."""
    data = request.POST.copy()
    data["revision"] = str(problem.theirs.revision)
    form = MessageForm(data, crisis=crisis, message=message)
    form.show(problem)
    return _editor(request, crisis, form, message, theirs=problem.theirs, status=problem.status)


def _editor(
    request: HttpRequest, crisis: Crisis, form: MessageForm, message: Message | None, *, theirs: object = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    panels = form.panels()
    facts = fact_rows(Sheet.of(crisis), *_typed(panels))
    if form.is_bound:
        _review_all(request, crisis, message, panels)
    context = {
        "crisis": crisis,
        "message": message,
        "form": form,
        "panels": panels,
        "step_rows": form.step_rows(),
        "steps_open": any(row["channel"].value() for row in form.step_rows()) or form["preferred_first"].value(),
        "cited": [row for row in facts if row.is_cited],
        "others": [row for row in facts if not row.is_cited],
        "snippets": snippets(),
        "theirs": theirs,
        "occasion": message.occasion if message else "",
        "autosave": f"message-{message.pk}-{message.revision}" if message else f"message-new-{crisis.pk}",
        "settings": [form[name] for name in ("audience_kind", "segment", "channel", "is_vital") if name in form.fields],
    }
    return render(request, "broadcasts/editor.html", context, status=status)


def _typed(panels: list[dict[str, Any]]) -> list[str]:
    fields = [column[what] for one in panels for column in one["columns"] for what in ("subject", "body")]
    return [field.value() or "" for field in fields if field is not None]


def _review_all(request: HttpRequest, crisis: Crisis, message: Message | None, panels: list[dict[str, Any]]) -> None:
    """Without JavaScript: what is to be said of all words comes with the page."""
    for one in panels:
        for column in one["columns"]:
            if one["kind"] and not column["body"].value():
                continue
            found = _beside(request, crisis, message, one["kind"], column["code"])
            column["beside"], column["reviewed"] = found, panel(found.reviewed)


def _beside(request: HttpRequest, crisis: Crisis, message: Message | None, kind: str, language: str) -> Beside:
    typed = request.POST.dict()
    typed.setdefault("occasion", request.GET.get("occasion", ""))
    return beside(typed, crisis, message, kind=kind, language=language, at=now(), ui_language=get_language() or "en")


def _only_reviews(request: HttpRequest) -> bool:
    """The button that reviews without saving: for those without JavaScript."""
    return request.POST.get("do") == "review"


def _template(crisis: Crisis, wanted: str) -> MessageTemplate | None:
    if crisis.playbook is None or not wanted.isdigit():
        return None
    return crisis.playbook.templates.filter(pk=int(wanted)).first()


def _template_groups(crisis: Crisis) -> list[dict[str, Any]]:
    """The playbook's templates by occasion, those of the present phase first."""
    if crisis.playbook is None:
        return []
    phase = crisis.phase.slug if crisis.phase else ""
    templates = sorted(
        crisis.playbook.templates.filter(channel="email"),
        key=lambda template: (template.phase != phase, template.order),
    )
    groups = []
    for occasion, label in OCCASIONS:
        rows = [
            {"id": template.pk, "title": pick(template.title), "now": template.phase == phase,
             "languages": [language_name(code) for code in template.body]}
            for template in templates if template.occasion == occasion
        ]  # fmt: skip
        if rows:
            groups.append({"label": label, "rows": rows})
    return groups


def _initial(crisis: Crisis, template: MessageTemplate | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"channel": default_channel(is_drill=crisis.is_drill), "occasion": "news"}
    if template is None:
        return initial
    initial |= {
        "template": template.pk,
        "occasion": template.occasion,
        "title": pick(template.title),
        "audience_kind": _AUDIENCES.get(template.audience, Person.Kind.CUSTOMER),
    }
    for language in languages_of(crisis):
        initial[f"subject_{language}"] = template.subject.get(language, "")
        initial[f"body_{language}"] = template.body.get(language, "")
    return initial


def _initial_of(message: Message) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "title": message.title,
        "audience_kind": message.audience_kind,
        "segment": message.segment_id,
        "channel": message.channel_id,
        "is_vital": message.is_vital,
        "layout": message.layout_id,
        "preferred_first": message.preferred_first,
        "revision": message.revision,
    }
    for text in message.texts.all():
        kind = text.channel_kind
        initial |= {
            name_of("subject", kind, text.language): text.subject,
            name_of("body", kind, text.language): text.body,
        }
        initial |= {f"option_{kind}_{name}": value for name, value in text.options.items()}
    for step in message.steps.all():
        n = step.position
        initial |= {
            f"step_channel_{n}": step.channel_id,
            f"step_after_{n}": step.after,
            f"step_wait_{n}": step.wait_hours,
        }
    return initial


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
