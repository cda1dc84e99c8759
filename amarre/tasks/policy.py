"""When a task that did not end well is tried again, and when we give up. Pure: no database, no clock."""

from __future__ import annotations

import random
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError

MOST_ATTEMPTS = 8
"""Starts of one task, the first included: with the waits below, about two minutes from the first to the last."""

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 600.0


class Retry(Exception):
    """Raised inside a task: it could not be done now, and is worth trying again.

    `reason` says why in plain words (it is shown if all attempts fail). `after` is the least number of seconds to
    wait, when the task knows better than the usual backoff (a server that said when to come back).
    """

    def __init__(self, reason: str, *, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


TRANSIENT: tuple[type[BaseException], ...] = (Retry, OperationalError, InterfaceError, ConnectionError, TimeoutError)
"""What passes by itself: asked for by the task, a busy or restarting database, a network that is away."""


@dataclass(frozen=True)
class Again:
    """Try once more, in so many seconds."""

    seconds: float


@dataclass(frozen=True)
class GiveUp:
    """Stop trying. `reason` is a value of `Failure.Reason`; `detail` is the error in plain words."""

    reason: str
    detail: str


def after_error(error: BaseException, attempts: int, *, dice: random.Random) -> Again | GiveUp:
    """What to do when attempt number `attempts` (1 for the first) raised `error`."""
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if not isinstance(error, TRANSIENT):
        return GiveUp("error", detail)
    if attempts >= MOST_ATTEMPTS:
        return GiveUp("tired", error.reason if isinstance(error, Retry) else detail)
    least = error.after or 0.0 if isinstance(error, Retry) else 0.0
    return Again(max(least, backoff(attempts, dice=dice)))


def after_loss(attempts: int, *, dice: random.Random) -> Again | GiveUp:
    """What to do when the process running attempt number `attempts` is gone.

    The first loss is tried again at once: most often the machine was restarted. A task that kills its worker every
    time must not kill them all for ever: the waits grow, then we give up.
    """
    if attempts >= MOST_ATTEMPTS:
        return GiveUp("lost", "")
    return Again(0.0 if attempts <= 1 else backoff(attempts - 1, dice=dice))


def backoff(attempts: int, *, dice: random.Random) -> float:
    """Seconds to wait after `attempts` tries: doubling from one second to ten minutes, half of it by chance.

    The chance ("equal jitter", M. Brooker, "Exponential backoff and jitter", AWS Architecture Blog, 2015) keeps tasks
    that failed together from coming back together.
    """
    whole = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (attempts - 1))
    return whole / 2 + dice.uniform(0, whole / 2)
