"""One contract for all kinds of channel; and e-mail against a real SMTP server on loopback."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from amarre.channels.kinds import KINDS
from amarre.channels.kinds import email as email_kind
from amarre.channels.kinds.contract import Answer, Kind, Misconfigured, Unreachable
from amarre.channels.kinds.contract import Envelope as Letter


class Sink:
    """A server that takes everything, but for addresses whose local part begins with the code it answers."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        if address[:3].isdigit():
            return f"{address[:3]} {address[0]}.1.1 as you wish"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        if "refuse-data" in envelope.rcpt_tos[0]:
            return "554 5.7.1 looks like spam"
        self.mails.append((envelope.mail_from, message))
        return "250 2.0.0 queued"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, email_kind.Config]]:
    sink = Sink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port, ident="sink", ready_timeout=60)
    controller.start()
    values = {
        "host": "127.0.0.1",
        "port": port,
        "tls": "none",
        "from_address": "crise@laiterie.example",
        "domain": "laiterie.example",
    }
    yield sink, email_kind.configure(values)
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def letter(address: str = "ana@example.org", token: str = "a" * 24, **values: object) -> Letter:
    usual = {
        "token": token,
        "address": address,
        "language": "fr",
        "subject": "Rappel du lot 12",
        "text": "Ne mangez pas le lot 12 à la fraise.\n.\nMerci",
        "html": "<p>Ne mangez pas le lot 12 à la fraise.</p>",
        "sender_name": "Laiterie Morel",
        "unsubscribe_url": "https://laiterie.example/u/x/",
    }
    return Letter(**{**usual, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize("slug", list(KINDS))
def test_every_kind_says_what_it_is_and_reads_empty_settings(slug, settings):
    kind: Kind = KINDS.get(slug)
    assert kind.slug == slug
    assert str(kind.name)
    assert str(kind.summary(kind.config({})))
    if kind.addresses == "email":
        assert kind.address_of(" Ana@Example.ORG ") == "ana@example.org"


@pytest.mark.parametrize("slug", ["tray", "email"])
def test_a_kind_that_sends_answers_every_envelope_once_and_in_order(slug, sink):
    kind = KINDS.get(slug)
    config = sink[1] if slug == "email" else kind.config({})
    letters = [letter(f"p{number}@example.org", f"{number:024x}") for number in range(5)]
    results = list(kind.send(letters, config))
    assert [result.token for result in results] == [one.token for one in letters]
    assert {result.answer for result in results} == {Answer.ACCEPTED}


def test_a_statement_leaves_with_its_words_and_a_way_out(sink):
    server, config = sink
    list(email_kind.KIND.send([letter()], config))
    sender, mail = server.mails[0]
    assert sender == f"bounce+{'a' * 24}@laiterie.example"
    assert mail["Message-ID"] == f"<{'a' * 24}@laiterie.example>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].startswith("<https://laiterie.example/u/x/>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == "Laiterie Morel <crise@laiterie.example>"
    text = mail.get_body(("plain",)).get_content()
    assert text.replace("\r\n", "\n").strip() == "Ne mangez pas le lot 12 à la fraise.\n.\nMerci"
    assert "à la fraise" in mail.get_body(("html",)).get_content()


def test_an_answer_to_one_person_is_threaded_and_has_no_way_out(sink):
    server, config = sink
    list(email_kind.KIND.send([letter(is_bulk=False, unsubscribe_url="", in_reply_to="<q1@example.org>")], config))
    mail = server.mails[0][1]
    assert mail["In-Reply-To"] == "<q1@example.org>"
    assert mail["List-Unsubscribe"] is None
    assert mail["Auto-Submitted"] is None


def test_a_subject_from_outside_cannot_add_a_header(sink):
    server, config = sink
    list(email_kind.KIND.send([letter(subject="Été\r\nBcc: eve@example.org", sender_name='Morel "& fils"')], config))
    mail = server.mails[0][1]
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Été Bcc: eve@example.org"


def test_refusals_and_delays_are_told_apart_and_the_next_person_is_still_served(sink):
    server, config = sink
    people = ["550gone@example.org", "450later@example.org", "refuse-data@example.org", "no address", "bob@example.org"]
    letters = [letter(address, f"{number:024x}") for number, address in enumerate(people)]
    results = list(email_kind.KIND.send(letters, config))
    assert [(result.answer, result.status, result.command) for result in results] == [
        (Answer.REFUSED, "5.1.1", "RCPT"),
        (Answer.DEFERRED, "4.1.1", "RCPT"),
        (Answer.REFUSED, "5.7.1", "DATA"),
        (Answer.REFUSED, "5.1.3", "RCPT"),
        (Answer.ACCEPTED, "", "DATA"),
    ]
    assert [mail["To"] for _, mail in server.mails] == ["bob@example.org"]


def test_a_server_that_is_away_is_unreachable_and_a_missing_one_is_a_misconfiguration(settings):
    config = email_kind.configure({"host": "127.0.0.1", "port": 1, "tls": "none"})
    with pytest.raises(Unreachable):
        list(email_kind.KIND.send([letter()], config))
    settings.SMTP_HOST = ""
    with pytest.raises(Misconfigured):
        list(email_kind.KIND.send([letter()], email_kind.configure({})))
