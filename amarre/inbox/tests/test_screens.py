from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from amarre.accounts.models import Company
from amarre.inbox import actions
from amarre.inbox.models import Conversation, Draft
from amarre.inbox.ready import opening
from amarre.knowledge.actions import save_entry
from amarre.knowledge.models import Gap
from amarre.plan.models import MessageTemplate, Playbook

from .conftest import CALM, FURIOUS, HURT, delivered_to

pytestmark = pytest.mark.django_db
ANSWER = "Bonjour,\n\nMerci de votre message. Nous ouvrons à 9 h. Je reste à votre écoute."


@pytest.fixture
def bilals(client_of, bilal):
    return client_of(bilal)


def url(name, conversation):
    return reverse(f"inbox:{name}", args=[conversation.crisis_id, conversation.pk])


def page(answer):
    return answer.content.decode()


def test_the_queue_shows_the_gravest_first_with_shape_and_word(bilals, opened, crisis):
    opened(CALM, "a@example.com")
    opened(HURT, "b@example.com")
    words = page(bilals.get(reverse("inbox:queue", args=[crisis.pk])))
    assert words.index("brûlée") < words.index("à quelle heure")
    assert "impact--urgent" in words


def test_the_queue_can_be_narrowed_to_a_level_a_person_or_a_word(bilals, opened, bilal, crisis, at):
    opened(CALM, "a@example.com")
    hurt = opened(HURT, "b@example.com")
    queue = reverse("inbox:queue", args=[crisis.pk])
    assert "brûlée" not in page(bilals.get(queue, {"level": "low"}))
    assert "à quelle heure" not in page(bilals.get(queue, {"q": "bouilloire"}))
    assert "brûlée" not in page(bilals.get(queue, {"who": "mine"}))
    actions.assign(hurt, to=bilal, by=bilal, at=at)
    assert "brûlée" in page(bilals.get(queue, {"who": "mine"}))


def test_a_filter_that_makes_no_sense_does_not_break_the_page(bilals, crisis):
    queue = reverse("inbox:queue", args=[crisis.pk])
    assert bilals.get(queue, {"level": "x", "asks": "y", "page": "z"}).status_code == 200


def test_taking_the_next_one_gives_each_colleague_another(client_of, bilal, chloe, opened, crisis):
    opened(CALM, "a@example.com")
    hurt = opened(HURT, "b@example.com")
    next_one = reverse("inbox:next", args=[crisis.pk])
    assert client_of(bilal).post(next_one)["Location"] == url("conversation", hurt)
    assert client_of(chloe).post(next_one)["Location"] != url("conversation", hurt)
    assert set(Conversation.objects.values_list("assigned_to__name", flat=True)) == {"Bilal", "Chloé"}


def test_the_page_marks_the_words_and_says_why(bilals, opened):
    words = page(bilals.get(url("conversation", opened(HURT))))
    assert '<mark class="finding finding--reason"' in words
    assert 'class="findings"' in words


def test_what_a_customer_writes_is_never_read_as_html(bilals, opened):
    words = page(bilals.get(url("conversation", opened("Bonjour <script>alert(1)</script>"))))
    assert "<script>alert" not in words


def test_bilal_answers_and_goes_to_the_next(bilals, opened):
    first, second = opened(HURT, "a@example.com"), opened(FURIOUS, "b@example.com")
    answer = bilals.post(url("answer", first), {"text": ANSWER, "do": "send_next"})
    assert answer["Location"] == url("conversation", second)
    assert delivered_to("a@example.com")


def test_an_answer_that_says_nothing_is_not_sent(bilals, opened):
    conversation = opened(CALM)
    answer = bilals.post(url("answer", conversation), {"text": opening(conversation), "do": "send"})
    assert answer.status_code == 422
    assert not delivered_to("claire@example.com")


def test_words_that_hurt_need_a_reason_before_they_leave(bilals, opened):
    conversation = opened(CALM)
    text = ANSWER + " Nous vous garantissons un remboursement sous deux jours."
    answer = bilals.post(url("answer", conversation), {"text": text, "do": "send"})
    assert answer.status_code == 422
    assert "garantissons" in page(answer)
    reviewed = answer.context["reviewed"]
    reasons = {f"why_{finding.code}": "Vu avec la comptabilité" for finding in reviewed.doubts}
    assert bilals.post(url("answer", conversation), {"text": text, "do": "send"} | reasons).status_code == 302
    assert conversation.turns.last().findings_kept[0]["why"] == "Vu avec la comptabilité"


