"""Mail servers as one meets them: whatever they do, what they took is what we call sent, or unsure; nobody twice.

Each is held against its own record (tests/servers).
"""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import ssl
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result, Unreachable
from amarre.channels.models import Batch, Delivery
from amarre.channels.outbox import Recipient, Words
from tests.servers import hard
from tests.servers.certificates import self_signed
from tests.servers.smtp import Drop, Mail, Server, Session

EMAIL = KINDS.get("email")
TEXT = "Bonjour,\n\nle lot 12 est rappelé.\n.\n..deux points, et une longue ligne : " + "é" * 200 + "\n"


def config(server: Server, **changes: object) -> object:
    values = {"host": "127.0.0.1", "port": server.port, "tls": "none", "from_address": "c@laiterie.example"}
    return EMAIL.config(values | {"domain": "laiterie.example", "timeout": 3.0} | changes)


def envelope(number: int, address: str = "", text: str = TEXT) -> Envelope:
    return Envelope(
        token=f"{number:024x}",
        address=address or f"p{number:03}@example.org",
        language="fr",
        subject="Rappel du lot 12",
        text=text,
        html=f"<p>{text}</p>",
        sender_name="Laiterie",
        unsubscribe_url=f"https://laiterie.example/u/{number}/",
    )


def people(count: int) -> list[Envelope]:
    return [envelope(number) for number in range(count)]


@dataclass
class Post:
    """What a sender knows after handing over: one answer each, and who must wait because the server went away."""

    config: object
    results: dict[str, Result] = field(default_factory=dict)
    times_away: int = 0

    def hand_over(self, envelopes: Iterable[Envelope]) -> list[Envelope]:
        """Once; returns those that must be tried again. No envelope may get two answers."""
        rows = {one.token: one for one in envelopes}
        answered: set[str] = set()
        try:
            for result in EMAIL.send(iter(rows.values()), self.config):
                assert result.token in rows and result.token not in answered
                answered.add(result.token)
                self.results[result.token] = result
        except Unreachable:
            self.times_away += 1
        else:
            assert answered == set(rows), "a server that stayed has answered for everybody"
        return [
            one for token, one in rows.items() if token not in answered or self.results[token].answer is Answer.DEFERRED
        ]

    def until_done(self, envelopes: Iterable[Envelope], rounds: int = 200) -> list[Envelope]:
        """As the outbox does: those without an answer and those put off are tried again, the unsure are not."""
        waiting = list(envelopes)
        for _round in range(rounds):
            if not waiting:
                break
            waiting = self.hand_over(waiting)
        return waiting

    def answers(self) -> Counter[Answer]:
        return Counter(result.answer for result in self.results.values())


def assert_honest(server: Server, envelopes: list[Envelope], post: Post) -> None:
    """The server's record and ours say the same of each person."""
    copies = server.copies()
    for one in envelopes:
        result = post.results.get(one.token)
        answer = result.answer if result else None
        count = copies.pop(one.address, 0)
        expected = {Answer.ACCEPTED: {1}, Answer.UNSURE: {0, 1}}.get(answer, {0})  # type: ignore[arg-type]
        assert count in expected, f"{one.address}: {answer}, and the server took {count}"
    assert not copies, "somebody was written to whom nobody named"


def send_all(server: Server, count: int = 60, **changes: object) -> Post:
    """Send to so many until everybody has an answer, and hold it against the server's record."""
    envelopes = people(count)
    post = Post(config(server, **changes))
    waiting = post.until_done(envelopes)
    assert not waiting
    assert len(post.results) == count
    assert_honest(server, envelopes, post)
    return post


# Servers that are only different


PATIENT = [
    Server,
    hard.Strict,
    hard.Slow,
    hard.SlowPipelining,
    hard.ByteByByte,
    hard.Talkative,
    hard.Accented,
    hard.LongWinded,
    hard.Old,
    hard.NoHello,
]


@pytest.mark.parametrize("kind", PATIENT)
def test_everybody_is_written_to_once_whatever_the_manners(kind: type[Server]) -> None:
    with kind() as server:
        post = send_all(server)
    assert post.answers() == {Answer.ACCEPTED: 60}
    assert post.times_away == 0


