"""The mail door takes in what a mail server hands over, by SMTP and by LMTP."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import DatabaseError

from amarre.channels import maildoor
from amarre.channels.maildoor import Door, Server
from amarre.channels.models import Inbound

pytestmark = pytest.mark.django_db(transaction=True)

MAIL = b"From: Ana <ana@example.org>\r\nTo: contact@laiterie.example\r\nSubject: Lot 12\r\n\r\nQue faire ?\r\n"


@pytest.fixture(params=["smtp", "lmtp"])
def client(request: pytest.FixtureRequest, at: datetime) -> Iterator[smtplib.SMTP]:
    server = Server(Door("127.0.0.1", 0, request.param), clock=lambda: at).start()
    kind = smtplib.LMTP if request.param == "lmtp" else smtplib.SMTP
    with kind("127.0.0.1", server.port) as client:
        yield client
    server.stop()


def test_a_mail_is_stored_before_it_is_answered(client, at):
    client.sendmail("ana@example.org", ["contact@laiterie.example"], MAIL)
    row = Inbound.objects.get()
    assert (row.kind, row.text, row.received_at) == ("message", "Que faire ?", at)


def test_a_returned_mail_with_an_empty_sender_keeps_the_address_it_was_sent_to(client):
    client.sendmail(
        "", ["bounce+0123456789abcdef01234567@laiterie.example"], b"Subject: failure notice\r\n\r\nSorry\r\n"
    )
    raw = Inbound.objects.get().raw_path
    assert raw


def test_a_line_that_is_far_too_long_is_no_reason_to_refuse_a_customer(client):
    client.sendmail("ana@example.org", ["contact@laiterie.example"], MAIL + b"x" * 20_000 + b"\r\n")
    assert Inbound.objects.count() == 1


def test_when_it_cannot_be_stored_the_sender_is_asked_to_try_again(client, monkeypatch):
    def full(*args: object, **kwargs: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(maildoor, "receive", full)
    # In LMTP the answer comes for each recipient, so the two clients raise it differently.
    with pytest.raises((smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused)) as refusal:
        client.sendmail("ana@example.org", ["contact@laiterie.example"], MAIL)
    assert "451" in str(refusal.value)
