"""Playbooks in the database: loaded, renewed, edited; lessons kept; their screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import User
from amarre.lib.errors import Invalid
from amarre.plan import actions
from amarre.plan.models import Lesson, MessageTemplate, Playbook

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def template(at: datetime) -> MessageTemplate:
    actions.load_shipped(at=at, slugs=["recall"])
    return MessageTemplate.objects.get(playbook__slug="recall", slug="statement_sms")


def edit(template: MessageTemplate, by: User, at: datetime, **body: str) -> MessageTemplate:
    return actions.edit_template(template, title=template.title, subject={}, body=body, by=by, at=at)


def test_five_playbooks_are_loaded_once(at: datetime) -> None:
    assert actions.load_shipped(at=at) == 5
    before = set(MessageTemplate.objects.values_list("pk", flat=True))
    assert actions.load_shipped(at=at) == 5
    assert set(MessageTemplate.objects.values_list("pk", flat=True)) == before
    assert Playbook.objects.count() == 5


def test_a_new_version_renews_everything_but_what_a_colleague_has_changed(
    template: MessageTemplate, chloe: User, at: datetime
) -> None:
    edit(template, chloe, at, fr="Nos mots : {{ fact.helpline }}", en="Our words: {{ fact.helpline }}")
    other = template.playbook.templates.get(slug="thanks")
    MessageTemplate.objects.filter(pk=other.pk).update(body={"fr": "ancien", "en": "old"})
    Playbook.objects.filter(slug="recall").update(shipped_digest="of an older version")
    actions.load_shipped(at=at, slugs=["recall"])
    template.refresh_from_db()
    other.refresh_from_db()
    assert template.body["fr"].startswith("Nos mots") and other.body["fr"] != "ancien"


@pytest.mark.parametrize(
    "words",
    ["{{ fact.weather }}", "{{ fact.staff_rules }}", "{{ customer.name }}", "{{ fact.helpline"],
)
def test_words_that_could_not_be_sent_are_refused_at_their_field(
    template: MessageTemplate, chloe: User, at: datetime, words: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        edit(template, chloe, at, fr=words, en="")
    assert "body_fr" in refusal.value.fields


def test_a_template_without_words_is_refused(template: MessageTemplate, chloe: User, at: datetime) -> None:
    with pytest.raises(Invalid):
        edit(template, chloe, at, fr=" ", en="")


def test_a_lesson_stays_with_the_playbook(template: MessageTemplate, alix: User, at: datetime) -> None:
    actions.keep_lesson(
        template.playbook, outcome="failed", what="Les lettres sont parties trop tard", why="Pas d’enveloppes",
        next_time="En garder mille", crisis_label="Rappel Lina", by=alix, at=at,
    )  # fmt: skip
    assert Lesson.objects.get().playbook == template.playbook
    with pytest.raises(Invalid):
        actions.keep_lesson(template.playbook, outcome="failed", what=" ", by=alix, at=at)
    with pytest.raises(Invalid):
        actions.keep_lesson(template.playbook, outcome="perhaps", what="Quoi", by=alix, at=at)


def test_a_playbook_is_read_part_by_part(
    client_of: ClientOf, template: MessageTemplate, bilal: User, alix: User, at: datetime
) -> None:
    actions.keep_lesson(template.playbook, outcome="worked", what="Appeler d’abord les foyers", by=alix, at=at)
    client = client_of(bilal)
    assert "Rappel de produit" in client.get(reverse("plan:playbooks")).content.decode()
    expected = {
        "plan": ("Choc", "Santé des personnes"),
        "facts": ("Quels lots, vendus",),
        "words": ("Premier mot, par SMS",),
        "questions": ("Comment le rendre", "Rapportez-la au comptoir"),
        "lessons": ("Appeler d’abord les foyers",),
    }
    for part, words in expected.items():
        page = client.get(reverse("plan:playbook", args=["recall"]), {"part": part}).content.decode()
        assert all(each in page for each in words), part
    assert client.get(reverse("plan:template", args=["recall", "statement_sms"])).status_code == 200
    assert client.get(reverse("plan:template", args=["recall", "no_such"])).status_code == 404


def test_chloe_changes_the_words_of_a_template_and_bilal_does_not(
    client_of: ClientOf, template: MessageTemplate, bilal: User, chloe: User
) -> None:
    url = reverse("plan:template_edit", args=["recall", "statement_sms"])
    given = {"title_fr": "SMS", "body_fr": "Appelez le {{ fact.helpline }}.", "body_en": "Ring {{ fact.helpline }}."}
    assert client_of(bilal).post(url, given).status_code == 403
    refused = client_of(chloe).post(url, given | {"body_fr": "{{ fact.weather }}"})
    assert refused.status_code == 200 and "weather" in refused.content.decode()
    assert client_of(chloe).post(url, given).status_code == 302
    template.refresh_from_db()
    assert template.body["fr"] == "Appelez le {{ fact.helpline }}." and template.edited_at