def test_a_server_that_does_not_offer_pipelining_is_spoken_to_one_command_at_a_time() -> None:
    with hard.Strict() as server:
        send_all(server)
    assert server.pushed == 0


def test_what_arrives_is_what_was_written_dots_and_accents_and_all() -> None:
    with Server() as server:
        send_all(server, 12)
    for mail in server.accepted:
        read = email.message_from_bytes(mail.data, policy=email.policy.default)
        part = read.get_body(("plain",))
        assert part is not None and not read.defects
        assert part.get_content().replace("\r\n", "\n").rstrip("\n") == TEXT.rstrip("\n")
        assert all(len(line) <= 998 for line in mail.data.split(b"\r\n"))
        assert mail.data.count(b"\n") == mail.data.count(b"\r\n")


def test_seven_bits_go_to_a_server_that_knows_no_others() -> None:
    with hard.Old() as server:
        send_all(server, 5)
    assert all(mail.data.isascii() for mail in server.accepted)


def test_each_mail_has_a_sender_of_its_own_that_names_it() -> None:
    with Server() as server:
        send_all(server, 30)
    assert len({mail.sender for mail in server.accepted}) == 30
    for mail in server.accepted:
        token = mail.message_id.strip("<>").split("@")[0]
        assert token in mail.sender


# Servers that hang up


@pytest.mark.parametrize("politely", [False, True])
@pytest.mark.parametrize("point", hard.Anywhere.POINTS)
def test_a_server_that_hangs_up_costs_nobody_their_message(point: str, politely: bool) -> None:
    if politely and point == "dot":
        pytest.skip("a 421 after the dot says that the mail was not taken")
    with hard.Rude(point, politely=politely) as server:
        post = send_all(server)
    assert server.dropped
    unsure = post.answers()[Answer.UNSURE]
    if point in {"dot", "lost"} and not politely:
        assert unsure >= server.dropped
    if point in {"banner", "mail", "rcpt"}:
        assert unsure == 0, "no word of a message had left"


@pytest.mark.parametrize("seed", range(5))
def test_a_server_rude_at_every_point_is_survived(seed: int) -> None:
    with hard.Anywhere(chance=0.04, seed=seed) as server:
        post = send_all(server, 150)
    assert server.dropped
    assert post.answers()[Answer.ACCEPTED] >= 50


@pytest.mark.parametrize("politely", [False, True])
def test_a_server_that_ends_its_sessions_early_gets_new_ones(politely: bool) -> None:
    with hard.Counting(7, politely=politely) as server:
        post = send_all(server)
    assert server.sessions >= 60 / 7
    assert post.answers() == {Answer.ACCEPTED: 60}, "it said no word between two mails: nothing was in doubt"


def test_a_silent_server_is_left_after_the_time_set() -> None:
    with hard.Mute() as server, pytest.raises(Unreachable):
        list(EMAIL.send(iter(people(1)), config(server, timeout=0.2)))


def test_silence_after_the_last_dot_is_doubt() -> None:
    class Thoughtful(Server):
        async def on_mails(self, session: Session, mails: list[Mail]) -> str:
            self.take(session, mails)
            await asyncio.sleep(60)
            raise Drop

    envelopes = people(1)
    with Thoughtful() as server:
        post = Post(config(server, body_timeout=0.2))
        post.hand_over(envelopes)
        assert_honest(server, envelopes, post)
    assert post.answers() == {Answer.UNSURE: 1}


def test_nobody_listens() -> None:
    with Server() as server:
        gone = config(server)
    with pytest.raises(Unreachable):
        list(EMAIL.send(iter(people(1)), gone))


@pytest.mark.parametrize("kind", [hard.NotSmtp, hard.Endless])
def test_a_server_that_speaks_no_smtp_is_left_alone(kind: type[Server]) -> None:
    envelopes = people(3)
    with kind() as server:
        post = Post(config(server))
        waiting = post.hand_over(envelopes)
        assert_honest(server, envelopes, post)
    assert len(waiting) == 3
    assert set(post.answers()) <= {Answer.DEFERRED}