def test_no_reason_lets_an_unverified_fact_leave(bilals, opened, state):
    state("helpline", "0 800 12 34 56", status="to_verify")
    data = {"text": ANSWER + " Appelez le 0 800 12 34 56.", "do": "send", "why_fact.unverified": "pressé"}
    assert bilals.post(url("answer", opened(CALM)), data).status_code == 422
    assert not delivered_to("claire@example.com")


def test_words_typed_are_kept_and_found_again(bilals, opened, client_of, chloe):
    conversation = opened(CALM)
    assert bilals.post(url("draft", conversation), {"text": "Bonjour, je cher"}).json() == {"saved": True}
    assert "Bonjour, je cher" in page(bilals.get(url("conversation", conversation)))
    seen_by_chloe = page(client_of(chloe).get(url("conversation", conversation)))
    assert "je cher" not in seen_by_chloe
    assert "Bilal" in seen_by_chloe, "so that nobody answers twice"


def test_a_refused_answer_is_not_lost(bilals, opened):
    conversation = opened(CALM)
    bilals.post(url("answer", conversation), {"text": ANSWER + " {{ fact.nothing }}", "do": "send"})
    assert Draft.objects.get().text == ANSWER + " {{ fact.nothing }}"


def test_an_answer_only_opened_leaves_no_draft(bilals, opened):
    conversation = opened(CALM)
    bilals.post(url("draft", conversation), {"text": opening(conversation)})
    assert not Draft.objects.exists()


def test_a_ready_answer_is_put_in_with_its_facts_and_its_greeting(bilals, claire, opened, crisis, state):
    state("helpline", "0 800 12 34 56")
    body = {"faq": [], "measures": []}
    crisis.playbook = Playbook.objects.create(slug="r", kind="recall", title={}, summary={}, body=body)
    crisis.save()
    template = MessageTemplate.objects.create(
        playbook=crisis.playbook, slug="a", occasion="answer", channel="email", audience="customers",
        title={"fr": "Où appeler"},
        body={"fr": "{{ person.greeting }}\n\nAppelez le {{ fact.helpline }}, {{ fact.hours }}."},
    )  # fmt: skip
    conversation = opened(CALM)
    words = page(bilals.get(url("conversation", conversation)))
    assert "Appelez le 0 800 12 34 56" in words
    bilals.post(url("answer", conversation), {"text": opening(conversation), "insert": f"template:{template.pk}"})
    assert Draft.objects.get().text == "Bonjour Madame Ferrand,\n\nAppelez le 0 800 12 34 56, {{ fact.hours }}."


def test_words_not_at_hand_are_not_put_in(bilals, opened):
    assert bilals.post(url("answer", opened(CALM)), {"text": "a", "insert": "entry:999"}).status_code == 404
    assert bilals.post(url("answer", opened(CALM)), {"text": "a", "insert": "nothing"}).status_code == 404


