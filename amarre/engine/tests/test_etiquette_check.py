"""`amarre check`, as a person or a program calls it."""

import argparse
import io
import json
import subprocess
import sys

import pytest

from amarre.commands import check

BAD = "Business as usual chez nous."
GOOD = "Bonjour, nous pensons à vous."


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        parser = argparse.ArgumentParser()
        check.add_arguments(parser)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = check.run(parser.parse_args(arguments))
        output = capsys.readouterr()
        return status, output.out, output.err

    return call


def test_a_clean_letter_says_nothing_and_exits_0(run, tmp_path):
    (tmp_path / "letter.txt").write_text(GOOD, encoding="utf-8")
    assert run(str(tmp_path / "letter.txt")) == (0, "", "")


def test_findings_are_shown_with_place_reason_and_better_words_and_exit_1(run):
    status, out, _ = run("-", stdin=BAD.encode())
    assert status == 1
    assert out.startswith("standard input:1:1: warning usual.as_usual: Business as usual\n")
    assert "ce qui change" in out


def test_json_is_a_list_of_findings(run):
    status, out, _ = run("-", "--format", "json", stdin=BAD.encode())
    assert status == 1
    (finding,) = json.loads(out)
    assert set(finding) == {"family", "code", "severity", "line", "column", "excerpt", "message", "suggestion"}
    assert (finding["code"], finding["line"], finding["column"]) == ("usual.as_usual", 1, 1)


def test_json_of_a_clean_letter_is_an_empty_list(run):
    assert run("-", "--format", "json", stdin=GOOD.encode())[:2] == (0, "[]\n")


def test_jsonl_answers_each_line_by_its_id_with_families(run):
    lines = [
        {"id": "a", "text": BAD, "lang": "fr", "occasion": "statement", "channel": "sms"},
        {"id": 2, "text": "", "lang": "en", "occasion": "news", "channel": "email"},
        {"id": "c", "text": "It is business as usual here."},
    ]
    stdin = "\n".join(json.dumps(line) for line in lines) + "\n\n"
    status, out, _ = run("-", "--jsonl", stdin=stdin.encode())
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [a["id"] for a in answers] == ["a", 2, "c"]
    assert [{f["family"] for f in a["findings"]} for a in answers] == [{"usual"}, set(), {"usual"}]
    assert "d’habitude" in answers[0]["findings"][0]["message"]
    assert "As usual" in answers[2]["findings"][0]["message"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{bad", "line 2: not JSON"),
        ("[1]", "line 2: expected an object"),
        ('{"id": 1}', 'line 2: "text" is missing'),
        ('{"id": 1, "text": "x", "lang": "de"}', "line 2: \"lang\" is 'de'; expected one of fr, en"),
        ('{"id": 1, "text": "x", "channel": ["sms"]}', 'line 2: "channel"'),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_nothing_is_answered(run, line, words):
    status, out, err = run("-", "--jsonl", stdin=f'{{"id": 1, "text": "Bonjour."}}\n{line}\n'.encode())
    assert (status, out) == (2, "")
    assert words in err


def test_bytes_that_are_not_utf8_are_refused_with_their_line(run):
    status, out, err = run("-", stdin="Bonjour,\ncher été".encode("cp1252"))
    assert (status, out) == (2, "")
    assert "line 2: not UTF-8" in err


def test_a_byte_order_mark_is_not_part_of_the_letter(run):
    assert run("-", stdin=GOOD.encode("utf-8-sig"))[0] == 0


def test_an_empty_letter_and_a_missing_file_are_misuse(run, tmp_path):
    assert run("-", stdin=b" \n")[0] == 2
    status, _, err = run(str(tmp_path / "nowhere.txt"))
    assert status == 2
    assert "cannot read" in err


def test_the_day_makes_past_deadlines_visible(run):
    text = b"Rapportez le produit avant le 3 mars 2020."
    assert run("-", stdin=text)[0] == 0
    assert run("-", "--today", "2026-03-20", stdin=text)[0] == 1


def test_an_impossible_option_is_misuse(run):
    with pytest.raises(SystemExit) as exit_:
        run("-", "--occasion", "birthday")
    assert exit_.value.code == 2


def test_the_command_and_the_engine_do_not_load_django():
    program = "import sys, amarre.commands.check; sys.exit(any(m.split('.')[0] == 'django' for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
