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
from amarre.broadcasts.forms import OCCASIONS, MessageForm, languages_of
from amarre.broadcasts.models import Message
from amarre.broadcasts.reviewing import Reviewed, review_words, states_for
from amarre.broadcasts.views.getting import message_for
from amarre.broadcasts.views.showing import ReviewedPanel, fact_rows, language_name, panel
from amarre.channels.models import Channel
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
    """The review of words being typed, in one language (`?language=fr`). Nothing is saved."""
    crisis = crisis_for(request.user, crisis_id)
    language = request.GET.get("language", "")
    if language not in languages_of(crisis):
        language = crisis.language
    reviewed = _review_typed(request, crisis, language)
    return render(request, "broadcasts/reviewed.html", {"reviewed": panel(reviewed)})


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
            template=_template(crisis, str(data["template"] or "")), by=user, at=now(),
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
            by=user, at=now(),
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
    typed = [form[f"{name}_{language}"].value() or "" for language in form.languages for name in ("subject", "body")]
    facts = fact_rows(Sheet.of(crisis), *typed)
    context = {
        "crisis": crisis,
        "message": message,
        "form": form,
        "tabs": form.tabs(),
        "panels": _panels(request, crisis, form) if form.is_bound else {},
        "cited": [row for row in facts if row.is_cited],
        "others": [row for row in facts if not row.is_cited],
        "theirs": theirs,
        "occasion": message.occasion if message else "",
        "autosave": f"message-{message.pk}-{message.revision}" if message else f"message-new-{crisis.pk}",
        "settings": [form[name] for name in ("audience_kind", "segment", "channel", "is_vital") if name in form.fields],
    }
    return render(request, "broadcasts/editor.html", context, status=status)


def _panels(request: HttpRequest, crisis: Crisis, form: MessageForm) -> dict[str, ReviewedPanel]:
    return {language: panel(_review_typed(request, crisis, language)) for language in form.languages}


def _review_typed(request: HttpRequest, crisis: Crisis, language: str) -> Reviewed:
    at = now()
    channel = Channel.objects.filter(pk=request.POST.get("channel") or 0).first()
    return review_words(
        language=language, subject=request.POST.get(f"subject_{language}", ""),
        body=request.POST.get(f"body_{language}", "").replace("\r\n", "\n"),
        occasion=request.POST.get("occasion") or request.GET.get("occasion", ""),
        channel=channel.kind if channel else "", at=at,
        facts=states_for(crisis, request.POST.get("audience_kind", ""), at=at),
        ui_language=get_language() or "",
    )  # fmt: skip


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
        "revision": message.revision,
    }
    for text in message.texts.all():
        initial |= {f"subject_{text.language}": text.subject, f"body_{text.language}": text.body}
    return initial
