"""What comes in: nothing lost, nothing twice, no robot taken for a customer, and each word under its own delivery."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from amarre.channels import outbox
from amarre.channels.inbound import raw_of, receive, receive_form, to_message
from amarre.channels.models import Channel, Delivery, Inbound, Receipt, Suppression
from amarre.channels.outbox import Recipient, Words
from amarre.lib.errors import Conflict

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def sent(tray: Channel, at: datetime) -> Delivery:
    """A statement that Ana has been sent."""
    words = [Words("fr", "Rappel du lot 12", "Le lot 12 est rappelé.")]
    batch = outbox.prepare(channel=tray, label="Rappel", occasion="statement", words=words, crisis_id=7, by=None, at=at)
    outbox.freeze(batch, [Recipient(41, "ana@example.org", "fr", {})], at=at)
    batch.refresh_from_db()
    outbox.start(batch, by=None, at=at)
    outbox.send_chunk(batch.pk, worker="here", clock=lambda: at)
    return batch.deliveries.get()


def mail(text: str = "Bonjour, mon yaourt est du lot 12. Que faire ?", **headers: str) -> bytes:
    head = {"From": "Ana <ana@example.org>", "To": "contact@laiterie.example", "Subject": "Lot 12"}
    head |= {name.replace("_", "-"): value for name, value in headers.items()}
    return ("".join(f"{name}: {value}\r\n" for name, value in head.items()) + "\r\n" + text).encode()


def bounce(
    sent: Delivery, *, status: str = "5.1.1", words: str = "550 5.1.1 User unknown", action: str = "failed"
) -> bytes:
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.org\r\nTo: bounce+{sent.token}@localhost\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nYour message could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; ana@example.org\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {words}\r\n\r\n--b--\r\n"
    ).encode()


def test_a_customers_mail_waits_to_be_claimed_and_is_kept_as_it_came(at):
    raw = mail()
    row = receive(raw, at=at)
    assert (row.kind, row.claimed_at, row.text) == ("message", None, "Bonjour, mon yaourt est du lot 12. Que faire ?")
    assert raw_of(row) == raw


def test_the_same_mail_twice_is_one_row(at):
    assert receive(mail(), at=at) == receive(mail(), at=at + timedelta(hours=1))
    assert Inbound.objects.count() == 1


def test_a_reply_belongs_to_the_message_it_answers_whatever_address_it_comes_from(sent, at):
    row = receive(mail(From="ana@bureau.example", In_Reply_To=f"<{sent.token}@localhost>"), at=at)
    assert (row.delivery, row.person_ref, row.crisis_id) == (sent, 41, 7)


def test_a_mail_without_a_thread_goes_by_the_address_we_wrote_to(sent, at):
    row = receive(mail(), at=at + timedelta(days=1))
    assert (row.delivery, row.person_ref) == (sent, 41)


def test_a_bounce_of_a_dead_address_closes_the_delivery_and_suppresses_the_address(sent, at):
    row = receive(bounce(sent), at=at)
    sent.refresh_from_db()
    assert (row.kind, sent.state, sent.reason) == ("bounce", State.BOUNCED, "user_unknown")
    assert Suppression.objects.get().cause == "dead"
    assert Receipt.objects.get(kind="bounced").inbound == row


def test_a_bounce_for_a_full_mailbox_suppresses_nobody(sent, at):
    receive(bounce(sent, status="5.2.2", words="552 5.2.2 mailbox full"), at=at)
    sent.refresh_from_db()
    assert sent.state == State.BOUNCED
    assert not Suppression.objects.exists()


def test_a_warning_of_delay_leaves_the_delivery_sent(sent, at):
    receive(bounce(sent, status="4.4.1", words="connection timed out", action="delayed"), at=at)
    sent.refresh_from_db()
    assert sent.state == State.SENT
    assert Receipt.objects.get().kind == "delayed"


def test_a_confirmation_of_delivery_marks_it_delivered(sent, at):
    receive(bounce(sent, status="2.1.5", words="250 2.1.5 ok", action="delivered"), at=at)
    sent.refresh_from_db()
    assert sent.state == State.DELIVERED


def test_a_forged_bounce_that_does_not_know_the_token_changes_nothing(sent, at):
    forged = bounce(sent).replace(f"bounce+{sent.token}".encode(), b"contact")
    receive(forged, at=at)
    sent.refresh_from_db()
    assert sent.state == State.SENT
    assert not Suppression.objects.exists()
    assert Receipt.objects.get().delivery is None


def test_a_complaint_to_the_mail_provider_ends_our_writing_to_that_person(sent, at):
    parts = [
        "Content-Type: text/plain\r\n\r\nA report\r\n",
        "Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\nUser-Agent: p/1\r\n\r\n",
        f"Content-Type: message/rfc822\r\n\r\nMessage-ID: <{sent.token}@localhost>\r\nSubject: x\r\n\r\nx\r\n",
    ]
    head = (
        "From: feedback@provider.example\r\nTo: fbl@laiterie.example\r\nSubject: report\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
    )
    raw = (head + "".join(f"--b\r\n{part}" for part in parts) + "--b--\r\n").encode()
    assert receive(raw, at=at).kind == "report"
    assert Suppression.objects.get().cause == "complained"


def test_a_press_on_unsubscribe_in_the_mail_program_is_honoured(sent, at):
    row = receive(mail("", Subject="unsubscribe", To=f"unsubscribe+{sent.token}@localhost"), at=at)
    assert row.kind == "report"
    assert Suppression.objects.get().cause == "unsubscribed"


def test_an_automatic_reply_is_a_receipt_and_no_request(sent, at):
    raw = mail(
        "Je suis absente jusqu'au 9 mars.", Auto_Submitted="auto-replied", In_Reply_To=f"<{sent.token}@localhost>"
    )
    assert receive(raw, at=at).kind == "auto_reply"
    assert Receipt.objects.get().kind == "auto_replied"


def test_spam_is_kept_apart_and_a_colleague_can_make_it_a_message(at, bilal):
    row = receive(mail(X_Spam_Flag="YES"), at=at)
    assert row.kind == "spam"
    assert to_message(row, by=bilal, at=at).kind == "message"
    with pytest.raises(Conflict):
        to_message(row, by=bilal, at=at)


def test_the_forms_button_pressed_twice_is_one_row(at):
    words = {"text": "Je n'ai rien reçu", "address": "Bob@Example.org", "name": "Bob", "language": "fr", "crisis_id": 7}
    first = receive_form(**words, fields={}, at=at)
    assert receive_form(**words, fields={}, at=at + timedelta(seconds=2)) == first
    assert first.from_address == "bob@example.org"


def test_bytes_that_are_no_mail_at_all_are_still_a_message_with_its_text(at):
    row = receive(b"\xff\xfe\x00 au secours", at=at)
    assert row.kind == "message"
    assert "au secours" in row.full_text
