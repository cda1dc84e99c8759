"""The screens of messages, as each person meets them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import User
from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.broadcasts.tests.conftest import LETTER, House
from amarre.people.models import Person
from amarre.plan.models import MessageTemplate, Playbook
from amarre.tasks.engine import run_pending

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
SELLING = "Profitez vite de notre offre exceptionnelle : -20 % sur tout le site, sans attendre."


def page(name: str, *args: object) -> str:
    return reverse(f"broadcasts:{name}", args=args)


def form_of(house: House, **changes: object) -> dict[str, object]:
    fields = {"title": "Premier mot", "occasion": "statement", "audience_kind": "customer", "segment": ""}
    for language, (subject, body) in LETTER.items():
        fields |= {f"subject_{language}": subject, f"body_{language}": body}
    from amarre.channels.models import Channel

    return fields | {"channel": Channel.objects.get(kind="tray").pk} | changes  # type: ignore[return-value]


def test_an_empty_page_teaches_and_offers_to_write(house: House, client_of: ClientOf) -> None:
    text = client_of(house.chloe).get(page("messages", house.crisis.pk)).content.decode()
    assert page("message_new", house.crisis.pk) in text


def test_chloe_starts_from_a_text_prepared_cold(house: House, client_of: ClientOf) -> None:
    playbook = Playbook.objects.create(slug="recall", kind="recall", title={"fr": "Rappel"}, summary={}, body={})
    template = MessageTemplate.objects.create(
        playbook=playbook, slug="first", occasion="statement", channel="email", audience="customers",
        title={"fr": "Premier mot"}, subject={"fr": "Rappel du lot 12"}, body={"fr": LETTER["fr"][1]},
    )  # fmt: skip
    house.crisis.playbook = playbook
    house.crisis.save()
    chloe = client_of(house.chloe)
    assert "Premier mot" in chloe.get(page("message_new", house.crisis.pk)).content.decode()
    editor = chloe.get(page("message_new", house.crisis.pk), {"template": template.pk}).content.decode()
    assert "Je vous écris parce que" in editor
    assert "fact.helpline" in editor


def test_chloe_writes_and_lands_on_her_message(house: House, client_of: ClientOf) -> None:
    answer = client_of(house.chloe).post(page("message_new", house.crisis.pk), form_of(house))
    message = Message.objects.get()
    assert answer["Location"] == page("message", house.crisis.pk, message.pk)
    assert message.author == house.chloe
    assert {text.language for text in message.texts.all()} == {"fr", "en"}


def test_what_is_wrong_stays_in_the_form_with_its_reason(house: House, client_of: ClientOf) -> None:
    answer = client_of(house.chloe).post(page("message_new", house.crisis.pk), form_of(house, body_fr="{{ fact.x"))
    assert answer.status_code == 422
    assert "{{ fact.x" in answer.content.decode()
    assert not Message.objects.exists()


def test_without_javascript_the_review_button_shows_marks_and_saves_nothing(house: House, client_of: ClientOf) -> None:
    fields = form_of(house, body_fr=LETTER["fr"][1] + "\n\n" + SELLING, do="review")
    text = client_of(house.chloe).post(page("message_new", house.crisis.pk), fields).content.decode()
    assert '<mark class="finding' in text
    assert "promo" in text
    assert not Message.objects.exists()


def test_the_live_review_answers_with_a_fragment(house: House, client_of: ClientOf) -> None:
    address = page("review", house.crisis.pk) + "?language=fr&occasion=statement"
    text = client_of(house.chloe).post(address, form_of(house, body_fr=SELLING)).content.decode()
    assert '<mark class="finding' in text
    assert "<html" not in text


def test_words_saved_meanwhile_by_somebody_else_are_shown_beside_ours(house: House, client_of: ClientOf) -> None:
    message = house.write()
    actions.revise(message, revision=1, title="A", texts={"fr": ("", "Les mots d’Alix")}, by=house.alix, at=house.at)
    answer = client_of(house.chloe).post(
        page("message_edit", house.crisis.pk, message.pk), form_of(house, revision=1, body_fr="Mes mots")
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Les mots d’Alix" in text and "Mes mots" in text
    assert 'name="revision" value="2"' in text


def test_alix_approves_and_sends_with_one_button_that_says_to_how_many(
    house: House, customers: list[Person], client_of: ClientOf
) -> None:
    message = actions.ask_approval(house.write(), by=house.chloe, at=house.at)
    alix = client_of(house.alix)
    here = page("message", house.crisis.pk, message.pk)
    assert "2" in alix.get(here).content.decode()
    alix.post(page("approve", house.crisis.pk, message.pk), {"then": "send"})
    run_pending()
    actions.follow(at=house.at)
    message.refresh_from_db()
    assert message.state == Message.State.SENT
    assert alix.get(here).status_code == 200


def test_on_the_page_of_approval_each_label_finds_its_own_field(house: House, client_of: ClientOf) -> None:
    message = actions.ask_approval(house.write(), by=house.chloe, at=house.at)
    text = client_of(house.alix).get(page("message", house.crisis.pk, message.pk)).content.decode()
    ids = re.findall(r'<textarea[^>]* id="([^"]+)"', text)
    assert len(ids) == 2 and len(set(ids)) == 2
    assert all(f'for="{one}"' in text for one in ids)


def test_keeping_what_the_review_found_needs_a_reason(house: House, client_of: ClientOf) -> None:
    subject, body = LETTER["fr"]
    message = house.write(
        texts={"fr": (subject, body.replace("Une question", "Comme d’habitude, tout continue. Une question"))}
    )
    actions.ask_approval(message, by=house.chloe, at=house.at)
    alix = client_of(house.alix)
    refused = alix.post(page("approve", house.crisis.pk, message.pk), {"comment": ""})
    assert refused.status_code == 422
    alix.post(page("approve", house.crisis.pk, message.pk), {"comment": "Voulu ainsi"})
    message.refresh_from_db()
    assert message.state == Message.State.APPROVED
    assert message.approvals.get().findings


def test_the_page_before_sending_says_who_is_left_out_and_who_approved(
    house: House, customers: list[Person], client_of: ClientOf
) -> None:
    message = house.approved()
    text = client_of(house.chloe).get(page("send", house.crisis.pk, message.pk)).content.decode()
    assert "Alix" in text and "Chloé" in text
    assert text.count("Envoyer à 2 personnes") + text.count("Send to 2 people") >= 2


def test_the_old_words_are_listed_and_told_better_in_two_clicks(
    house: House, customers: list[Person], client_of: ClientOf
) -> None:
    house.sent()
    house.state("what_to_do", {"fr": "Rapportez la bouilloire au magasin.", "en": "Bring the kettle back."})
    fact = house.fact("what_to_do")
    chloe = client_of(house.chloe)
    assert page("told", house.crisis.pk, fact.pk) in chloe.get(page("messages", house.crisis.pk)).content.decode()
    chloe.post(page("correct", house.crisis.pk, fact.pk))
    correction = Message.objects.get(corrects_version__isnull=False)
    assert correction.state == Message.State.IN_REVIEW
    client_of(house.alix).post(page("approve", house.crisis.pk, correction.pk), {"then": "send"})
    run_pending()
    assert correction.sendings.count() == 1


def test_the_preview_is_what_a_customer_will_read(house: House, customers: list[Person], client_of: ClientOf) -> None:
    message = house.write()
    here = page("preview", house.crisis.pk, message.pk)
    text = client_of(house.chloe).get(here, {"language": "en", "person": customers[1].pk}).content.decode()
    assert "Dear Mr Hall," in text
    assert "Please stop using the kettle." in text


def test_dora_sees_nothing_and_bilal_cannot_write(house: House, bilal: User, dora: User, client_of: ClientOf) -> None:
    message = house.write()
    here = page("message", house.crisis.pk, message.pk)
    assert client_of(dora).get(here).status_code in (403, 404)
    assert client_of(bilal).get(here).status_code == 200
    assert client_of(bilal).get(page("message_edit", house.crisis.pk, message.pk)).status_code == 403
    assert client_of(bilal).post(page("approve", house.crisis.pk, message.pk)).status_code == 403


def test_a_message_of_a_restricted_crisis_does_not_exist_for_others(house: House, client_of: ClientOf) -> None:
    message = house.write()
    house.crisis.is_restricted = True
    house.crisis.save()
    assert client_of(house.chloe).get(page("message", house.crisis.pk, message.pk)).status_code == 404


def test_the_page_of_a_person_says_what_we_told_them(
    house: House, customers: list[Person], client_of: ClientOf
) -> None:
    house.sent()
    text = client_of(house.alix).get(reverse("people:person", args=[customers[0].pk])).content.decode()
    assert "Premier mot" in text
    assert "Ne vous servez plus de la bouilloire." in text
