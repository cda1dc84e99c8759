"""Measure the etiquette review on the letters written for it: recall and precision per family, false alarms, speed.

    python bench/etiquette.py [--unseen] [--show]

`--unseen` keeps the letters never used to tune the phrases. `--show` lists what was missed or flagged too much.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import yaml

from amarre.engine.etiquette import FAMILIES, review

LETTERS = Path(__file__).parent.parent / "amarre/engine/tests/etiquette_letters.yaml"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    letters = yaml.load(LETTERS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    letters = [letter for letter in letters if not (options.unseen and letter["seen"])]
    table(letters, show=options.show)
    speed(letters)


def table(letters: list[dict], *, show: bool) -> None:
    """Recall on labelled families, precision over all letters, and the share of good letters left alone."""
    hit, missed, extra = Counter[str](), Counter[str](), Counter[str]()
    alarmed = Counter[str]()
    for letter in letters:
        found = findings(letter)
        families, expected = {f.family for f in found}, set(letter["families"])
        hit.update(families & expected)
        missed.update(expected - families)
        extra.update(families - expected)
        if not expected and families:
            alarmed[letter["lang"]] += 1
        if show and families != expected:
            print(
                letter["id"],
                "missed",
                sorted(expected - families),
                "extra",
                [(f.code, f.excerpt) for f in found if f.family not in expected],
            )
    print(f"{'family':12}recall        precision")
    for family in FAMILIES:
        right = hit[family]
        print(f"{family:12}{right:3}/{right + missed[family]:<10}{right:3}/{right + extra[family]}")
    good = Counter(letter["lang"] for letter in letters if not letter["families"])
    print(f"{'all':12}{hit.total():3}/{hit.total() + missed.total():<10}{hit.total():3}/{hit.total() + extra.total()}")
    print("good letters with a finding:", {lang: f"{alarmed[lang]}/{n}" for lang, n in sorted(good.items())})


def speed(letters: list[dict]) -> None:
    """Letters per second of processor time, after one warm-up pass."""
    start = time.process_time()
    rounds = 5
    for _ in range(rounds):
        for letter in letters:
            findings(letter)
    print(f"{rounds * len(letters) / (time.process_time() - start):.0f} letters per CPU second")


def findings(letter: dict) -> list:
    """The findings of one letter of the file."""
    return review(letter["text"], lang=letter["lang"], occasion=letter["occasion"], channel=letter["channel"])


if __name__ == "__main__":
    main()