@pytest.mark.parametrize("kind", [hard.Forgetful, hard.OneAtATime])
def test_a_server_that_lies_about_pipelining_makes_nobody_lose_or_get_twice_their_message(kind: type[Server]) -> None:
    """Little leaves by such a server, or nothing: what matters is that the ledger says so."""
    envelopes = people(4)
    with kind() as server:
        post = Post(config(server, timeout=0.15, body_timeout=0.15))
        with contextlib.suppress(Misconfigured):
            post.until_done(envelopes, rounds=2)
        assert_honest(server, envelopes, post)


# Servers that refuse


REFUSALS = [
    ("550 5.1.1 user unknown", "554 5.5.1 no valid recipients", ""),
    ("550 5.1.1 user unknown", "503 5.5.1 need RCPT", ""),
    ("550 5.1.1 user unknown", "354 go on", "554 5.5.1 no valid recipients"),
    ("550 5.1.1 user unknown", "354 go on", "250 2.0.0 thrown away"),
    ("450 4.2.0 not now", "554 5.5.1 no valid recipients", ""),
    ("450 4.2.0 not now", "451 4.3.0 try later", ""),
]


@pytest.mark.parametrize(("refusal", "then", "to_nobody"), REFUSALS)
def test_a_refused_recipient_changes_nothing_for_the_next(refusal: str, then: str, to_nobody: str) -> None:
    """RFC 2920: DATA is on its way when RCPT is refused, and its answer may be 354 as well as a refusal."""
    envelopes = [envelope(n, f"{'no' if n % 3 == 0 else 'p'}{n}@example.org") for n in range(30)]
    with hard.Picky(refusal, then=then, to_nobody=to_nobody) as server:
        post = Post(config(server))
        post.hand_over(envelopes)
        assert_honest(server, envelopes, post)
    expected = Answer.REFUSED if refusal.startswith("5") else Answer.DEFERRED
    assert post.answers() == {Answer.ACCEPTED: 20, expected: 10}
    refused = [post.results[one.token] for one in envelopes if one.address.startswith("no")]
    assert all(result.command == "RCPT" and result.status == refusal[4:9] for result in refused)
    assert all(refusal[4:] in result.words for result in refused), "what the server said of each is kept"
    assert not any(mail.recipient.startswith("no") for mail in server.attempts)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("554 5.6.0 content refused", {Answer.ACCEPTED: 20, Answer.REFUSED: 10}),
        ("452 4.3.1 disk full", {Answer.ACCEPTED: 30}),
    ],
)
def test_a_mail_refused_after_its_last_dot(answer: str, expected: dict[Answer, int]) -> None:
    envelopes = [envelope(n, f"{'no' if n % 3 == 0 else 'p'}{n}@example.org") for n in range(30)]
    with hard.Judging(answer) as server:
        post = Post(config(server))
        post.until_done(envelopes)
        assert_honest(server, envelopes, post)
    assert post.answers() == expected


def test_a_mail_that_is_tried_again_keeps_its_name() -> None:
    """The next hop can then tell that it has it already."""
    with hard.Judging("451 4.3.0 try later") as server:
        Post(config(server)).until_done([envelope(1, "no@example.org")])
    assert len(server.attempts) == 2
    assert len({mail.message_id for mail in server.attempts}) == 1


def test_a_mail_too_big_for_the_server_comes_back_and_the_others_leave() -> None:
    envelopes = [envelope(0, text="court"), envelope(1, text="long " * 2000), envelope(2, text="court")]
    with hard.Small() as server:
        post = Post(config(server))
        post.hand_over(envelopes)
        assert_honest(server, envelopes, post)
    assert [post.results[one.token].answer for one in envelopes] == [
        Answer.ACCEPTED, Answer.REFUSED, Answer.ACCEPTED,
    ]  # fmt: skip
    assert post.results[envelopes[1].token].status == "5.3.4"


