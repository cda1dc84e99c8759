"""A worker's own record of what it is handing over: a small file that survives the worker's death.

The database learns the outcome of hundreds of messages at once. Between a message's departure and that moment, only
this file knows; it is mapped into memory, so that a mark costs no system call and is the system's to keep at once.
Whoever finds a dead worker's lease reads its file: what was never begun simply waits again, what was answered is
written down, and only what was begun without an answer is unsure.

A file says nothing after the machine itself went down (its last pages may never have reached the disk): `Process.lives`
knows the boot, and such a lease is unsure as a whole.

    first line: JSON {"lease": 12, "rows": [ids...]}; then one slot of SLOT bytes for each row:
    state (0 untouched, 1 begun, 2 answered), length (2 bytes), the answer, its fields set apart by tabs
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from amarre.channels.kinds.contract import Answer, Result

SLOT = 512
_UNTOUCHED, _BEGUN, _ANSWERED = 0, 1, 2
_HEAD = 3
_WORDS = 300
_CODES = {Answer.ACCEPTED: "a", Answer.REFUSED: "r", Answer.DEFERRED: "d", Answer.UNSURE: "u"}
_ANSWERS = {code: answer for answer, code in _CODES.items()}
_GAP = "\t"


class Unreadable(Exception):
    """The record of a lease is missing or is not its own."""


@dataclass
class Told:
    """What a record says of the rows of a lease, by their number."""

    answered: dict[int, Result] = field(default_factory=dict)
    begun: list[int] = field(default_factory=list)
    untouched: list[int] = field(default_factory=list)


class Record:
    """The record of one lease, being written. Rows are named by their place in the lease."""

    def __init__(self, lease_id: int, rows: Sequence[int]) -> None:
        self.path = path_of(lease_id)
        head = json.dumps({"lease": lease_id, "rows": list(rows)}).encode() + b"\n"
        self._start = len(head)
        self._file = open(self.path, "w+b")  # noqa: SIM115
        # Reserved, not only announced: a full disk is said now, by an error, and not later, by a signal.
        os.posix_fallocate(self._file.fileno(), 0, self._start + SLOT * len(rows))
        self._map = mmap.mmap(self._file.fileno(), 0)
        self._map[: self._start] = head

    def begin(self, place: int) -> None:
        """The message at this place is about to be handed over."""
        self._map[self._start + place * SLOT] = _BEGUN

    def answer(self, place: int, result: Result) -> None:
        """The next hop's answer. The words are written before the mark that makes them count."""
        at = self._start + place * SLOT
        words = _packed(result)
        end = at + _HEAD + len(words)
        self._map[at + 1 : end] = len(words).to_bytes(2, "big") + words
        self._map[at] = _ANSWERED

    def close(self, *, keep: bool = False) -> None:
        """The outcome is in the database: the file has done its work."""
        self._map.close()
        self._file.close()
        if not keep:
            self.path.unlink(missing_ok=True)


def path_of(lease_id: int) -> Path:
    """Where the record of a lease is, on the machine of its worker."""
    folder = Path(settings.HOME) / "sending"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{lease_id}.lease"


def read(lease_id: int, path: str) -> Told:
    """What became of a lease whose worker died. Raises Unreadable when the file cannot tell."""
    try:
        data = Path(path).read_bytes()
        head, _, _rest = data.partition(b"\n")
        about = json.loads(head)
        rows = [int(row) for row in about["rows"]]
        if about["lease"] != lease_id or len(data) != len(head) + 1 + SLOT * len(rows):
            raise Unreadable(f"the record of lease {lease_id} is not whole")
        return _told(data, len(head) + 1, rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(str(error)) from error


def _told(data: bytes, start: int, rows: Sequence[int]) -> Told:
    told = Told()
    for place, row in enumerate(rows):
        at = start + place * SLOT
        if data[at] == _ANSWERED:
            length = int.from_bytes(data[at + 1 : at + _HEAD], "big")
            told.answered[row] = _unpacked(data[at + _HEAD : at + _HEAD + length])
        elif data[at] == _BEGUN:
            told.begun.append(row)
        else:
            told.untouched.append(row)
    return told


def _packed(result: Result) -> bytes:
    if result.answer is Answer.ACCEPTED and not (result.reference or result.status):  # nearly always
        return f"a\t\t{result.command}\t\t\t\t{result.words[:_WORDS]}".encode("utf-8", "replace")[: SLOT - _HEAD]
    later = "" if result.retry_after is None else str(int(result.retry_after.total_seconds()))
    dead = "" if result.permanent is None else str(int(result.permanent))
    fields = (
        _CODES[result.answer],
        result.status,
        result.command,
        result.reference,
        later,
        dead,
        result.words[:_WORDS],
    )
    return _GAP.join(fields).encode("utf-8", "replace")[: SLOT - _HEAD]


def _unpacked(data: bytes) -> Result:
    code, status, command, reference, later, dead, words = data.decode("utf-8", "ignore").split(_GAP, 6)
    return Result(
        token="",
        answer=_ANSWERS[code],
        status=status,
        command=command,
        words=words,
        reference=reference,
        retry_after=timedelta(seconds=int(later)) if later else None,
        permanent=bool(int(dead)) if dead else None,
    )
