"""Read playbooks and change their templates, cold."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.lib.words import pick
from amarre.plan import actions
from amarre.plan.forms import TemplateForm
from amarre.plan.models import MessageTemplate, Playbook
from amarre.plan.sample import example_values, sample

PARTS = {
    "plan": gettext_lazy("Plan"),
    "facts": gettext_lazy("Facts to establish"),
    "words": gettext_lazy("Words that are ready"),
    "questions": gettext_lazy("Questions that will come"),
    "lessons": gettext_lazy("Lessons"),
}
OCCASIONS = {
    "statement": pgettext_lazy("occasion", "first word"),
    "staff": pgettext_lazy("occasion", "to staff"),
    "news": pgettext_lazy("occasion", "news"),
    "correction": pgettext_lazy("occasion", "correction"),
    "answer": pgettext_lazy("occasion", "ready answers"),
    "payment": pgettext_lazy("occasion", "asking for payment"),
    "renewal": pgettext_lazy("occasion", "renewal"),
    "refusal": pgettext_lazy("occasion", "saying no"),
}
CHANNELS = {
    "email": pgettext_lazy("channel", "e-mail"),
    "sms": pgettext_lazy("channel", "text message"),
    "letter": pgettext_lazy("channel", "letter"),
    "phone": pgettext_lazy("channel", "telephone"),
    "social": pgettext_lazy("channel", "social networks"),
}
AUDIENCES = {
    "customers": pgettext_lazy("audience", "customers"),
    "staff": pgettext_lazy("audience", "staff"),
    "suppliers": pgettext_lazy("audience", "suppliers and partners"),
    "all": pgettext_lazy("audience", "everybody"),
}


def playbooks(request: HttpRequest) -> HttpResponse:
    return render(request, "plan/playbooks.html", {"playbooks": Playbook.objects.all()})


def playbook(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan, to be read cold: one part at a time."""
    found = get_object_or_404(Playbook, slug=slug)
    chosen = request.GET.get("part", "plan")
    if chosen not in PARTS:
        chosen = "plan"
    templates = list(found.templates.all())
    phases = {row["slug"]: pick(row["title"]) for row in found.body["phases"]}
    groups = [
        (label, [_card(row, phases) for row in templates if row.occasion == occasion])
        for occasion, label in OCCASIONS.items()
    ]
    context = {
        "playbook": found,
        "body": found.body,
        "part": chosen,
        "tabs": [{"label": label, "url": f"?part={part}", "current": part == chosen} for part, label in PARTS.items()],
        "questions": _questions(found) if chosen == "questions" else [],
        "groups": [(label, rows) for label, rows in groups if rows],
        "lessons": found.lessons.select_related("author"),
    }
    return render(request, "plan/playbook.html", context)


def _questions(found: Playbook) -> list[dict[str, Any]]:
    """The questions that will come, with their answers as they read once the facts are in."""
    language = (get_language() or "fr")[:2]
    values = example_values(found, language)
    return [
        {"question": row["question"], "answer": sample(pick(row["answer"]), values), "audience": row.get("audience")}
        for row in found.body["faq"]
    ]


def _card(row: MessageTemplate, phases: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "channel": CHANNELS.get(row.channel, row.channel),
        "audience": AUDIENCES.get(row.audience, row.audience),
        "phase": phases.get(row.phase, ""),
    }


def template(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The words in each language, with their places."""
    row = _template_for(slug, name)
    letters = [
        {
            "lang": lang,
            "subject": row.subject.get(lang, ""),
            "html": sample(text, example_values(row.playbook, lang)),
        }
        for lang, text in row.body.items()
        if text
    ]
    phases = {phase["slug"]: pick(phase["title"]) for phase in row.playbook.body["phases"]}
    context = {
        "playbook": row.playbook,
        "template": row,
        "card": _card(row, phases),
        "occasion": OCCASIONS.get(row.occasion, row.occasion),
        "letters": letters,
    }
    return render(request, "plan/template.html", context)


def template_edit(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    row = _template_for(slug, name)
    form = TemplateForm(request.POST or None, template=row)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        try:
            actions.edit_template(row, **form.words(), by=by, at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(request, _("The template is changed for every crisis to come."))
            return redirect("plan:template", slug, name)
    return render(request, "plan/template_edit.html", {"playbook": row.playbook, "template": row, "form": form})


def _template_for(slug: str, name: str) -> MessageTemplate:
    return get_object_or_404(MessageTemplate.objects.select_related("playbook"), playbook__slug=slug, slug=name)