def test_an_address_with_accents_is_never_put_to_a_server_that_cannot_read_it() -> None:
    envelopes = [envelope(0), envelope(1, "zoé@example.org"), envelope(2)]
    with hard.Old() as server:
        post = Post(config(server))
        post.hand_over(envelopes)
        assert_honest(server, envelopes, post)
    assert all(line.isascii() for line, _secure in server.seen)
    assert post.results[envelopes[1].token].answer is Answer.REFUSED
    assert post.answers()[Answer.ACCEPTED] == 2


def test_nobody_writes_commands_of_their_own_in_an_address() -> None:
    evil = ["a@example.org>\r\nRCPT TO:<victim@example.org", "a@example.org\r\nDATA", "<b@example.org>", "c d@e.org"]
    envelopes = [envelope(0), *(envelope(n, address) for n, address in enumerate(evil, 1)), envelope(9)]
    with Server() as server:
        post = Post(config(server))
        post.hand_over(envelopes)
    assert set(server.copies()) == {envelopes[0].address, envelopes[-1].address}
    assert server.verbs()["RCPT"] == 2


def test_a_server_that_refuses_our_own_address_stops_all() -> None:
    with hard.Stranger("550 5.7.1 not you") as server, pytest.raises(Misconfigured):
        list(EMAIL.send(iter(people(5)), config(server)))
    assert not server.attempts


def test_a_server_that_wants_nothing_of_us_for_now_is_tried_again() -> None:
    envelopes = people(5)
    with hard.Stranger("451 4.3.0 later") as server:
        post = Post(config(server))
        waiting = post.hand_over(envelopes)
    assert waiting == envelopes
    assert set(post.answers()) <= {Answer.DEFERRED}
    assert not server.attempts


# Signing in


@pytest.mark.parametrize("offered", [("PLAIN",), ("LOGIN",), ("PLAIN", "LOGIN"), ("XOAUTH2", "LOGIN", "PLAIN")])
def test_signing_in(offered: tuple[str, ...]) -> None:
    with hard.Signing(*offered) as server:
        # Few enough for one line: a second one may still be at its door when all is sent.
        send_all(server, 10, user="c@laiterie.example", password=Server.password)
    assert server.verbs()["AUTH"] == server.sessions


def test_a_wrong_password_stops_all_and_says_why() -> None:
    with hard.Signing() as server, pytest.raises(Misconfigured, match="wrong name or password"):
        list(EMAIL.send(iter(people(5)), config(server, user="c", password="faux")))
    assert server.verbs()["MAIL"] == 0


def test_a_server_that_offers_no_signing_in_is_not_used_without() -> None:
    with Server() as server, pytest.raises(Misconfigured):
        list(EMAIL.send(iter(people(1)), config(server, user="c", password="x")))
    assert not server.accepted


def test_a_password_never_stands_in_what_is_told() -> None:
    with hard.Signing() as server, pytest.raises(Misconfigured) as told:
        list(EMAIL.send(iter(people(1)), config(server, user="c", password="secretissime")))
    assert "secretissime" not in str(told.value)


# TLS


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    return self_signed(tmp_path)


@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_mail_leaves_over_tls_by_a_server_whose_certificate_is_trusted(
    way: str, certificate: tuple[ssl.SSLContext, Path]
) -> None:
    context, authority = certificate
    with Server(tls=context, at_once=way == "tls") as server:
        send_all(server, 30, tls=way, ca_file=str(authority), timeout=5)
    assert all(secure for line, secure in server.seen if line[:4].upper() in {"MAIL", "RCPT", "DATA"})


@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_stops_all(way: str, certificate: tuple[ssl.SSLContext, Path]) -> None:
    context, _authority = certificate
    with Server(tls=context, at_once=way == "tls") as server, pytest.raises(Misconfigured, match="certificate"):
        list(EMAIL.send(iter(people(3)), config(server, tls=way, timeout=5)))
    assert server.verbs()["MAIL"] == 0


def test_the_certificate_of_another_house_stops_all(tmp_path: Path) -> None:
    context, authority = self_signed(tmp_path, "mail.elsewhere.example")
    with Server(tls=context) as server, pytest.raises(Misconfigured, match="certificate"):
        list(EMAIL.send(iter(people(3)), config(server, tls="starttls", ca_file=str(authority), timeout=5)))
    assert server.verbs()["MAIL"] == 0


