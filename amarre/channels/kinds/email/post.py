"""Several lines to one server, driven together by one thread: who is idle begins, who is answered goes on."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from amarre.channels.kinds.contract import Answer, Misconfigured, Result, Unreachable
from amarre.channels.kinds.email.lines import Job, Line, Lost, Step, refusal, words_of
from amarre.channels.kinds.email.opening import open_line

if TYPE_CHECKING:
    from amarre.channels.kinds.email import Config

# A second line is worth its handshake only when there is more to send than this for each line that is open.
MESSAGES_FOR_A_LINE = 20
# And only when we wait for the server more than this share of our time: a server that is near is faster with few lines
# than with many, one that is far needs them.
WAITING = 0.3
# Lines lost one after the other before a single message got through: the server does not want to work now.
TROUBLES = 5
# A message whose line was lost before it was handed over so many times is put off.
TRIES = 4


class Post:
    """The lines to one server. Used by one caller at a time (`pool`)."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.used_at = time.monotonic()
        self._lines: dict[int, Line] = {}
        self._idle: list[Line] = []
        self._eyes = select.poll()
        self._bell, self._ringer = socket.socketpair()
        self._bell.setblocking(False)
        self._eyes.register(self._bell, select.POLLIN)
        self._arrivals: deque[Line | Exception] = deque()
        self._opening = 0
        self._minded_at = 0.0
        self._begin()

    def _begin(self) -> None:
        self._source: Iterator[Job | Result] = iter(())
        self._again: deque[Job] = deque()
        self._results: deque[Result] = deque()
        self._trouble: Unreachable | Misconfigured | None = None
        self._troubles = 0
        self._begun = 0
        self._is_dry = False
        self._watch_pace()

    def _watch_pace(self) -> None:
        """Begin to measure how much of our time is spent waiting for the server."""
        self._waited = 0.0
        self._watched_since = time.monotonic()
        self._begun_before = self._begun

    # Sending

    def send(self, jobs: Iterable[Job | Result]) -> Iterator[Result]:
        """Send all jobs; yields their results as they come. Raises Unreachable and Misconfigured after them."""
        self._begin()
        self._source = iter(jobs)
        self._idle = [line for line in list(self._lines.values()) if self._still_stands(line)]
        results = self._results
        while True:
            self._put_to_work()
            while results:
                yield results.popleft()
            if not self._is_busy():
                break
            self._look()
            while results:
                yield results.popleft()
        if self._trouble is not None:
            raise self._trouble

    def _is_busy(self) -> bool:
        if len(self._idle) < len(self._lines):
            return True
        return self._trouble is None and (bool(self._again) or not self._is_dry)

    def _put_to_work(self) -> None:
        while self._idle and (job := self._next()) is not None:
            line = self._idle.pop()
            try:
                self._begin_message(line, job)
            except Lost as error:
                self._lost(line, str(error))
        if self._trouble is not None or (self._is_dry and not self._again):
            return
        if not self._lines and not self._opening:
            self._open_first()
        elif self._wants_another():
            self._opening += 1
            threading.Thread(target=self._open_aside, daemon=True, name="smtp-open").start()

    def _wants_another(self) -> bool:
        count = len(self._lines)
        if (
            self._opening
            or count >= self.config.lines
            or self._begun - self._begun_before < count * MESSAGES_FOR_A_LINE
        ):
            return False
        passed = time.monotonic() - self._watched_since
        is_worth_it = self._waited > passed * WAITING
        self._watch_pace()
        return is_worth_it

    def _next(self) -> Job | None:
        """The next message to begin; results that need no server are passed on."""
        if self._trouble is not None:
            return None
        if self._again:
            return self._again.popleft()
        while not self._is_dry:
            found = next(self._source, None)
            if found is None:
                self._is_dry = True
            elif isinstance(found, Result):
                self._results.append(found)
            else:
                self._begun += 1
                return found
        return None

    def _begin_message(self, line: Line, job: Job, before: bytes = b"") -> None:
        """Write what comes before, and the first commands of a message that this server can take."""
        current: Job | None = job
        while current is not None and (refused := line.cannot_take(current)) is not None:
            self._results.append(refused)
            current = self._next()
        if current is not None:
            current.refused = None
            line.sent += 1
            before += line.ask(current)
        elif not line.expects:
            self._idle.append(line)
        if before:
            self._write(line, before)

    def _go_on(self, line: Line, before: bytes = b"") -> None:
        """The line is free for another message: begin it, rest, or hang up after enough of them."""
        if line.sent >= self.config.messages_per_line:
            if before:
                self._write(line, before)
            if not line.expects:
                self._drop(line, politely=True)
            return
        job = self._next()
        if job is not None:
            self._begin_message(line, job, before)
            return
        if before:
            self._write(line, before)
        if not line.expects:
            self._idle.append(line)

    def _write(self, line: Line, data: bytes) -> None:
        had = bool(line.waiting)
        line.write(data)
        if bool(line.waiting) != had:
            self._watch(line)

    def _watch(self, line: Line) -> None:
        self._eyes.modify(line.fd, select.POLLIN | (select.POLLOUT if line.waiting else 0))

    # Answers

    def _look(self) -> None:
        """Wait for the server, and do what its answers ask for."""
        before = time.monotonic()
        found = self._eyes.poll(1000)
        now = time.monotonic()
        self._waited += now - before
        for fd, events in found:
            line = self._lines.get(fd)
            if line is None:
                if fd == self._bell.fileno():
                    self._welcome()
                continue
            try:
                if events & select.POLLOUT:
                    line.flush()
                    if not line.waiting:
                        self._watch(line)
                if events & ~select.POLLOUT and (data := line.read()):
                    self._hear(line, data)
            except Lost as error:
                self._lost(line, str(error))
            except Misconfigured as error:
                self._trouble = self._trouble or error
                self._lost(line, str(error))
        if now - self._minded_at >= 1.0:
            self._mind_the_time(now)

    def _hear(self, line: Line, data: bytes) -> None:
        text = line.all_is_well(data)
        if text is None:
            for code, words in line.answers(data):
                self._answered(line, code, words)
            return
        token, job = line.expects[0][1].token, line.expects[3][1]
        line.expects.clear()
        line.accepted += 1
        self._troubles = 0
        self._results.append(Result(token, Answer.ACCEPTED, "", "DATA", words_of(text)))
        self._give_body(line, job)

    def _answered(self, line: Line, code: int, text: bytes) -> None:
        if not line.expects:
            raise Lost(f"{code} {words_of(text)}")  # nobody asked: a server that takes its leave
        step, job = line.expects[0]
        if code == 421:
            self._closing(line, step, job, code, text)
        line.expects.popleft()
        if step is Step.BODY:
            self._body_answered(line, job, code, text)
        elif step is Step.DATA:
            self._data_answered(line, job, code, text)
        elif step is Step.MAIL or step is Step.RCPT:
            if code >= 400 and job.refused is None:
                job.refused = refusal(job, code, text, step.name)
            if not line.pipelines:
                self._one_by_one(line, step, job)
        elif not line.expects:  # RESET or DOT
            self._go_on(line)

    def _closing(self, line: Line, step: Step, job: Job, code: int, text: bytes) -> None:
        """421: the server closes. A message whose body it answers so was not taken; the others were not handed over."""
        if step is Step.BODY:
            line.expects.popleft()
            self._results.append(refusal(job, code, text, "DATA"))
        raise Lost(f"{code} {words_of(text)}")

    def _body_answered(self, line: Line, job: Job, code: int, text: bytes) -> None:
        line.accepted += 1
        self._troubles = 0
        if code < 400:
            self._results.append(Result(job.token, Answer.ACCEPTED, "", "DATA", words_of(text)))
        else:
            self._results.append(refusal(job, code, text, "DATA"))
        if not line.expects:
            self._go_on(line)

    def _data_answered(self, line: Line, job: Job, code: int, text: bytes) -> None:
        if job.refused is None and code == 354:
            self._give_body(line, job)
            return
        if job.refused is None:
            job.refused = refusal(job, code, text, "DATA")
        self._results.append(job.refused)
        # RFC 2920, 3.1: a server may take DATA although it refused the recipient; then an empty body ends it.
        line.expects.append((Step.DOT if code == 354 else Step.RESET, job))
        self._go_on_after_refusal(line, b".\r\n" if code == 354 else b"RSET\r\n")

    def _give_body(self, line: Line, job: Job) -> None:
        line.expects.append((Step.BODY, job))
        body = job.mail + b".\r\n"
        job.ends_at = line.queued + len(body)
        if line.pipelines:
            self._go_on(line, body)
        else:
            self._write(line, body)

    def _go_on_after_refusal(self, line: Line, before: bytes) -> None:
        if line.pipelines:
            self._go_on(line, before)
        else:
            self._write(line, before)

    def _one_by_one(self, line: Line, step: Step, job: Job) -> None:
        """Without PIPELINING each command waits for the answer to the one before."""
        if job.refused is not None:
            self._results.append(job.refused)
            line.expects.append((Step.RESET, job))
            self._write(line, b"RSET\r\n")
        elif step is Step.MAIL:
            line.expects.append((Step.RCPT, job))
            self._write(line, line.rcpt(job))
        else:
            line.expects.append((Step.DATA, job))
            self._write(line, b"DATA\r\n")

    def _mind_the_time(self, now: float) -> None:
        self._minded_at = now
        for line in list(self._lines.values()):
            if not line.expects:
                continue
            allowed = self.config.body_timeout if line.expects[0][0] is Step.BODY else self.config.timeout
            if now - line.moved_at > allowed:
                self._lost(line, f"no answer within {allowed:.0f} s")

    # Lines that come and go

    def _lost(self, line: Line, why: str) -> None:
        """Say what became of the messages on a line that broke: unsure only what the server may have whole."""
        if line.fd not in self._lines:
            return
        for job, step, may_have_arrived in line.in_flight():
            if step in (Step.DOT, Step.RESET):
                continue  # answered already; this was its tidying up
            if job.refused is not None:
                self._results.append(job.refused)
                continue
            if may_have_arrived:
                self._results.append(Result(job.token, Answer.UNSURE, command="DATA", words=why))
                continue
            job.tries += 1
            if job.tries < TRIES:
                self._again.append(job)
            else:
                self._results.append(Result(job.token, Answer.DEFERRED, "4.4.2", "CONN", why))
        if not line.accepted:
            self._troubles += 1
        self._drop(line, politely=False)
        if self._troubles >= TROUBLES:
            self._trouble = self._trouble or Unreachable(f"{self.config.host}:{self.config.port}: {why}")

    def _drop(self, line: Line, *, politely: bool) -> None:
        self._eyes.unregister(line.fd)
        del self._lines[line.fd]
        if line in self._idle:
            self._idle.remove(line)
        line.hang_up(politely=politely)

    def _still_stands(self, line: Line) -> bool:
        if not line.expects and line.is_alive():
            return True
        self._drop(line, politely=False)
        return False

    def _open_first(self) -> None:
        try:
            self._add(open_line(self.config))
        except (Unreachable, Misconfigured) as error:
            self._trouble = error
        else:
            self._put_to_work()

    def _open_aside(self) -> None:
        try:
            self._arrivals.append(open_line(self.config))
        except (Unreachable, Misconfigured) as error:
            self._arrivals.append(error)
        with contextlib.suppress(OSError):  # the post was closed meanwhile
            self._ringer.send(b".")

    def _welcome(self) -> None:
        """Lines opened aside. One more that could not be had is no trouble while others work."""
        self._bell.recv(64)
        while self._arrivals:
            arrived = self._arrivals.popleft()
            self._opening -= 1
            if isinstance(arrived, Line):
                self._add(arrived)
            elif not self._lines:
                self._trouble = self._trouble or _as_trouble(arrived)

    def _add(self, line: Line) -> None:
        self._lines[line.fd] = line
        self._eyes.register(line.fd, select.POLLIN)
        self._idle.append(line)

    def rest(self) -> bool:
        """Put the post aside; whether it has lines worth keeping. A line in the middle of something is not."""
        for line in list(self._lines.values()):
            if line.expects or line.waiting:
                self._drop(line, politely=False)
        self.used_at = time.monotonic()
        return bool(self._lines) and not self._opening

    def close(self) -> None:
        """Hang up."""
        for line in list(self._lines.values()):
            self._drop(line, politely=not line.expects)
        while self._arrivals:
            arrived = self._arrivals.popleft()
            if isinstance(arrived, Line):
                arrived.hang_up(politely=True)
        self._bell.close()
        if not self._opening:
            self._ringer.close()


def _as_trouble(error: Exception) -> Unreachable | Misconfigured:
    return error if isinstance(error, Unreachable | Misconfigured) else Unreachable(str(error))
