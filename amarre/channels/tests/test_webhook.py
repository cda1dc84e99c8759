"""The open door: signed so that its receiver can trust it, and unable to reach what is nobody's business."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest

from amarre.channels.kinds import outward, webhook
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Unreachable
from amarre.channels.kinds.webhook.signing import is_signed, keys_in, new_secret, signature

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
LETTER = Envelope(
    "a" * 24, "ana@example.org", "fr", "Rappel", "Ne mangez pas le lot 12.", "<p>Ne mangez pas le lot 12.</p>"
)


class Receiver:
    """Answers as told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.answer: Callable[[BaseHTTPRequestHandler], None] = lambda handler: self.say(handler, 204)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(handler) -> None:
                body = handler.rfile.read(int(handler.headers["Content-Length"]))
                self.asked.append((handler.path, {k.lower(): v for k, v in handler.headers.items()}, body))
                self.answer(handler)

            do_GET = do_POST

            def log_message(handler, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @staticmethod
    def say(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    opened = Receiver()
    yield opened
    opened.server.shutdown()
    opened.server.server_close()


def to(receiver: Receiver, *allowed: str, host: str = "127.0.0.1") -> webhook.Config:
    return webhook.Config(f"http://{host}:{receiver.port}/hook", SECRET, allowed or ("127.0.0.1",))


def test_a_receiver_that_follows_the_scheme_can_check_our_signature(receiver: Receiver) -> None:
    assert [one.answer for one in webhook.send([LETTER], to(receiver))] == [Answer.ACCEPTED]
    _path, headers, body = receiver.asked[0]
    now = float(headers["webhook-timestamp"])
    assert headers["webhook-id"] == LETTER.token
    assert is_signed(headers, body, keys_in(SECRET), now=now)
    assert not is_signed(headers, body + b" ", keys_in(SECRET), now=now)
    assert not is_signed(headers, body, keys_in(new_secret()), now=now)
    assert not is_signed(headers, body, keys_in(SECRET), now=now + 301)


def test_the_example_of_the_scheme_is_signed_as_it_says() -> None:
    key = keys_in("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = signature(key, id="msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp=1614265330, body=b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_while_one_secret_replaces_another_both_sign() -> None:
    old, new = new_secret(), new_secret()
    headers = {"webhook-id": "m", "webhook-timestamp": "100"}
    headers["webhook-signature"] = signature(keys_in(f"{old} {new}"), id="m", timestamp=100, body=b"x")
    assert is_signed(headers, b"x", keys_in(old), now=100)
    assert is_signed(headers, b"x", keys_in(new), now=100)


@pytest.mark.parametrize("secret", ["whsec_court", "whsec_c2hvcnQ=", "whsec_" + "A" * 120])
def test_a_secret_that_protects_nobody_is_not_used(receiver: Receiver, secret: str) -> None:
    with pytest.raises(Misconfigured):
        list(webhook.send([LETTER], webhook.Config(f"http://127.0.0.1:{receiver.port}/", secret, ("127.0.0.1",))))
    assert receiver.asked == []


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("192.0.2.1", False), ("::1", False), ("::", False), ("fe80::1", False),
        ("fc00::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("2001:db8::1", False),
    ],
)  # fmt: skip
def test_only_the_public_internet_is_public(number: str, public: bool) -> None:
    assert outward.is_public(ip_address(number)) is public


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://example.org/", "http://example.org/", "https://", "https://127.0.0.1/", "https://[::1]/",
        "https://169.254.169.254/latest/", "https://me:word@example.org/", "https://me@example.org/",
        "https://example.org:999999/", "https://[::1", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_an_address_that_can_be_refused_as_written_is(url: str) -> None:
    with pytest.raises(outward.HostRefused):
        outward.check_url(url)


def names_lead_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """The look-ups of names answer these numbers, one list after the other; the names asked for are returned."""
    asked: list[str] = []

    def look_up(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        numbers = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("numbers", [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"]])
def test_a_name_that_leads_to_this_machine_is_refused(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, numbers: list[str]
) -> None:
    names_lead_to(monkeypatch, numbers)
    config = webhook.Config(f"https://hooks.example.org:{receiver.port}/", SECRET)
    with pytest.raises(Misconfigured, match="not a public address"):
        list(webhook.send([LETTER], config))
    assert receiver.asked == []


def test_a_name_that_changes_its_mind_is_reached_where_it_was_checked_or_not_at_all(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []

    def connect(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
        went.append(address[0])
        raise ConnectionRefusedError

    names_lead_to(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    with pytest.raises(Unreachable):
        list(webhook.send([LETTER], webhook.Config("https://hooks.example.org/", SECRET)))
    assert went == ["93.184.216.34"]


@pytest.mark.parametrize("allowed", ["localhost", "127.0.0.1", "127.0.0.0/8"])
def test_the_operator_can_name_a_private_host(receiver: Receiver, allowed: str) -> None:
    host = "localhost" if allowed == "localhost" else "127.0.0.1"
    assert [one.answer for one in webhook.send([LETTER], to(receiver, allowed, host=host))] == [Answer.ACCEPTED]


def test_a_receiver_that_points_elsewhere_is_not_followed(receiver: Receiver) -> None:
    receiver.answer = lambda handler: receiver.say(handler, 307, Location=f"http://127.0.0.1:{receiver.port}/secret")
    with pytest.raises(Misconfigured, match="has moved"):
        list(webhook.send([LETTER], to(receiver)))
    assert [path for path, _headers, _body in receiver.asked] == ["/hook"]


def test_a_receiver_that_is_gone_stops_the_send(receiver: Receiver) -> None:
    receiver.answer = lambda handler: receiver.say(handler, 410, b"gone")
    with pytest.raises(Misconfigured, match="410"):
        list(webhook.send([LETTER], to(receiver)))


def test_an_endless_answer_is_read_to_a_limit(receiver: Receiver) -> None:
    receiver.answer = lambda handler: receiver.say(handler, 200, b"x" * 3_000_000)
    (result,) = webhook.send([LETTER], to(receiver))
    assert result.answer is Answer.ACCEPTED
    assert len(result.words) <= 304


def test_a_broken_receiver_is_tried_again_since_it_knows_a_second_copy(receiver: Receiver) -> None:
    receiver.answer = lambda handler: receiver.say(handler, 500, b"out of paper")
    (result,) = webhook.send([LETTER], to(receiver))
    assert (result.answer, result.words) == (Answer.DEFERRED, "500 out of paper")