def test_the_review_answers_while_typing(bilals, opened):
    words = {"text": ANSWER + " Calmez-vous."}
    answer = bilals.post(url("review", opened(CALM)), words, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in page(answer)


def test_changing_the_place_in_the_queue_needs_a_reason(bilals, opened):
    conversation = opened(CALM)
    levels = {"impact": "urgent", "anger": "1"}
    assert bilals.post(url("override", conversation), levels).status_code == 422
    bilals.post(url("override", conversation), levels | {"why": "Elle a 90 ans et vit seule"})
    conversation.refresh_from_db()
    assert (conversation.impact, conversation.anger, conversation.is_overridden) == ("urgent", 1, True)
    assert "90 ans" in page(bilals.get(url("conversation", conversation)))


def test_a_note_stays_in_the_house(bilals, opened):
    conversation = opened(CALM)
    bilals.post(url("note", conversation), {"note": "A rappelé trois fois."})
    assert conversation.turns.last().direction == "note"
    assert not delivered_to("claire@example.com")


def test_closing_somebody_who_waits_needs_a_reason(bilals, opened):
    conversation = opened(CALM)
    assert bilals.post(url("close", conversation), {"why": ""}).status_code == 422
    bilals.post(url("close", conversation), {"why": "Répondu au téléphone"})
    conversation.refresh_from_db()
    assert conversation.state == "closed"
    bilals.post(url("reopen", conversation))
    conversation.refresh_from_db()
    assert (conversation.state, conversation.waiting_since is not None) == ("open", True)


def test_a_question_nobody_can_answer_goes_to_the_writers(bilals, opened):
    conversation = opened("Le lot 14 est-il touché ?")
    bilals.post(url("gap", conversation), {"text": "Le lot 14 est-il touché ?"})
    assert Gap.objects.get().text == "Le lot 14 est-il touché ?"
    conversation.refresh_from_db()
    assert (conversation.state, conversation.gap) == ("open", Gap.objects.get()), "the person goes on waiting"


def test_two_requests_of_one_person_become_one(bilals, claire, opened, bilal, at):
    first = opened(CALM)
    actions.close(first, why="x", by=bilal, at=at)
    second = opened(HURT, received_at=at + timedelta(hours=1))
    bilals.post(url("merge", first), {"other": second.pk})
    first.refresh_from_db()
    assert (first.turns.count(), first.state, first.impact) == (2, "open", "urgent")
    assert bilals.get(url("conversation", second))["Location"] == url("conversation", first)


def test_saying_who_wrote(bilals, claire, opened):
    conversation = opened(CALM, "inconnue@example.com", from_name="Ferrand")
    assert "Claire Ferrand" in page(bilals.get(url("link", conversation), {"q": "ferrand claire"}))
    bilals.post(url("link", conversation), {"person": claire.pk})
    conversation.refresh_from_db()
    assert conversation.person == claire


def test_a_request_of_no_crisis_is_seen_and_can_be_moved_here(bilals, opened, crisis):
    conversation = opened(CALM, crisis_id=None)
    assert "à quelle heure" in page(bilals.get(reverse("inbox:queue", args=[crisis.pk])))
    address = reverse("inbox:conversation", args=[crisis.pk, conversation.pk])
    assert bilals.get(address).status_code == 200
    bilals.post(reverse("inbox:move", args=[crisis.pk, conversation.pk]))
    conversation.refresh_from_db()
    assert conversation.crisis == crisis


def test_many_are_answered_after_one_more_look(bilals, opened, crisis):
    ours = [opened(CALM, f"{name}@example.com", from_name=name) for name in ("Anna", "Paul")]
    many = reverse("inbox:many", args=[crisis.pk])
    ids = [one.pk for one in ours]
    assert "{{ person.greeting }}" in page(bilals.get(many, {"ids": ids}))
    data = {"ids": ids, "text_fr": "{{ person.greeting }}\n\nNous ouvrons à 9 h. Je reste à votre écoute."}
    looked = bilals.post(many, data | {"do": "review"})
    assert "Bonjour Anna," in page(looked)
    assert not delivered_to("Anna@example.com")
    assert bilals.post(many, data | {"do": "send"}).status_code == 302
    assert not Conversation.objects.filter(state="open").exists()


def test_answering_nobody_leads_back_to_the_queue(bilals, crisis):
    assert bilals.get(reverse("inbox:many", args=[crisis.pk])).status_code == 302


@pytest.mark.parametrize("name", ["queue", "conversation"])
def test_pages_do_not_ask_the_database_more_for_more_requests(
    bilals, opened, crisis, name, django_assert_max_num_queries
):
    for number in range(12):
        conversation = opened(CALM, f"{number}@example.com")
    address = reverse("inbox:queue", args=[crisis.pk]) if name == "queue" else url("conversation", conversation)
    with django_assert_max_num_queries(45):
        bilals.get(address)


def test_those_who_ask_the_same_are_found_together_and_answered_with_its_words(bilals, opened, crisis, chloe, at):
    words = {"fr": {"question": "Où lire le numéro de lot ?", "answer": "Le numéro de lot est gravé sous le socle."}}
    entry = save_entry(crisis, None, words=words, by=chloe, at=at)
    for question in ("Comment être remboursé ?", "Quels sont vos horaires ?", "Qui dois-je appeler ?"):
        other = {"fr": {"question": question, "answer": "Nous vous le dirons ici."}}
        save_entry(crisis, None, words=other, by=chloe, at=at)
    for name in ("a", "b"):
        opened("Bonjour, où lire le numéro de lot de ma bouilloire ?", f"{name}@example.com")
    assert Conversation.objects.filter(asks=entry).count() == 2
    assert "Où lire le numéro de lot" in page(bilals.get(reverse("inbox:queue", args=[crisis.pk])))
    offered = bilals.get(reverse("inbox:many", args=[crisis.pk]), {"asks": entry.pk})
    assert "gravé sous le socle" in page(offered)


def test_suggested_words_go_before_the_signature(bilals, opened, crisis, chloe, at):
    words = {"fr": {"question": "À quelle heure ouvrez-vous ?", "answer": "Nous ouvrons à 9 h."}}
    entry = save_entry(crisis, None, words=words, by=chloe, at=at)
    conversation = opened(CALM)
    assert "Nous ouvrons à 9 h." in page(bilals.get(url("conversation", conversation)))
    card = Company.card()
    card.signature = "Maison Ferrand"
    card.save()
    bilals.post(url("answer", conversation), {"text": opening(conversation), "insert": f"entry:{entry.pk}"})
    assert Draft.objects.get().text == "Bonjour,\n\nNous ouvrons à 9 h.\n\nMaison Ferrand"