@pytest.mark.parametrize("refusal", ["502 5.5.1 not implemented", "454 4.7.0 TLS not available"])
def test_where_starttls_was_taken_out_nothing_goes_in_clear_text(refusal: str) -> None:
    with hard.Stripped(refusal) as server, pytest.raises((Misconfigured, Unreachable)):
        list(EMAIL.send(iter(people(3)), config(server, tls="starttls", user="c", password="x")))
    assert server.verbs()["MAIL"] == server.verbs()["AUTH"] == 0


def test_words_slipped_in_before_tls_are_not_believed(certificate: tuple[ssl.SSLContext, Path]) -> None:
    """CVE-2011-0411, seen from the client: the answer to EHLO must be the one given over TLS."""
    context, authority = certificate
    envelopes = people(3)
    with hard.Injecting(tls=context) as server:
        post = Post(config(server, tls="starttls", ca_file=str(authority), timeout=5))
        try:
            post.hand_over(envelopes)
        except Misconfigured:
            return
        assert_honest(server, envelopes, post)
        hellos = [secure for line, secure in server.seen if line[:4].upper() == "EHLO"]
    assert not post.results or hellos == [False, True]


# The whole way: the ledger against the server's record


class Day:
    """A clock that the test moves."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def start_send(server: Server, at: datetime, count: int, **changes: object) -> Batch:
    values = {"host": "127.0.0.1", "port": server.port, "tls": "none", "from_address": "c@laiterie.example"}
    values |= {"timeout": 3.0} | changes
    channel = outbox.add_channel(kind="email", name="Courriel", config=values, is_default=True, by=None, at=at)
    words = [Words("fr", "Rappel", "Bonjour {{ person.name }},\n\nle lot 12 est rappelé.")]
    batch = outbox.prepare(channel=channel, label="Rappel", occasion="statement", words=words, by=None, at=at)
    rows = [Recipient(None, f"p{n:03}@example.org", "fr", {"person.name": f"Ana {n}"}) for n in range(count)]
    outbox.freeze(batch, rows, at=at)
    batch.refresh_from_db()
    return outbox.start(batch, by=None, at=at)


def send_for_hours(batch: Batch, day: Day, *, rounds: int = 400) -> Iterator[None]:
    """The worker's day: send what is due, then look again when the batch says."""
    for _round in range(rounds):
        while outbox.send_chunk(batch.pk, worker="w", clock=day):
            pass
        batch.refresh_from_db()
        yield
        if batch.state != Batch.State.SENDING:
            return
        day.at = max(batch.next_at or day.at, day.at + timedelta(seconds=5))


def assert_ledger_is_the_record(batch: Batch, server: Server) -> Counter[str]:
    """Everybody has a row; each row says what the server's record says; returns how many rows in each state."""
    copies = server.copies()
    states: Counter[str] = Counter()
    for address, state in batch.deliveries.values_list("address", "state"):
        count = copies.pop(address, 0)
        expected = {"sent": {1}, "unsure": {0, 1}}.get(state, {0})
        assert count in expected, f"{address}: {state}, and the server took {count}"
        states[state] += 1
    assert not copies
    figures = outbox.progress(batch)
    assert figures.total == sum(states.values())
    assert figures.sent == states["sent"] and figures.unsure == states["unsure"]
    return states


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Server, hard.Slow, hard.Talkative])
def test_the_ledger_says_what_the_server_says(kind: type[Server], at: datetime) -> None:
    with kind() as server:
        batch = start_send(server, at, 80)
        for _ in send_for_hours(batch, Day(at)):
            assert_ledger_is_the_record(batch, server)
    assert assert_ledger_is_the_record(batch, server) == {"sent": 80}
    assert batch.state == Batch.State.FINISHED


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_a_rude_server_is_survived_at_the_pace_it_allows(seed: int, at: datetime) -> None:
    with hard.Anywhere(chance=0.03, seed=seed) as server:
        batch = start_send(server, at, 120)
        for _ in send_for_hours(batch, Day(at)):
            assert_ledger_is_the_record(batch, server)
    states = assert_ledger_is_the_record(batch, server)
    assert batch.state == Batch.State.FINISHED
    assert set(states) <= {"sent", "unsure"}
    assert states.total() == 120 and states["sent"] > 60


