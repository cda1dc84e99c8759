"""One open line to an SMTP server: what was asked of it, what it has yet to answer, and what each answer means."""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections import deque
from enum import IntEnum

from amarre.channels.kinds.contract import Answer, Misconfigured, Result
from amarre.engine.mailin.reasons import find_status

# A line of an answer may have 512 bytes (RFC 5321, 4.5.3.1.5); what goes on and on is not an answer.
_LONGEST_ANSWER = 65_536
_AT_ONCE = 65_536
# What the answer to every message begins with.
_CODES = {b"250 ": 250, b"354 ": 354}
# What a server says nearly always: the last message is taken, so is the next one's sender and recipient, go on.
_ALL_WELL = re.compile(rb"250 ([^\r\n]*)\r?\n250 [^\n]*\n250 [^\n]*\n354 [^\n]*\n")


class Step(IntEnum):
    """What an answer of the server answers."""

    MAIL = 1
    RCPT = 2
    DATA = 3
    BODY = 4
    DOT = 5  # the empty body of a message whose recipient was refused after all
    RESET = 6


class Lost(Exception):
    """The line is of no use any more."""


class Job:
    """One message on its way: `tries` counts lines that were lost before it was handed over."""

    __slots__ = ("ends_at", "mail", "recipient", "refused", "sender", "token", "tries")

    def __init__(self, token: str, sender: str, recipient: str, mail: bytes) -> None:
        self.token, self.sender, self.recipient, self.mail = token, sender, recipient, mail
        self.refused: Result | None = None
        self.ends_at = 0
        self.tries = 0


