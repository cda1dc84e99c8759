"""The pure engines on one core: triage, etiquette, answers among 10,000 entries, on our own texts."""

from __future__ import annotations

import argparse
import random
import statistics
import time
from pathlib import Path
from typing import Any

import yaml

from bench.outcome import Outcome

ROOT = Path(__file__).resolve().parents[1]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to run each engine")


def measure(args: argparse.Namespace) -> Outcome:
    outcome = Outcome("engines")
    triage_rate = _triage(args.seconds)
    letters_rate = _etiquette(args.seconds)
    answers = _answers()
    outcome.figures = {
        "triage_messages_per_cpu_second": round(triage_rate),
        "etiquette_letters_per_cpu_second": round(letters_rate),
        **answers,
    }
    outcome.ratios = {
        "triage_over_goal": triage_rate / 2000,
        "answer_limit_over_p95": 10 / answers["answer_p95_ms"],
    }
    outcome.goals = {"triage_over_goal": {"at_least": 1.0}, "answer_limit_over_p95": {"at_least": 1.0}}
    return outcome


def _words() -> list[str]:
    """What customers write in the drills: short, in both languages."""
    found = []
    for path in sorted((ROOT / "amarre/drill/words").glob("*.yaml")):
        for texts in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            if isinstance(texts, list):
                found += [row["text"] for row in texts if isinstance(row, dict) and "text" in row]
    return found


def _rate(run: Any, items: list[Any], seconds: float) -> float:
    """Items a second of processor time, after one pass to warm up."""
    for item in items:
        run(item)
    began, done = time.process_time(), 0
    while time.process_time() - began < seconds:
        for item in items:
            run(item)
        done += len(items)
    return done / (time.process_time() - began)


def _triage(seconds: float) -> float:
    from amarre.engine.triage import triage

    pairs = list(zip(_words(), reversed(_words()), strict=True))
    return _rate(triage, [f"{one} {other}" for one, other in pairs], seconds)  # 200 characters, as people write


def _letters() -> list[tuple[str, str, str, str]]:
    """Every template of the playbooks: (words, language, occasion, channel)."""
    found = []
    for path in sorted((ROOT / "amarre/plan/playbooks").glob("*.yaml")):
        for template in yaml.safe_load(path.read_text(encoding="utf-8"))["templates"]:
            found += [
                (template["body"][code], code, template["occasion"], template["channel"]) for code in ("fr", "en")
            ]
    return found


def _etiquette(seconds: float) -> float:
    from amarre.engine.etiquette import OCCASIONS, review

    letters = [letter for letter in _letters() if letter[2] in OCCASIONS]
    return _rate(lambda one: review(one[0], lang=one[1], occasion=one[2], channel=one[3]), letters, seconds)


def _answers() -> dict[str, float]:
    from amarre.engine.answer import Doc, Index

    chance = random.Random(1)
    rows = [
        (code, row["question"][code], row["answer"][code], tuple(row["phrasings"].get(code, ())))
        for path in sorted((ROOT / "amarre/plan/playbooks").glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))["faq"]
        for code in ("fr", "en")
    ]
    vocabulary = [word for _code, question, answer, _ways in rows for word in f"{question} {answer}".split()]
    docs = []
    for number in range(10_000):
        code, question, answer, ways = rows[number % len(rows)]
        noise = " ".join(chance.choices(vocabulary, k=12))
        docs.append(Doc(number, code, f"{question} {noise}", answer, ways))
    began = time.perf_counter()
    index = Index(docs)
    built = time.perf_counter() - began
    questions = [(way, code) for code, _question, _answer, ways in rows for way in ways]
    times = []
    for way, code in questions:
        began = time.perf_counter()
        index.suggest(way, lang=code)
        times.append((time.perf_counter() - began) * 1000)
    return {
        "answer_entries": len(docs),
        "answer_index_seconds": round(built, 2),
        "answer_median_ms": round(statistics.median(times), 2),
        "answer_p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
    }
