"""A whole crisis played as anybody would play it: by the command, in a state folder of its own."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import template


def amarre(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"AMARRE_HOME": str(home)}
    return subprocess.run([sys.executable, "-m", "amarre", *words], env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, float]]:
    home = tmp_path_factory.mktemp("home")
    done = amarre(
        "drill", "--scenario", "breach", "--people", "200", "--days", "2", "--seed", "7", "--json", "-", home=home
    )
    assert done.returncode == 0, done.stderr
    return home, json.loads(done.stdout)


def test_the_sums_of_a_drill_add_up(played: tuple[Path, dict[str, float]]) -> None:
    _home, sums = played
    assert sums["people"] == 200
    assert sums["people"] == sums["delivered"] + sums["bounced"] + sums["suppressed"] + sums["unsure"]
    parts = ("to_conversations", "bounces_in", "reports_in", "auto_replies_in", "spam_in")
    assert sums["inbound"] == sum(sums[part] for part in parts) > 0
    assert sums["doubles"] == 0
    assert sums["answered"] == sums["to_conversations"]
    assert sums["corrected"] > 170


@pytest.mark.usefixtures("django_db_setup")
def test_the_same_seed_gives_the_same_sums(played: tuple[Path, dict[str, float]], tmp_path: Path) -> None:
    _home, sums = played
    template.copy_to(tmp_path / "home")  # the first drill made its database itself; this one finds it made
    words = ("drill", "--scenario", "breach", "--people", "200", "--days", "2", "--seed", "7", "--json")
    done = amarre(*words, str(tmp_path / "sums.json"), home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    again = json.loads((tmp_path / "sums.json").read_text(encoding="utf-8"))
    assert {key: value for key, value in again.items() if key != "seconds"} == {
        key: value for key, value in sums.items() if key != "seconds"
    }


def test_the_proof_says_for_each_person_what_they_were_told_on_which_facts(
    played: tuple[Path, dict[str, float]], tmp_path: Path
) -> None:
    home, sums = played
    known = amarre("export", "proof", "--crisis", "nobody", home=home)
    assert known.returncode == 2
    slug = known.stderr.partition("Known: ")[2].strip().rstrip(".").split(", ")[0]
    done = amarre("export", "proof", "--crisis", slug, "-o", str(tmp_path / "proof.csv"), home=home)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "proof.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    statement = [row for row in rows if row["occasion"] == "statement"]
    assert len(statement) == sums["people"]
    told = next(row for row in statement if row["state"] in ("sent", "delivered"))
    assert told["approved_by"].startswith("Alix") and told["written_by"].startswith("Chloé")
    assert "what_happened v1:" in told["facts"]


@pytest.mark.parametrize("words", [("--people", "3"), ("--scenario", "volcano"), ("--days", "0")])
def test_a_drill_that_cannot_be_is_refused_in_words(words: tuple[str, str], tmp_path: Path) -> None:
    done = amarre("drill", *words, home=tmp_path)
    assert done.returncode == 2 and done.stderr.strip() and "Traceback" not in done.stderr