class Line:
    """A connection in the hands of a `Post`: bytes out, answers in. Raises Lost when it breaks."""

    def __init__(self, sock: socket.socket, features: dict[str, str]) -> None:
        sock.setblocking(False)
        self.sock = sock
        self.fd = sock.fileno()
        self.pipelines = "pipelining" in features
        self.takes_8bit = "8bitmime" in features
        self.takes_utf8 = "smtputf8" in features
        size = features.get("size", "")
        self.says_size = "size" in features
        self.largest = int(size) if size.isdigit() else 0  # bytes; 0: it does not say
        self.expects: deque[tuple[Step, Job]] = deque()
        self.waiting = b""  # what could not be written yet
        self.queued = self.flushed = 0  # bytes given to this line, and to the system
        self.sent = 0  # messages handed over
        self.accepted = 0
        self.moved_at = time.monotonic()
        self._rest = b""
        self._lines: list[bytes] = []

    # Writing

    def write(self, data: bytes) -> None:
        """Queue bytes; what the system takes now is gone, the rest waits for `flush`."""
        self.moved_at = time.monotonic()
        self.queued += len(data)
        if self.waiting:
            self.waiting += data
            return
        taken = self._push(data)
        if taken < len(data):
            self.waiting = data[taken:]

    def flush(self) -> None:
        """Write what waits, as far as the system takes it."""
        taken = self._push(self.waiting)
        self.waiting = self.waiting[taken:]
        if taken:
            self.moved_at = time.monotonic()

    def _push(self, data: bytes) -> int:
        try:
            taken = self.sock.send(data)
        except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            return 0
        except OSError as error:
            raise Lost(str(error)) from error
        self.flushed += taken
        return taken

    def ask(self, job: Job) -> bytes:
        """The commands that begin a message, as bytes; their answers are expected from now on."""
        size = f" SIZE={len(job.mail)}" if self.says_size else ""
        utf8 = "" if job.recipient.isascii() else " BODY=8BITMIME SMTPUTF8"
        mail = f"MAIL FROM:<{job.sender}>{size}{utf8}\r\n"
        if not self.pipelines:
            self.expects.append((Step.MAIL, job))
            return mail.encode()
        self.expects.extend(((Step.MAIL, job), (Step.RCPT, job), (Step.DATA, job)))
        return f"{mail}RCPT TO:<{job.recipient}>\r\nDATA\r\n".encode()

    @staticmethod
    def rcpt(job: Job) -> bytes:
        return f"RCPT TO:<{job.recipient}>\r\n".encode()

    def cannot_take(self, job: Job) -> Result | None:
        """Why this server can never take the message, from what it announced; None when it may."""
        if self.largest and len(job.mail) > self.largest:
            words = f"larger than the {self.largest} bytes that the server takes"
            return Result(job.token, Answer.REFUSED, "5.3.4", "MAIL", words, permanent=False)
        if not job.recipient.isascii() and not (self.takes_utf8 and self.takes_8bit):
            words = "the server does not take addresses with accents or other scripts (SMTPUTF8)"
            return Result(job.token, Answer.REFUSED, "5.6.7", "RCPT", words, permanent=False)
        return None

    # Reading

    def read(self) -> bytes:
        """What the server said since we last looked. Raises Lost when it closed."""
        try:
            # More than a TLS record can hold: nothing stays behind where the system does not tell of it.
            data = self.sock.recv(_AT_ONCE)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return b""
        except OSError as error:
            raise Lost(str(error)) from error
        if not data:
            raise Lost("the server closed the connection")
        self.moved_at = time.monotonic()
        return data

    def all_is_well(self, data: bytes) -> bytes | None:
        """The words for the message just taken, when that is all that was said and the next one may come; or None."""
        if len(self.expects) != 4 or self.expects[0][0] is not Step.BODY or self._rest or self._lines:
            return None
        found = _ALL_WELL.fullmatch(data)
        return found[1] if found else None

    def answers(self, data: bytes) -> list[tuple[int, bytes]]:
        """The whole answers that have come: code and words. Raises Lost when the server talks nonsense."""
        found: list[tuple[int, bytes]] = []
        self._take(data, found)
        return found

    def _take(self, data: bytes, found: list[tuple[int, bytes]]) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > _LONGEST_ANSWER or len(self._lines) > 200:
            raise Lost("the server's answer does not end")
        for line in lines:
            code = _CODES.get(line[:4])
            if code is None or self._lines:
                self._take_unusual(line, found)
            else:
                found.append((code, line[4:]))

    def _take_unusual(self, line: bytes, found: list[tuple[int, bytes]]) -> None:
        """A line of an answer that has several, or that is none."""
        if not line[:3].isdigit():
            raise Lost(f"the server said: {words_of(line)}")
        if line[3:4] == b"-":
            self._lines.append(line[4:].rstrip())
            return
        text = b" ".join((*self._lines, line[4:].rstrip()))
        self._lines = []
        found.append((int(line[:3]), text))

    # Ending

    def in_flight(self) -> list[tuple[Job, Step, bool]]:
        """The messages begun and not answered, in order, each once: the last step asked of it, and whether the server
        may have it whole."""
        jobs = {id(job): (job, step) for step, job in self.expects}
        return [(job, step, step is Step.BODY and self.flushed >= job.ends_at) for job, step in jobs.values()]

    def hang_up(self, *, politely: bool) -> None:
        """Close; with QUIT when it is in order. Nothing depends on the server hearing it."""
        try:
            if politely:
                self.sock.send(b"QUIT\r\n")
        except OSError:
            pass  # it had left already
        self.sock.close()

    def is_alive(self) -> bool:
        """Whether an idle line still stands: nothing to read, and not closed."""
        try:
            self.sock.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            return True
        except OSError:
            return False
        return False


def refusal(job: Job, code: int, text: bytes, command: str) -> Result:
    """What a 4xx or 5xx answer means for one message. Raises Misconfigured when it is us whom the server refuses, Lost
    when the server has lost count of what was said (503): another line, then."""
    words = f"{code} {words_of(text)}"
    status = find_status(words)
    if code == 503 and command == "MAIL":
        raise Lost(words)
    if code in (530, 535, 538) or (command == "MAIL" and code >= 500 and not status.startswith(("5.2", "5.3"))):
        raise Misconfigured(f"our sender address or sign-in is refused: {words}")
    answer = Answer.REFUSED if code >= 500 else Answer.DEFERRED
    return Result(job.token, answer, status, command, words)


def words_of(text: bytes) -> str:
    return " ".join(text.decode("utf-8", "replace").split())[:400]
