"""The composer: words by channel, blocks, previews, tests on oneself, estimates, layouts, plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import User
from amarre.broadcasts import actions
from amarre.broadcasts.blocks import problems_in, read_blocks, readers_of
from amarre.broadcasts.estimating import estimate
from amarre.broadcasts.layouts import Card, check, default_mjml, document
from amarre.broadcasts.models import Layout, Message, MessageStep
from amarre.broadcasts.preview import show
from amarre.broadcasts.reviewing import review_message
from amarre.broadcasts.tests.conftest import LETTER, House
from amarre.broadcasts.tests.test_screens import form_of, page
from amarre.broadcasts.ways import Step, Variant, Ways
from amarre.channels.kinds.sms import gsm
from amarre.channels.models import Channel, Delivery
from amarre.engine.render import parse
from amarre.lib.errors import Conflict, Invalid
from amarre.people.models import Column, ContactPoint, Person

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
SHORT = "{{ person.greeting }} {{ fact.what_to_do }} {{ fact.helpline }}"
BLOCK = (
    "\n\n{{ if orders_pending > 0 }}\nVotre commande est retenue.\n"
    "{{ else }}\nVous n’avez rien en attente.\n{{ end }}\n"
)


@pytest.fixture
def sms(house: House) -> Channel:
    return Channel.objects.create(
        kind="sms", name="SMS", config={"provider": "ovh", "service": "x", "price": "0.05", "currency": "EUR"}
    )


@pytest.fixture
def orders(customers: list[Person]) -> list[Person]:
    """Mme Roux has two orders on their way, Mr Hall none; of the others nothing is known."""
    Column.objects.create(name="orders_pending", label="Commandes en attente", type="number")
    Column.objects.create(name="city", label="Ville", type="text")
    for person, pending in zip(customers, (2, 0), strict=False):
        person.attributes = {"orders_pending": pending}
        person.save()
    for person in customers[:2]:
        ContactPoint.objects.create(person=person, kind="phone", address=f"+3361200000{person.pk % 10}")
    for point in ContactPoint.objects.filter(kind="phone"):
        point.normal = point.address
        point.save()
    return customers


def letter_with_blocks() -> dict[str, tuple[str, str]]:
    subject, body = LETTER["fr"]
    return {"fr": (subject, body + BLOCK)}


# Words by channel


def test_chloe_writes_other_words_for_sms_and_says_what_comes_next(
    house: House, sms: Channel, client_of: ClientOf
) -> None:
    fields = form_of(house, channel=Channel.objects.get(kind="tray").pk, body_sms_fr=SHORT, step_channel_1=sms.pk)
    answer = client_of(house.chloe).post(page("message_new", house.crisis.pk), fields)
    message = Message.objects.get()
    assert answer.status_code == 302
    assert message.texts.get(channel_kind="sms").body == SHORT
    assert [(step.channel, step.after) for step in message.steps.all()] == [(sms, MessageStep.After.BOUNCED)]
    editor = client_of(house.chloe).get(page("message_edit", house.crisis.pk, message.pk)).content.decode()
    assert "body_sms_fr" in editor
    assert SHORT.split("}}")[1].strip()[:10] in editor


def test_a_step_that_leads_nowhere_is_said_at_its_row(house: House, sms: Channel, client_of: ClientOf) -> None:
    fields = form_of(
        house, channel=sms.pk, step_channel_1=sms.pk, step_after_1="bounced", body_sms_fr=SHORT
    )  # the same channel twice
    answer = client_of(house.chloe).post(page("message_new", house.crisis.pk), fields)
    assert answer.status_code == 422
    assert "step_channel_1_error" in answer.content.decode()


def test_an_sms_is_measured_as_it_is_typed(
    house: House, sms: Channel, orders: list[Person], client_of: ClientOf
) -> None:
    here = page("review", house.crisis.pk) + "?language=fr&kind=sms&occasion=news"
    fields = form_of(house, channel=sms.pk, body_sms_fr="Bonjour. " * 30)
    text = client_of(house.chloe).post(here, fields).content.decode()
    assert "2 SMS" in text
    assert "EUR" in text


def test_without_words_of_its_own_a_channel_shows_the_common_ones_in_its_form(
    house: House, sms: Channel, orders: list[Person], client_of: ClientOf
) -> None:
    here = page("review", house.crisis.pk) + "?language=fr&kind=sms"
    text = client_of(house.chloe).post(here, form_of(house, channel=sms.pk, body_fr="**Important**")).content.decode()
    assert "Important" in text
    assert "**Important" not in text


# Blocks


def test_a_block_is_read_in_plain_words_with_how_many_read_each_part(
    house: House, orders: list[Person], client_of: ClientOf
) -> None:
    here = page("review", house.crisis.pk) + "?language=fr"
    text = client_of(house.chloe).post(here, form_of(house, body_fr=LETTER["fr"][1] + BLOCK)).content.decode()
    assert "Commandes en attente &gt; 0" in text
    (block,) = read_blocks(BLOCK, Person.objects.all(), language="fr", today=house.at.date())
    assert [branch.people for branch in block.branches] == [1, 3]


def test_among_very_many_a_part_is_counted_and_said_to_be_an_estimate(
    house: House, orders: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amarre.broadcasts.blocks.COUNTED_WHOLE", 3)
    (block,) = read_blocks(BLOCK, Person.objects.all(), language="fr", today=house.at.date())
    assert block.is_estimate
    assert sum(branch.people or 0 for branch in block.branches) == pytest.approx(4, abs=1)


def test_who_is_in_doubt_reads_what_is_for_the_others(house: House, orders: list[Person]) -> None:
    def of(part: int) -> set[str]:
        readers = readers_of(BLOCK, 0, part, Person.objects.all(), today=house.at.date())
        return {person.last_name for person in readers}

    assert of(0) == {"Roux"}
    assert of(-1) == {"Hall", "Blanc", "Noir"}


def test_the_database_and_the_template_choose_the_same_part_for_everybody(house: House, orders: list[Person]) -> None:
    source = (
        '{{ if city in ("Lyon", "Paris") and not orders_pending }}A{{ else if orders_pending }}B'
        '{{ if last_name is "Roux" }}C{{ else }}D{{ end }}{{ else }}E{{ end }}'
    )
    for person, city in zip(orders, ("Lyon", "Paris", "Lyon", "Brest"), strict=True):
        person.attributes |= {"city": city}
        person.save()
    template = parse(source)
    for block in template.blocks():
        for part in (*range(len(block.branches)), -1):
            readers = readers_of(source, block.number, part, Person.objects.all(), today=house.at.date())
            for person in readers:
                values = {f"person.{name}": value for name, value in person.attributes.items()}
                values["person.last_name"] = person.last_name
                assert template.decide(values)[block.number] == part


@pytest.mark.parametrize(
    ("condition", "said"),
    [("order_pending > 0", "orders_pending"), ('orders_pending is "2"', "Commandes en attente"), ("city = 3", "Ville")],
)
def test_a_condition_that_nobody_could_meet_stands_in_the_way(
    house: House, orders: list[Person], condition: str, said: str
) -> None:
    words = f"{{{{ if {condition} }}}}A{{{{ end }}}}"
    assert said in problems_in(words)[0]
    message = house.write(texts={"fr": ("Objet", LETTER["fr"][1] + words)})
    with pytest.raises(Invalid):
        actions.ask_approval(message, by=house.chloe, at=house.at)


def test_the_review_reads_what_only_some_will_read(house: House, orders: list[Person]) -> None:
    subject, body = LETTER["fr"]
    selling = body + "\n\n{{ if orders_pending > 0 }}Profitez vite de notre offre exceptionnelle.{{ end }}"
    message = house.write(texts={"fr": (subject, selling)})
    (reviewed,) = review_message(message, at=house.at)
    found = [finding for finding in reviewed.in_body if finding.family == "promo"]
    assert found
    assert "{{" not in selling[found[0].start : found[0].end]


def test_the_review_reads_the_words_as_the_readers_of_each_part_have_them(house: House, orders: list[Person]) -> None:
    told = (
        "Nous rappelons le lot 12. Nous avons arrêté la vente depuis lundi dans tous nos magasins. Nous avons prévenu "
        "les autorités et nous menons une enquête. Nous avons renforcé nos contrôles en usine."
    )
    kind = "J’espère que vous allez bien. Je regrette profondément ce désagrément. Une question ? Appelez-nous."
    start, end = f"{{{{ person.greeting }}}}\n\n{told}\n\n", "\n\n{{ company.signature }}"
    for_some = f"{start}{{{{ if orders_pending > 0 }}}}\n{kind}\n{{{{ end }}}}{end}"

    def found(body: str) -> dict[str, int]:
        (reviewed,) = review_message(house.write(texts={"fr": ("Rappel", body)}), at=house.at)
        return {finding.code: finding.start for finding in reviewed.in_body}

    assert "noregret.missing" not in found(start + kind + end)
    assert found(for_some)["noregret.missing"] == for_some.index("{{ if")
    assert not any(code.startswith("typography") for code in found(for_some))


def test_each_person_is_sent_the_part_that_is_for_them(house: House, orders: list[Person]) -> None:
    house.sent(texts=letter_with_blocks())
    from amarre.channels.outbox.content import rendered

    read = {row.address: rendered(row).text for row in Delivery.objects.filter(state=Delivery.State.SENT)}
    assert "Votre commande est retenue." in read["roux@example.org"]
    assert "rien en attente" not in read["roux@example.org"]
    assert "Vous n’avez rien en attente." in read["hall@example.org"]


# Preview and test


def test_the_preview_shows_each_channel_and_leads_to_somebody_who_reads_the_other_part(
    house: House, sms: Channel, orders: list[Person], client_of: ClientOf
) -> None:
    ways = Ways(variants={("sms", "fr"): Variant(body=SHORT)}, steps=(Step(sms),))
    message = house.write(texts=letter_with_blocks(), ways=ways)
    chloe, here = client_of(house.chloe), page("preview", house.crisis.pk, message.pk)
    mail = chloe.get(here, {"person": orders[0].pk}).content.decode()
    assert "Votre commande est retenue." in mail
    framed = chloe.get(page("preview_page", house.crisis.pk, message.pk), {"person": orders[0].pk})
    assert "Votre commande est retenue." in framed.content.decode()
    assert "sandbox" in framed.headers["Content-Security-Policy"]
    other = chloe.get(here, {"person": orders[0].pk, "block": 0, "part": -1})
    assert f"person={orders[1].pk}" in other["Location"]
    text = chloe.get(here, {"person": orders[0].pk, "channel": sms.pk}).content.decode()
    assert "sms-part" in text
    assert "bouilloire" in text
    assert "Votre commande" not in text


def test_the_preview_says_why_somebody_would_not_be_written_to(
    house: House, customers: list[Person], client_of: ClientOf
) -> None:
    message = house.write()
    blanc = next(person for person in customers if person.last_name == "Blanc")
    shown = show(message, blanc, message.channel, "fr", at=house.at)  # type: ignore[arg-type]
    assert shown is not None
    assert shown.reader.withheld == "no_address"


def test_people_are_found_by_name_and_nobody_outside_sees_them(
    house: House, customers: list[Person], dora: User, client_of: ClientOf
) -> None:
    message = house.write()
    here = page("preview", house.crisis.pk, message.pk)
    Person.objects.filter(last_name="Hall").update(sort_name="hall", external_id="C-12")
    assert "Hall" in client_of(house.chloe).get(here, {"q": "C-12"}).content.decode()
    assert client_of(dora).get(here, {"q": "C-12"}).status_code in (403, 404)


def test_a_test_goes_to_oneself_alone_and_tells_nobody_anything(
    house: House, orders: list[Person], client_of: ClientOf
) -> None:
    message = house.write(texts=letter_with_blocks())
    here = page("try_it", house.crisis.pk, message.pk) + f"?person={orders[0].pk}"
    client_of(house.chloe).post(here)
    row = Delivery.objects.get()
    assert (row.address, row.state) == (house.chloe.email, Delivery.State.SENT)
    from amarre.channels.outbox.content import rendered

    words = rendered(row)
    assert words.subject.startswith("[Essai")
    assert "Votre commande est retenue." in words.text
    message.refresh_from_db()
    assert message.state == Message.State.DRAFT
    assert not message.sendings.exists()


def test_a_test_never_goes_to_a_customer(house: House, sms: Channel, orders: list[Person]) -> None:
    message = house.write(ways=Ways(steps=(Step(sms),)))
    number = ContactPoint.objects.filter(kind="phone").first()
    assert number is not None
    with pytest.raises(Invalid):
        actions.try_on_oneself(
            message, channel=sms, language="fr", person=None, address=number.address, by=house.chloe, at=house.at
        )
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("text", ["a" * 161, "é" * 400, "a" * 152 + "€" + "b" * 20, "😀" * 80, "court", ""])
def test_an_sms_is_cut_where_it_is_charged(text: str) -> None:
    parts = gsm.cut(text)
    assert "".join(parts) == text
    assert len(parts) == gsm.length(text).parts


# Before sending


def test_what_a_send_will_cost_is_said_before_it_is_approved(
    house: House, sms: Channel, orders: list[Person], client_of: ClientOf
) -> None:
    ways = Ways(variants={("sms", "fr"): Variant(body=SHORT), ("sms", "en"): Variant(body=SHORT)})
    message = house.write(channel=sms, ways=ways)
    expected = estimate(message, at=house.at)
    (row,) = expected.rows
    assert (row.people, row.currency) == (2, "EUR")
    assert row.cost is not None
    assert row.units is not None
    assert float(row.cost) == pytest.approx(row.units * 0.05 * 2, abs=0.02)
    text = client_of(house.chloe).get(page("message", house.crisis.pk, message.pk)).content.decode()
    assert "EUR" in text


def test_words_that_do_not_fit_a_channel_do_not_leave_by_it(
    house: House, sms: Channel, orders: list[Person], client_of: ClientOf
) -> None:
    subject, body = LETTER["fr"]
    message = house.write(channel=sms, texts={"fr": (subject, body + " Nous restons à votre écoute." * 90)})
    actions.ask_approval(message, by=house.chloe, at=house.at)
    alix = client_of(house.alix)
    asked = alix.get(page("message", house.crisis.pk, message.pk)).content.decode()
    assert "Valider seulement" in asked and "Valider et envoyer" not in asked
    actions.approve(message, by=house.alix, at=house.at, comment="Voulu")
    before = alix.get(page("send", house.crisis.pk, message.pk)).content.decode()
    assert "ne peut pas encore partir" in before and "revenir en arrière" not in before  # no question without an answer
    assert page("message_edit", house.crisis.pk, message.pk) in before
    answer = alix.post(page("send", house.crisis.pk, message.pk))
    assert answer.status_code == 422
    message.refresh_from_db()
    assert message.state == Message.State.APPROVED


def test_a_message_can_leave_later_and_be_taken_back(
    house: House, customers: list[Person], client_of: ClientOf
) -> None:
    from amarre.lib.time import now

    message = house.approved()
    chloe = client_of(house.chloe)
    tomorrow = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    later = page("send_later", house.crisis.pk, message.pk)
    assert chloe.post(later, {"send_at": "hier"}).status_code == 422
    assert chloe.post(later, {"send_at": "2020-01-01T08:00"}).status_code == 422
    assert chloe.post(later, {"send_at": tomorrow}).status_code == 302
    message.refresh_from_db()
    assert message.send_at is not None
    assert (
        page("unschedule", house.crisis.pk, message.pk)
        in chloe.get(page("message", house.crisis.pk, message.pk)).content.decode()
    )
    chloe.post(page("unschedule", house.crisis.pk, message.pk))
    message.refresh_from_db()
    assert message.send_at is None


def test_the_plan_for_those_it_does_not_reach_is_said_with_how_many(
    house: House, sms: Channel, orders: list[Person], client_of: ClientOf
) -> None:
    message = house.approved(ways=Ways(steps=(Step(sms, 24),)))
    text = client_of(house.alix).get(page("send", house.crisis.pk, message.pk)).content.decode()
    assert "SMS" in text
    assert "2 people have an address" in text or "2 personnes ont une adresse" in text


# Layouts


def test_mail_leaves_in_the_layout_of_the_house_with_its_ways_out(house: House, customers: list[Person]) -> None:
    from amarre.channels.outbox.content import rendered

    house.sent()
    html = rendered(Delivery.objects.filter(state=Delivery.State.SENT).order_by("pk")[0]).html
    assert "prefers-color-scheme: dark" in html
    assert "Bonjour Madame Roux" in html
    assert "/u/" in html
    assert "{{" not in html
    assert "<img" not in html


def test_a_layout_shows_the_company_and_keeps_what_is_personal() -> None:
    card = Card("fr", parse("Bonjour {{ person.first_name }}"), "Lina & <Cie>", "#0b6355")
    html = document(default_mjml(), card)
    assert "Lina &amp; &lt;Cie&gt;" in html
    assert 'lang="fr"' in html
    assert "#0b6355" in html
    assert parse(html).names() == {"content.body"}


@pytest.mark.parametrize(
    ("mjml", "said"),
    [
        ("<mjml>\n<mj-body>\n<mj-text>{{ content.body }}</mj-column></mj-body></mjml>", "3"),
        ("<mjml><mj-body></mj-body></mjml>", "content.body"),
        ("<mjml><mj-body>\n<mj-raw><script>x</script></mj-raw>{{ content.body }}</mj-body></mjml>", "script"),
        ('<mjml><mj-body>\n<mj-image src="http://x.example/a.png" />{{ content.body }}</mj-body></mjml>', "https"),
        ("<mjml><mj-body>{{ if vip }}a{{ end }}{{ content.body }}</mj-body></mjml>", ""),
        ('<mjml>\n<mj-include path="a.mjml" />{{ content.body }}</mjml>', "2"),
    ],
)
def test_a_layout_that_cannot_serve_is_refused_with_its_line(mjml: str, said: str) -> None:
    problems = check(mjml, Card("en", parse(""), "Lina", "#0b6355")).problems
    assert problems
    assert said in " ".join(problems)


def test_a_changed_layout_is_approved_again(house: House, customers: list[Person]) -> None:
    layout = actions.save_layout(None, name="Fête", mjml=default_mjml(), is_default=False, by=house.chloe, at=house.at)
    message = house.approved(ways=Ways(layout=layout))
    changed = default_mjml().replace("640px", "600px")
    actions.save_layout(layout, name="Fête", mjml=changed, is_default=False, by=house.chloe, at=house.at)
    message.refresh_from_db()
    assert message.state == Message.State.DRAFT
    with pytest.raises(Conflict):
        actions.remove_layout(layout, by=house.chloe, at=house.at)


def test_chloe_uploads_a_layout_and_is_told_what_is_wrong_with_it(house: House, client_of: ClientOf) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    chloe = client_of(house.chloe)
    wrong = SimpleUploadedFile("a.mjml", b"<mjml><mj-body></mj-body></mjml>")
    answer = chloe.post(reverse("broadcasts:layout_new"), {"name": "A", "file": wrong})
    assert answer.status_code == 422
    assert "content.body" in answer.content.decode()
    right = SimpleUploadedFile("a.mjml", default_mjml().encode())
    saved = chloe.post(reverse("broadcasts:layout_new"), {"name": "A", "file": right, "is_default": "on"})
    layout = Layout.objects.get()
    assert saved["Location"] == reverse("broadcasts:layout_edit", args=[layout.pk])
    assert chloe.get(reverse("broadcasts:layouts")).status_code == 200
    assert chloe.get(reverse("broadcasts:layout_page", args=[layout.pk])).status_code == 200


def test_bilal_may_not_change_layouts(house: House, bilal: User, client_of: ClientOf) -> None:
    assert client_of(bilal).get(reverse("broadcasts:layouts")).status_code == 403
