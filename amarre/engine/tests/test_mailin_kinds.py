"""Machines are told from people, whatever program wrote: one file each in `mail/`, the verdict in its first header.

The files were written for these tests, in the manner of the programs they are named after; no real mail is among them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from amarre.engine.mailin import address, explain, permanent, read_mail

MAILS = sorted((Path(__file__).parent / "mail").glob("*.eml"))


def expected(raw: bytes) -> list[str]:
    return raw.split(b"\n", 1)[0].decode().removeprefix("X-Expected:").split()


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_is_taken_for_what_it_is(path: Path) -> None:
    raw = path.read_bytes()
    mail = read_mail(raw)
    verdict = {True: "true", False: "false", None: "null"}[permanent(mail)]
    assert [mail.kind, address(mail), verdict, mail.reason] == expected(raw)
    assert explain(mail, lang="fr")
    assert explain(mail, lang="en")


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_the_same_mail_with_windows_line_ends_is_the_same(path: Path) -> None:
    raw = path.read_bytes()
    mail, other = read_mail(raw), read_mail(raw.replace(b"\n", b"\r\n"))
    assert (mail.kind, mail.reason, mail.text) == (other.kind, other.reason, other.text)
