"""What leaves: frozen, leased, sent once, honestly recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from amarre.accounts.models import Company, User
from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result, Unreachable
from amarre.channels.models import Batch, Channel, Delivery, Receipt, Suppression
from amarre.channels.outbox import Recipient, Words
from amarre.channels.suppression import suppress
from amarre.lib.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db
State = Delivery.State


class Post:
    """A next hop of our own: it answers as it is told, address by address, and remembers what it was handed."""

    def __init__(self) -> None:
        self.answers: dict[str, Result | Exception] = {}
        self.handed: list[Envelope] = []

    def send(self, envelopes: Iterable[Envelope], config: object) -> Iterator[Result]:
        for envelope in envelopes:
            answer = self.answers.get(envelope.address)
            if isinstance(answer, Exception):
                raise answer
            self.handed.append(envelope)
            told = answer or Result("", Answer.ACCEPTED)
            yield Result(envelope.token, told.answer, told.status, told.command, told.words)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    post = Post()
    kind = replace(KINDS.get("tray"), send=post.send)
    monkeypatch.setitem(KINDS._items, "tray", kind)
    return post


def words(text: str = "Bonjour {{ person.greeting }}, le lot 12 est rappelé.") -> list[Words]:
    return [Words("fr", "Rappel du lot 12", text)]


def to(*addresses: str) -> list[Recipient]:
    return [Recipient(number, address, "fr", {"person.greeting": "Madame"}) for number, address in enumerate(addresses)]


def ready(tray: Channel, at: datetime, *addresses: str, by: User | None = None) -> Batch:
    batch = outbox.prepare(channel=tray, label="Rappel", occasion="statement", words=words(), by=by, at=at)
    outbox.freeze(batch, to(*addresses), at=at)
    batch.refresh_from_db()
    return batch


def send(batch: Batch, at: datetime) -> int:
    return outbox.send_chunk(batch.pk, worker="here", clock=lambda: at)


def states(batch: Batch) -> dict[str, str]:
    return dict(batch.deliveries.values_list("address", "state"))


def test_each_person_is_written_to_once_and_the_batch_is_then_finished(tray, at, post):
    batch = outbox.start(ready(tray, at, "a@example.org", "b@example.org"), by=None, at=at)
    assert send(batch, at) == 2
    assert [envelope.address for envelope in post.handed] == ["a@example.org", "b@example.org"]
    assert states(batch) == {"a@example.org": State.SENT, "b@example.org": State.SENT}
    batch.refresh_from_db()
    assert batch.state == Batch.State.FINISHED
    assert send(batch, at) == 0


def test_the_same_address_twice_in_one_send_is_written_to_once(tray, at, post):
    batch = ready(tray, at, "Ana@Example.org", " ana@example.org ")
    assert [row.reason for row in batch.deliveries.order_by("id")] == ["", "double"]


def test_a_person_who_asked_for_no_more_is_recorded_and_not_written_to(tray, at, post):
    suppress(channel_kind="email", address="ana@example.org", cause="unsubscribed", by=None, at=at)
    batch = outbox.start(ready(tray, at, "ana@example.org", "bob@example.org"), by=None, at=at)
    send(batch, at)
    assert [envelope.address for envelope in post.handed] == ["bob@example.org"]
    row = batch.deliveries.get(address="ana@example.org")
    assert (row.state, row.reason) == (State.SUPPRESSED, "unsubscribed")


def test_a_person_without_an_address_is_recorded_as_such(tray, at):
    batch = ready(tray, at, "")
    assert batch.deliveries.get().reason == "no_address"


def test_a_dead_address_bounces_and_is_not_written_to_again(tray, at, post):
    post.answers["gone@example.org"] = Result("", Answer.REFUSED, "5.1.1", "RCPT", "550 5.1.1 User unknown")
    batch = outbox.start(ready(tray, at, "gone@example.org"), by=None, at=at)
    send(batch, at)
    assert states(batch) == {"gone@example.org": State.BOUNCED}
    receipt = Receipt.objects.get()
    assert (receipt.permanent, receipt.reason) == (True, "user_unknown")
    assert Suppression.objects.get().cause == "dead"


def test_a_full_mailbox_bounces_without_being_put_on_the_list(tray, at, post):
    post.answers["full@example.org"] = Result("", Answer.REFUSED, "5.2.2", "RCPT", "552 5.2.2 Mailbox full")
    batch = outbox.start(ready(tray, at, "full@example.org"), by=None, at=at)
    send(batch, at)
    assert batch.deliveries.get().reason == "mailbox_full"
    assert not Suppression.objects.exists()


def test_not_now_is_tried_again_later_and_given_up_in_the_end(tray, at, post):
    post.answers["slow@example.org"] = Result("", Answer.DEFERRED, "4.2.1", "RCPT", "450 4.2.1 try later")
    batch = outbox.start(ready(tray, at, "slow@example.org"), by=None, at=at)
    send(batch, at)
    row = batch.deliveries.get()
    assert row.state == State.QUEUED
    assert row.not_before > at
    assert send(batch, at) == 0
    moment = at
    for _ in range(20):
        moment += timedelta(days=1)
        send(batch, moment)
    assert batch.deliveries.get().state == State.FAILED
    assert len(post.handed) == 8


def test_when_the_server_is_away_nobody_is_lost_and_the_send_is_taken_up_again(tray, at, post):
    post.answers["b@example.org"] = Unreachable("connection refused")
    batch = outbox.start(ready(tray, at, "a@example.org", "b@example.org", "c@example.org"), by=None, at=at)
    send(batch, at)
    assert states(batch) == {"a@example.org": State.SENT, "b@example.org": State.QUEUED, "c@example.org": State.QUEUED}
    batch.refresh_from_db()
    assert "connection refused" in batch.state_reason
    assert not outbox.wants_sending(at=at).exists()
    later = at + timedelta(minutes=1)
    assert list(outbox.wants_sending(at=later)) == [batch]
    post.answers.clear()
    send(batch, later)
    assert set(states(batch).values()) == {State.SENT}
    assert set(batch.deliveries.values_list("attempts", flat=True)) == {1}


def test_a_server_that_refuses_us_pauses_the_send_and_says_why(tray, at, post):
    post.answers["a@example.org"] = Misconfigured("sign-in refused")
    batch = outbox.start(ready(tray, at, "a@example.org"), by=None, at=at)
    send(batch, at)
    batch.refresh_from_db()
    assert (batch.state, batch.state_reason) == (Batch.State.PAUSED, "sign-in refused")
    assert states(batch) == {"a@example.org": State.QUEUED}


def test_pausing_holds_and_resuming_goes_on(tray, at, post, alix):
    batch = outbox.start(ready(tray, at, "a@example.org"), by=alix, at=at)
    outbox.pause(batch, by=alix, at=at, why="we learn more")
    assert send(batch, at) == 0
    outbox.resume(batch, by=alix, at=at)
    assert send(batch, at) == 1


def test_stopping_everything_stops_each_send_and_leaves_what_was_sent(tray, at, post, alix):
    first = outbox.start(ready(tray, at, "a@example.org"), by=alix, at=at)
    second = ready(tray, at, "b@example.org")
    assert outbox.stop_everything(by=alix, at=at) == 2
    assert states(first) == {"a@example.org": State.STOPPED}
    assert states(second) == {"b@example.org": State.STOPPED}
    assert send(first, at) == 0
    with pytest.raises(Conflict):
        outbox.start(second, by=alix, at=at)


def test_recipients_are_frozen_once(tray, at):
    batch = ready(tray, at, "a@example.org")
    with pytest.raises(Conflict):
        outbox.freeze(batch, to("b@example.org"), at=at)


def test_words_that_cannot_be_read_are_refused_before_anybody_is_chosen(tray, at):
    with pytest.raises(Invalid):
        outbox.prepare(channel=tray, label="x", occasion="news", words=words("Bonjour {{ person."), by=None, at=at)


def test_what_was_sent_can_be_read_again_exactly(tray, at, post):
    Company.objects.update_or_create(pk=1, defaults={"name": "Laiterie Morel"})
    text = "Bonjour {{ person.greeting }},\n\n**Ne mangez pas** le lot 12. [La page]({{ page.url }})"
    batch = outbox.prepare(channel=tray, label="x", occasion="statement", words=words(text), by=None, at=at)
    values = {"person.greeting": "Mme <Ferrand>", "page.url": "https://example.org/p/"}
    outbox.freeze(batch, [Recipient(1, "a@example.org", "fr", values)], at=at)
    batch.refresh_from_db()
    send(outbox.start(batch, by=None, at=at), at)
    shown = outbox.rendered(batch.deliveries.get())
    assert shown.text == post.handed[0].text
    assert shown.html == post.handed[0].html
    assert "Mme &lt;Ferrand&gt;" in shown.html
    assert "<strong>Ne mangez pas</strong>" in shown.html
    assert 'href="https://example.org/p/"' in shown.html
    assert "/u/" in shown.text


def test_a_link_target_that_is_not_a_link_is_left_empty(tray, at):
    text = "[ici]({{ person.site }})"
    batch = outbox.prepare(channel=tray, label="x", occasion="statement", words=words(text), by=None, at=at)
    outbox.freeze(batch, [Recipient(1, "a@example.org", "fr", {"person.site": "javascript:alert(1)"})], at=at)
    assert "javascript" not in outbox.rendered(batch.deliveries.get()).html


def test_progress_adds_up(tray, at, post):
    post.answers["gone@example.org"] = Result("", Answer.REFUSED, "5.1.1", "RCPT", "550 5.1.1 User unknown")
    suppress(channel_kind="email", address="no@example.org", cause="by_hand", by=None, at=at)
    batch = outbox.start(ready(tray, at, "a@example.org", "gone@example.org", "no@example.org"), by=None, at=at)
    send(batch, at)
    batch.refresh_from_db()
    shown = outbox.progress(batch)
    assert (shown.total, shown.sent, shown.bounced, shown.suppressed) == (3, 1, 1, 1)
    assert shown.done == shown.to_send == 2
    assert outbox.causes(batch) == [("bounced", "user_unknown", 1), ("suppressed", "by_hand", 1)]