@pytest.mark.django_db
def test_a_server_that_sends_strangers_away_at_first_is_asked_again(at: datetime) -> None:
    day = Day(at)
    with hard.Greylisting(day) as server:
        batch = start_send(server, at, 40)
        rounds = list(send_for_hours(batch, day))
    assert assert_ledger_is_the_record(batch, server) == {"sent": 40}
    assert batch.state == Batch.State.FINISHED
    assert day.at >= at + timedelta(minutes=5), "it was asked again, not stormed"
    assert server.verbs()["RCPT"] <= 40 * 6
    assert len(rounds) < 60


@pytest.mark.django_db
def test_people_refused_and_people_put_off_stand_in_the_ledger_with_the_servers_words(at: datetime) -> None:
    class Both(hard.Picky):
        async def on_rcpt(self, session: object, address: str) -> str:
            if address in {"p001@example.org", "p002@example.org"}:
                return "550 5.1.1 user unknown"
            return "452 4.2.2 mailbox full" if address == "p003@example.org" else "250 ok"

    day = Day(at)
    with Both("") as server:
        batch = start_send(server, at, 20)
        for _ in send_for_hours(batch, day):
            pass
    states = assert_ledger_is_the_record(batch, server)
    assert states == {"sent": 17, "bounced": 2, "failed": 1}
    assert day.at >= at + timedelta(hours=1), "a full mailbox is tried again, with patience"
    told = dict(batch.deliveries.exclude(state=Delivery.State.SENT).values_list("address", "reason"))
    assert set(told) == {"p001@example.org", "p002@example.org", "p003@example.org"}
    assert all(told.values())


@pytest.mark.django_db
def test_a_wrong_password_pauses_the_send_and_nobody_is_marked(at: datetime) -> None:
    with hard.Signing() as server:
        batch = start_send(server, at, 10, user="c", password="faux")
        list(send_for_hours(batch, Day(at)))
    assert batch.state == Batch.State.PAUSED
    assert "wrong name or password" in batch.state_reason
    assert assert_ledger_is_the_record(batch, server) == {"queued": 10}


@pytest.mark.django_db
def test_a_server_that_is_down_for_an_hour_is_waited_for(at: datetime) -> None:
    """Nothing is given up, nothing is marked: the send goes on when it is back."""

    class Down(Server):
        down = True

        async def greeting(self, session: object) -> str:
            return "421 4.3.2 down for maintenance" if self.down else "220 back"

    day = Day(at)
    with Down() as server:
        batch = start_send(server, at, 30)
        for _ in send_for_hours(batch, day):
            if day.at < at + timedelta(hours=1):
                assert assert_ledger_is_the_record(batch, server) == {"queued": 30}
            else:
                server.down = False
    assert assert_ledger_is_the_record(batch, server) == {"sent": 30}


def test_a_server_that_lost_count_is_talked_to_again_from_the_start():
    class Forgetful(Server):
        confused = True

        async def on_mail(self, session: Session, argument: str) -> str:
            if self.confused and session.taken == 3:
                self.confused = False
                return "503 5.5.1 Error: nested MAIL command"
            return await super().on_mail(session, argument)

    with Forgetful() as server:
        post = Post(config(server, lines=1))
        assert post.hand_over(people(8)) == []
        assert {one.answer for one in post.results.values()} == {Answer.ACCEPTED}
        assert set(server.copies().values()) == {1}


def test_an_address_with_a_line_break_never_becomes_a_command():
    with Server() as server:
        post = Post(config(server))
        post.hand_over([envelope(1, "a@example.org\r\nRCPT TO:<b@example.org>"), envelope(2, "\r\nc@example.org\n")])
        assert {one.answer for one in post.results.values()} == {Answer.REFUSED}
        assert not server.copies()
