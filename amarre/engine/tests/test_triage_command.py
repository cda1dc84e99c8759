"""`amarre triage FILE|-`: lines in, lines out, and nothing lost in silence."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from amarre.commands import triage as command


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def test_each_line_is_answered_with_its_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "a", "text": "Il y a le feu"}\n\n{"id": 2, "text": "Thanks"}\n', encoding="utf-8")
    assert run(str(file), "--reasons", "en") == 0
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert set(first) == {"id", "impact", "anger", "threat", "because"}
    assert second == {"id": 2, "impact": "low", "anger": 0, "threat": False, "because": []}


def test_bad_lines_are_named_and_the_others_sorted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(
        b'{"id": 1, "text": "ok"}\nnot json\n[1]\n{"id": 3}\n{"text": "x"}\n{"id": 4, "text": "\xff"}\n'
        b'{"id": true, "text": "x"}\n{"id": 5, "text": "ok"}\n'
    )
    assert run(str(file)) == 1
    said = capsys.readouterr()
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == [1, 5]
    assert [line.split(":")[0] for line in said.err.splitlines()] == [f"line {n}" for n in (2, 3, 4, 5, 6, 7)]


def test_a_file_that_is_not_there_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "absent.jsonl")) == 2
    assert "absent.jsonl" in capsys.readouterr().err


def test_the_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'\xef\xbb\xbf{"id": 1, "text": "No water"}\n')))
    assert run("-") == 0
    assert json.loads(capsys.readouterr().out)["impact"] == "urgent"


def test_it_starts_without_django() -> None:
    code = "import sys, amarre.commands.triage; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
