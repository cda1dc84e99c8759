"""The world outside: the server that receives, the mail that comes back, the people who write.

Everything goes the way it would in life: mail is handed to our own mail door over SMTP, forms and one-click links are
posted to our own pages.
"""

from __future__ import annotations

import json
import smtplib
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse

from amarre.channels.maildoor import Door, Server
from amarre.drill.world import Customer, World

SPAM_PER_THOUSAND = 3  # unwanted mail from strangers, for each thousand customers


@dataclass(frozen=True)
class Taken:
    """A mail that the receiving server took: the other side's record of it."""

    to: str
    sender: str
    message_id: str
    unsubscribe: str
    subject: str = ""


class Outside:
    """The receiving server (a process of its own), our mail door (as `amarre mail` opens it), and who writes."""

    def __init__(self, world: World, folder: Path, clock: Callable[[], datetime]) -> None:
        self.world = world
        self.clock = clock
        self.record = folder / "taken.jsonl"
        self.record.touch()
        self._fates = folder / "fates.json"
        self._fates.write_text(json.dumps(world.fates()), encoding="utf-8")
        self._read_to = 0
        self.taken: list[Taken] = []
        self.handed_in: Counter[str] = Counter()  # what was handed in, by the kind it really is
        self.mail_ids: list[str] = []
        self.port = 0
        self._serial = 0
        self._post: smtplib.SMTP | None = None
        # One for all: a client reads every static file of the house when it is made.
        self._browser = Client(headers={"host": urlsplit(settings.BASE_URL).netloc, "accept-language": "fr"})

    @contextmanager
    def open(self) -> Iterator[Outside]:
        """Start the receiving server and open the mail door; close both at the end, whatever happens."""
        command = [
            sys.executable,
            "-m",
            "amarre.drill.server",
            "--fates",
            str(self._fates),
            "--record",
            str(self.record),
        ]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
        door = Server(Door("127.0.0.1", 0), clock=self.clock)
        try:
            if process.stdout is None:
                raise RuntimeError("the receiving server has no way to say its port")
            self.port = int(process.stdout.readline())
            door.start()
            with smtplib.SMTP("127.0.0.1", door.port, timeout=60) as self._post:
                yield self
        finally:
            door.stop()
            process.terminate()
            process.wait(timeout=10)

    def read_record(self) -> list[Taken]:
        """What the server has taken since the last look."""
        with self.record.open(encoding="utf-8") as file:
            file.seek(self._read_to)
            lines = file.readlines()
            self._read_to = file.tell()
        fresh = [
            Taken(
                line["to"].lower(),
                line["from"] or "",
                line["message_id"],
                line["unsubscribe"],
                _unfolded(line["subject"]),
            )
            for line in map(json.loads, lines)
        ]
        self.taken += fresh
        return fresh

    def doubles(self) -> int:
        """How many times a mail was taken again that had been taken for the same person already."""
        counted = Counter((one.to, one.message_id) for one in self.taken)
        return sum(times - 1 for times in counted.values())

    def bounce(self, letter: Taken, *, full: bool) -> None:
        """The letter comes back later (RFC 3464): no such user, or a mailbox that is full."""
        status, words = ("5.2.2", "552 5.2.2 Mailbox full") if full else ("5.1.1", "550 5.1.1 User unknown")
        mail = self._mail("MAILER-DAEMON@mx.example", letter.sender, "Undelivered Mail Returned to Sender")
        mail["Auto-Submitted"] = "auto-replied"
        text = f"The mail system could not deliver your message to <{letter.to}>: {words}"
        report = (
            f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {letter.to}\nAction: failed\n"
            f"Status: {status}\nDiagnostic-Code: smtp; {words}"
        )
        self._hand_in(_as_report(mail, "delivery-status", text, report, letter), mail, kind="bounce", sender="")

    def complain(self, letter: Taken) -> None:
        """The person's provider reports the letter as unwanted (ARF, RFC 5965)."""
        mail = self._mail("fbl@provider.example", letter.sender, "Abuse report")
        text = "This is an email abuse report for a message received from your system."
        report = f"Feedback-Type: abuse\nUser-Agent: provider/1.0\nVersion: 1\nOriginal-Rcpt-To: {letter.to}"
        raw = _as_report(mail, "feedback-report", text, report, letter)
        self._hand_in(raw, mail, kind="report", sender="fbl@provider.example")

    def auto_reply(self, letter: Taken, person: Customer) -> None:
        """Away (RFC 3834)."""
        french = person.language == "fr"
        mail = self._mail(person.email, letter.sender, "Absence du bureau" if french else "Out of office")
        mail["Auto-Submitted"] = "auto-replied"
        mail["In-Reply-To"] = f"<{letter.message_id}>"
        mail.set_content(
            "Je suis en congé et lirai votre message à mon retour.\n"
            if french
            else "I am away and will read this later.\n"
        )
        self._hand_in(mail.as_bytes(policy=SMTP_POLICY), mail, kind="auto_reply", sender=person.email)

    def reply(self, letter: Taken, person: Customer, address: str) -> None:
        """The person answers the letter, as mail programs do: their words on top, ours quoted below."""
        mail = self._mail(f"{person.first_name} {person.last_name} <{person.email}>", address, f"Re: {letter.subject}")
        mail["In-Reply-To"] = mail["References"] = f"<{letter.message_id}>"
        french = person.language == "fr"
        intro = f"Le 2 mars 2026 à 10:12, <{address}> a écrit :" if french else f"On 2 March 2026, <{address}> wrote:"
        mail.set_content(f"{person.words}\n\n{intro}\n> …\n")
        self._hand_in(mail.as_bytes(policy=SMTP_POLICY), mail, kind="message", sender=person.email)

    def spam(self, address: str) -> None:
        """A stranger's advertisement, marked by the company's own mail server before it reaches us."""
        mail = self._mail("offers@spam.example", address, "You have won")
        mail["X-Spam-Flag"] = "YES"
        mail.set_content("Click here to claim your prize.\n")
        self._hand_in(mail.as_bytes(policy=SMTP_POLICY), mail, kind="spam", sender="offers@spam.example")

    def write_form(self, person: Customer, slug: str) -> None:
        """The person fills in the public form. Raises RuntimeError when the page does not thank them."""
        self._serial += 1
        address = f"10.{self._serial // 65536 % 256}.{self._serial // 256 % 256}.{self._serial % 256}"
        data = {"text": person.words, "name": f"{person.first_name} {person.last_name}", "email": person.email}
        page = reverse("touchpoints:form", args=[slug, person.language])
        answer = self._visitor().post(page, data, REMOTE_ADDR=address)
        if answer.status_code not in (302, 303):
            raise RuntimeError(f"the form did not take a customer's words ({answer.status_code})")
        self.handed_in["message"] += 1
        self.handed_in["form"] += 1

    def unsubscribe(self, letter: Taken) -> None:
        """The mail program presses "unsubscribe" for the person: one POST (RFC 8058)."""
        answer = self._visitor().post(urlsplit(letter.unsubscribe).path, {"List-Unsubscribe": "One-Click"})
        if answer.status_code >= 400:
            raise RuntimeError(f"unsubscribing was refused ({answer.status_code})")

    def _visitor(self) -> Client:
        """Somebody who has never been here."""
        self._browser.cookies.clear()
        return self._browser

    def _mail(self, sender: str, to: str, subject: str) -> EmailMessage:
        self._serial += 1
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
        mail["Date"] = format_datetime(self.clock())
        mail["Message-ID"] = f"<{self.world.tag}.{self._serial}@outside.example>"
        return mail

    def _hand_in(self, raw: bytes, mail: EmailMessage, *, kind: str, sender: str) -> None:
        if self._post is None:
            raise RuntimeError("the mail door is not open")
        self._post.sendmail(sender, [str(mail["To"])], raw)
        self.handed_in[kind] += 1
        self.mail_ids.append(str(mail["Message-ID"]).strip("<>"))


def _as_report(mail: EmailMessage, kind: str, text: str, report: str, letter: Taken) -> bytes:
    """A multipart/report: words for people, the machine's part, and the headers of our own letter (RFC 6522)."""
    edge = "=_report"
    head = "\n".join(f"{name}: {value}" for name, value in mail.items())
    original = f"Message-ID: <{letter.message_id}>\nTo: {letter.to}"
    parts = (("text/plain; charset=utf-8", text), (f"message/{kind}", report), ("text/rfc822-headers", original))
    body = "".join(f"--{edge}\nContent-Type: {mime}\n\n{words}\n\n" for mime, words in parts)
    content_type = f'multipart/report; report-type={kind}; boundary="{edge}"'
    raw = f"{head}\nMIME-Version: 1.0\nContent-Type: {content_type}\n\n{body}--{edge}--\n"
    return raw.replace("\n", "\r\n").encode()


def _unfolded(subject: str) -> str:
    """A subject as people read it (RFC 2047)."""
    return " ".join(str(make_header(decode_header(subject))).split())
