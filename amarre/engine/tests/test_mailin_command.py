"""`amarre inbound --dry-run`: what other programs rely on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from amarre.cli import main

MAILS = Path(__file__).parent / "mail"
KEYS = {"file", "kind", "text", "address", "permanent", "reason"}


def read(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, object]]:
    assert main(["inbound", str(path), "--dry-run", "--format", "json", *more]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return rows


def test_a_folder_gives_one_object_for_each_mail(capsys):
    rows = read(MAILS, capsys)
    assert len([row for row in rows if str(row["file"]).endswith(".eml")]) == len(list(MAILS.glob("*.eml")))
    assert all(set(row) == KEYS for row in rows)


def test_the_reason_is_said_in_the_language_asked_for(capsys):
    mail = MAILS / "postfix-full.eml"
    assert read(mail, capsys)[0]["reason"] == "The mailbox is full."
    assert read(mail, capsys, "--lang", "fr")[0]["reason"] == "La boîte est pleine."


def test_an_mbox_is_read_mail_by_mail(tmp_path, capsys):
    box = tmp_path / "box.mbox"
    mails = [(MAILS / f"{name}.eml").read_text() for name in ("person-thanks", "qmail-unknown")]
    box.write_text("".join(f"From a@b Mon Mar  2 10:00:00 2026\n{mail}\n" for mail in mails))
    assert [row["kind"] for row in read(box, capsys)] == ["message", "bounce"]


def test_a_path_that_is_not_there_is_misuse(tmp_path, capsys):
    assert main(["inbound", str(tmp_path / "none.eml"), "--dry-run"]) == 2
    assert "none.eml" in capsys.readouterr().err


def test_a_dry_run_reads_standard_input_and_loads_no_django():
    code = (
        "import sys; from amarre.cli import main; main(['inbound', '-', '--dry-run', '--format', 'json']);"
        "assert 'django' not in sys.modules"
    )
    raw = (MAILS / "postfix-unknown.eml").read_bytes()
    done = subprocess.run([sys.executable, "-c", code], input=raw, capture_output=True, check=True)
    row = json.loads(done.stdout)[0]
    assert (row["file"], row["kind"], row["permanent"]) == ("-", "bounce", True)
