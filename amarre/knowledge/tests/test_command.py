from __future__ import annotations

import argparse
import json

import pytest

from amarre.knowledge import command
from amarre.knowledge.models import Entry

pytestmark = pytest.mark.django_db


def main(arguments):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(arguments[2:]))


@pytest.fixture
def faq(tmp_path):
    path = tmp_path / "faq.csv"
    path.write_bytes("Question;Réponse\nOù êtes-vous ?;À Lyon.\nSans réponse ?;\n".encode("cp1252"))
    return path


def test_an_faq_is_imported_and_its_sums_are_told(crisis, faq, tmp_path, capsys):
    refused = tmp_path / "refused.csv"
    code = main(["import", "faq", str(faq), "--publish", "--json", "-", "--refused", str(refused)])
    sums = json.loads(capsys.readouterr().out)
    assert (code, sums["created"], sums["published"], sums["refused"]) == (1, 1, 1, 1)
    assert Entry.objects.get().words["fr"]["answer"] == "À Lyon."
    assert "Sans réponse ?" in refused.read_text(encoding="utf-8-sig")


def test_a_crisis_that_is_not_there_is_said(faq, capsys, db):
    assert main(["import", "faq", str(faq), "--crisis", "nowhere"]) == 2
    assert "--crisis" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(crisis, tmp_path, capsys):
    assert main(["import", "faq", str(tmp_path / "no.csv")]) == 2
    assert "no.csv" in capsys.readouterr().err
