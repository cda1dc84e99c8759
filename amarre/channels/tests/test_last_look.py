"""The last look before a message leaves: who may no longer be written to is not, whatever was frozen, on every path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from amarre.channels import outbox
from amarre.channels.desk import Standing
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Answer, Envelope, Result
from amarre.channels.models import Batch, Channel, Delivery
from amarre.channels.outbox import Recipient, Words
from amarre.channels.suppression import suppress
from amarre.engine.pace import Pace

pytestmark = pytest.mark.django_db
State = Delivery.State


def sending(channel: Channel, at: datetime, *people: Recipient, text: str = "Bonjour.", **more: object) -> Batch:
    given = {"occasion": "news", "by": None, "at": at, "label": "x"} | more
    batch = outbox.prepare(channel=channel, words=[Words("fr", "Rappel", text)], **given)  # type: ignore[arg-type]
    outbox.freeze(batch, people, at=at)
    batch.refresh_from_db()
    return outbox.start(batch, by=None, at=at)


def to(number: int, address: str = "", **values: str) -> Recipient:
    return Recipient(number, address or f"p{number}@example.org", "fr", values)


def send(batch: Batch, at: datetime) -> int:
    return outbox.send_chunk(batch.pk, worker="w", clock=lambda: at)


def told(batch: Batch) -> list[tuple[str, str]]:
    return list(batch.deliveries.order_by("id").values_list("state", "reason"))


def paced(channel: Channel, **limits: object) -> Channel:
    channel.pace = Pace(**limits).to_data()  # type: ignore[arg-type]
    channel.save(update_fields=["pace"])
    return channel


def test_who_refused_after_the_freezing_is_not_written_to(tray, at, desk):
    batch = sending(tray, at, to(1), to(2))
    desk.standings[1] = Standing(withheld="refused")
    send(batch, at)
    assert told(batch) == [(State.SUPPRESSED, "refused"), (State.SENT, "")]


@pytest.mark.parametrize("occasion", ["news", "answer"])
def test_a_dead_address_found_meanwhile_is_left_alone_even_by_a_vital_message(tray, at, occasion):
    batch = sending(tray, at, to(1), occasion=occasion, is_vital=True)
    suppress(channel_kind="email", address="p1@example.org", cause="dead", by=None, at=at)
    send(batch, at)
    assert told(batch) == [(State.SUPPRESSED, "dead")]


def test_who_wants_no_more_mailings_is_still_answered(tray, at):
    batch = sending(tray, at, to(1), occasion="answer")
    suppress(channel_kind="email", address="p1@example.org", cause="unsubscribed", by=None, at=at)
    send(batch, at)
    assert told(batch) == [(State.SENT, "")]


def test_the_desk_hears_whether_it_is_vital_and_what_it_is_about(tray, at, desk):
    send(sending(tray, at, to(1), occasion="payment", is_vital=True), at)
    (asked,) = desk.asked
    assert (asked.occasion, asked.is_vital, asked.address_kind) == ("payment", True, "email")


def test_values_known_at_the_last_moment_are_put_in_and_kept(tray, at, desk):
    batch = sending(tray, at, to(1), text="Bonjour {{ person.city }}.")
    desk.standings[1] = Standing(values={"person.city": "Lyon"}, written={"person.city": "Lyon"})
    send(batch, at)
    row = batch.deliveries.get()
    assert row.values == {"person.city": "Lyon"}
    assert outbox.rendered(row).text.startswith("Bonjour Lyon.")


def test_a_person_without_what_the_words_need_is_not_sent_half_a_sentence(tray, at):
    batch = sending(tray, at, to(1), text="Votre commande {{ person.order }} est retardée.")
    send(batch, at)
    assert told(batch) == [(State.SUPPRESSED, "missing:person.order")]


def test_each_reads_the_part_meant_for_them_and_it_is_kept_which(tray, at, desk):
    text = "{{ if person.orders > 0 }}Votre commande part demain.{{ else }}Le magasin rouvre.{{ end }}"
    batch = sending(tray, at, to(1), to(2), text=text)
    desk.standings[1] = Standing(values={"person.orders": 2}, written={"person.orders": "2"})
    send(batch, at)
    waits, shops = batch.deliveries.order_by("id")
    assert outbox.rendered(waits).text.startswith("Votre commande part demain.")
    assert outbox.rendered(shops).text.startswith("Le magasin rouvre.")
    desk.standings.clear()  # what is known later changes nothing of what was said
    assert outbox.rendered(Delivery.objects.get(pk=waits.pk)).text.startswith("Votre commande part demain.")


def test_who_may_have_read_one_part_is_sent_the_same_part_again(tray, at, desk, alix, monkeypatch):
    text = "{{ if person.orders > 0 }}Votre commande part demain.{{ else }}Le magasin rouvre.{{ end }}"
    batch = sending(tray, at, to(1), text=text)
    desk.standings[1] = Standing(values={"person.orders": 2}, written={"person.orders": "2"})
    answers = iter([Answer.UNSURE, Answer.ACCEPTED])

    def answer(envelopes: Iterable[Envelope], config: object) -> Iterator[Result]:
        for envelope in envelopes:
            yield Result(envelope.token, next(answers))

    monkeypatch.setitem(KINDS._items, "tray", replace(KINDS.get("tray"), send=answer))
    send(batch, at)
    assert told(batch) == [(State.UNSURE, "no_answer")]
    desk.standings.clear()  # the order has left meanwhile
    outbox.resend_unsure(batch, by=alix, at=at)
    send(batch, at)
    assert outbox.rendered(batch.deliveries.get()).text.startswith("Votre commande part demain.")


def test_values_given_as_words_do_not_hide_the_number_that_decides(tray, at, desk):
    text = "{{ if person.orders > 0 }}{{ person.orders }} commandes{{ else }}Rien{{ end }}"
    batch = sending(tray, at, to(1, "a@example.org", **{"person.orders": "2"}), text=text)
    desk.standings[1] = Standing(values={"person.orders": 2}, written={"person.orders": "2"})
    send(batch, at)
    assert outbox.rendered(batch.deliveries.get()).text.startswith("2 commandes")


def test_nobody_is_disturbed_in_the_quiet_hours_of_where_they_live(tray, at, desk):
    batch = sending(paced(tray, quiet_from="20:00", quiet_until="08:00"), at, to(1), to(2))
    desk.standings[1] = Standing(time_zone="Asia/Tokyo")  # at 09:00 UTC it is 18:00 there
    desk.standings[2] = Standing(time_zone="America/Montreal")  # and 04:00 here
    send(batch, at)
    assert told(batch) == [(State.SENT, ""), (State.QUEUED, "quiet_hours")]
    later = batch.deliveries.get(person_ref=2)
    assert later.not_before == at + timedelta(hours=4)
    assert later.attempts == 0
    send(batch, at + timedelta(hours=4))
    assert told(batch)[1] == (State.SENT, "")


def test_what_is_vital_for_safety_does_not_wait_for_the_morning(tray, at, desk):
    batch = sending(paced(tray, quiet_from="00:00", quiet_until="23:59"), at, to(1), is_vital=True)
    send(batch, at)
    assert told(batch) == [(State.SENT, "")]


def test_a_channel_keeps_its_pace_for_all_who_send_by_it(tray, at):
    paced(tray, per_minute=3)
    first = sending(tray, at, *(to(number) for number in range(1, 6)))
    second = sending(tray, at, to(9))
    assert send(first, at) == 3
    assert send(second, at) == 0
    first.refresh_from_db()
    assert first.state_reason == "pace"
    assert first.next_at is not None and at < first.next_at <= at + timedelta(minutes=2)
    assert send(first, at + timedelta(minutes=2)) == 2


def test_one_domain_waits_while_the_others_go_on(tray, at):
    batch = sending(
        paced(tray, per_domain_per_minute=1),
        at,
        to(1, "a@big.example"),
        to(2, "b@big.example"),
        to(3, "c@small.example"),
    )
    send(batch, at)
    assert told(batch) == [(State.SENT, ""), (State.QUEUED, "domain_pace"), (State.SENT, "")]
    send(batch, at + timedelta(minutes=3))
    assert told(batch)[1] == (State.SENT, "")


def test_a_new_channel_sends_little_on_its_first_day(tray, at):
    batch = sending(paced(tray, warm_up=2), at, *(to(number) for number in range(1, 7)))
    assert send(batch, at) == 2
    assert send(batch, at + timedelta(hours=3)) == 0
    assert send(batch, at + timedelta(days=1)) == 4


def test_a_held_send_is_not_resumed_before_it_is_approved_again(tray, at, alix):
    batch = sending(tray, at, to(1))
    outbox.hold(batch, why="les horaires ont changé", at=at)
    with pytest.raises(Exception, match="horaires"):
        outbox.resume(batch, by=alix, at=at)
    assert send(batch, at) == 0
    outbox.release(batch, by=alix, at=at)
    outbox.resume(batch, by=alix, at=at)
    assert send(batch, at) == 1
