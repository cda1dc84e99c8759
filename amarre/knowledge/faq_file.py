"""Reading an FAQ from a file of somebody else's: CSV of any separator, encoding and column names, JSON or JSON lines.

Nothing is written here. A line that cannot be used is handed back with its reason; the others are not spoilt by it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from amarre.engine.tabular import Problem, Row, Shape, look, read
from amarre.engine.tabular.names import fold
from amarre.engine.tabular.shape import HEAD_BYTES
from amarre.knowledge.html_words import to_markdown
from amarre.lib.errors import Invalid

TARGETS = ("question", "answer", "topic", "url", "key")
_NAMES = {
    "question": r"(la |the )?(questions?|demandes?|intitule|titres?|title|q|prompt|sujet de la question)",
    "answer": r"(la |the )?(reponses?|answers?|reply|a|r|texte|text|contenu|content|corps|body|solution|response)",
    "topic": r"(themes?|topics?|rubriques?|categor(y|ie|ies)|sections?|sujets?|subject|tags?|domaine)",
    "url": r"(url|urls|lien|liens|link|links|source|source url|url source|page|adresse web|href)",
    "key": r"(id|ids|faq id|identifiant|code|cle|key|slug|ref|reference|n|no|num|numero|uid|uuid)",
}
_LANGUAGE_WORDS = {
    "fr": r"fr|fra|fre|francais|french|fr fr|fr ca", "en": r"en|eng|anglais|english|en us|en gb|en ca"
}  # fmt: skip
_COMPILED = {target: re.compile(pattern) for target, pattern in _NAMES.items()}
_LANGUAGES = {language: re.compile(rf"(?P<rest>.*?) ?\b({words})") for language, words in _LANGUAGE_WORDS.items()}
_BEFORE = {language: re.compile(rf"({words})\b ?(?P<rest>.*)") for language, words in _LANGUAGE_WORDS.items()}
LONGEST_QUESTION = 300


@dataclass(frozen=True)
class Refused:
    """A line that was not taken. `line` counts from 1 as an editor does (in JSON: the number of the item)."""

    line: int
    reason: str
    raw: str


@dataclass(frozen=True)
class FaqLine:
    """One question with its answer, in one or more languages."""

    line: int
    words: Mapping[str, Mapping[str, str]]
    key: str = ""
    topic: str = ""
    url: str = ""


@dataclass(frozen=True)
class FaqFile:
    """What a file holds. `columns`: how each of its columns was understood (`question fr`, `answer fr`, `topic`...)."""

    lines: Sequence[FaqLine]
    refused: Sequence[Refused]
    columns: Mapping[str, str] = field(default_factory=dict)


Record = tuple[int, dict[str, str], str]


def read_faq(data: bytes, *, language: str) -> FaqFile:
    """Read the file; `language` is that of columns that do not say theirs. Raises Invalid when no question is found."""
    if data[:2] == b"PK":
        raise Invalid(_("This is a spreadsheet, not a text file."), hint=_("Save it as CSV (UTF-8) and try again."))
    records, refused = _json_records(data) if _is_json(data) else _table_records(data)
    if not records:
        raise Invalid(_("There is no line in this file."), hint=_("One question a line, with its answer."))
    columns = _understand(records, language)
    if not any(target.startswith("question") for target in columns.values()):
        raise Invalid(
            _("No column holds questions."),
            hint=_("Name one column “question” and one “answer”. Found: %(columns)s.")
            % {"columns": ", ".join(records[0][1])},
        )
    lines: list[FaqLine] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells, raw in records:
        taken = _line(number, cells, raw, columns, seen)
        (lines if isinstance(taken, FaqLine) else refused).append(taken)  # type: ignore[arg-type]
    return FaqFile(lines, sorted(refused, key=lambda each: each.line), columns)


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def _json_records(data: bytes) -> tuple[list[Record], list[Refused]]:
    text = data.decode("utf-8-sig", "replace")
    try:
        return _items(json.loads(text)), []
    except json.JSONDecodeError:
        return _json_lines(text)


def _json_lines(text: str) -> tuple[list[Record], list[Refused]]:
    records, refused = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            reason = _("This line is not JSON: %(problem)s") % {"problem": error.msg}
            refused.append(Refused(number, reason, line[:200]))
            continue
        records += [(number, cells, line[:200]) for _number, cells, _raw in _items([item])]
    return records, refused


def _items(content: Any) -> list[Record]:
    """The items of a JSON document: a list, the longest list inside an object, or questions mapped to answers."""
    if isinstance(content, Mapping):
        lists = [value for value in content.values() if isinstance(value, list)]
        if lists:
            content = max(lists, key=len)
        elif content and all(isinstance(value, str) for value in content.values()) and not _has_names(content):
            content = [{"question": question, "answer": answer} for question, answer in content.items()]
        else:
            content = [content]
    items = enumerate(content if isinstance(content, list) else [], start=1)
    return [(number, _flat(item), json.dumps(item, ensure_ascii=False)[:200]) for number, item in items]


def _has_names(content: Mapping[str, Any]) -> bool:
    return any(_target(fold(str(name))) for name in content)


def _flat(item: Any, before: str = "") -> dict[str, str]:
    """Nested objects as names with spaces: `{"question": {"fr": ...}}` gives `question fr`."""
    if isinstance(item, Mapping):
        return {
            name: value
            for key, inner in item.items()
            for name, value in _flat(inner, f"{before} {key}".strip()).items()
        }
    if isinstance(item, list):
        item = ", ".join(str(each) for each in item)
    return {before: "" if item is None else str(item)}


def _table_records(data: bytes) -> tuple[list[Record], list[Refused]]:
    shape = look(data[:HEAD_BYTES])
    rows = min(_strict_rows(data, shape), list(read([data], shape)), key=_broken_rows)
    has_header = bool(rows) and _is_header(rows[0].cells, [row.cells for row in rows[1:50]])
    names = _names(rows[0].cells if has_header else [], shape.width)
    records, refused = [], []
    for row in rows[1:] if has_header else rows:
        if row.problem is not None:
            refused.append(Refused(row.line, _problem_words(row.problem.code), row.raw[:200]))
        else:
            records.append((row.line, dict(zip(names, row.cells, strict=False)), row.raw[:200]))
    return records, refused


def _strict_rows(data: bytes, shape: Shape) -> list[Row]:
    """The rows of a file that keeps to the rules of CSV, however many lines an answer takes; [] when it does not."""
    text = data[shape.bom :].decode(shape.encoding, "replace")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=shape.separator, strict=True)
    rows, start = [], 1
    try:
        for cells in reader:
            wrong = Problem("too_few_cells" if len(cells) < shape.width else "too_many_cells")
            if any(cell.strip() for cell in cells):
                problem = wrong if len(cells) != shape.width else None
                rows.append(Row(start, cells, shape.separator.join(cells), problem))
            start = reader.line_num + 1
    except csv.Error:
        return []
    return rows if shape.skip == 0 else []


def _broken_rows(rows: Sequence[Row]) -> float:
    """How many rows cannot be used; nothing read at all is the worst."""
    return sum(row.problem is not None for row in rows) if rows else float("inf")


def _is_header(first: Sequence[str], following: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: known names, or no question where the rows below ask some."""
    if any(_read_name(fold(cell))[0] for cell in first):
        return True
    return not any(cell.strip().endswith("?") for cell in first) and any(
        cell.strip().endswith("?") for row in following for cell in row
    )


def _names(header: Sequence[str], width: int) -> list[str]:
    """A name for each column, each once; columns without one are numbered."""
    names: list[str] = []
    for index in range(max(width, len(header))):
        name = header[index].strip() if index < len(header) else ""
        name = name or str(index + 1)
        names.append(name if name not in names else f"{name} ({index + 1})")
    return names


def _problem_words(code: str) -> str:
    words = {
        "too_few_cells": _("This line has fewer cells than the header."),
        "too_many_cells": _("This line has more cells than the header."),
        "unclosed_quote": _("A quotation mark opens a cell and never closes it."),
        "line_too_long": _("This line is too long."),
        "undecodable": _("Some characters cannot be read."),
    }
    return words.get(code, code)


def _understand(records: Sequence[Record], language: str) -> dict[str, str]:
    """How each column is understood, by its name, else by what it holds."""
    names = list(dict.fromkeys(name for _line, cells, _raw in records[:200] for name in cells))
    found: dict[str, str] = {}
    for name in names:
        target, said = _read_name(fold(name))
        if target in ("question", "answer"):
            target = f"{target} {said or language}"
        if target and target not in found.values():
            found[name] = target
    kinds = {target.split()[0] for target in found.values()}
    left = [name for name in names if name not in found]
    if "question" not in kinds and left:
        asked = max(left, key=lambda name: _share_of_questions(records, name))
        if _share_of_questions(records, asked) >= 0.5:
            found[asked] = f"question {language}"
            left.remove(asked)
    if "answer" not in kinds and left:
        longest = max(left, key=lambda name: _mean_length(records, name))
        if _mean_length(records, longest) > 0:
            found[longest] = f"answer {language}"
    return found


def _read_name(folded: str) -> tuple[str, str]:
    """What a column's name means, and the language that it says: `Réponse (FR)` gives answer and fr."""
    target = _target(folded)
    if target:
        return target, ""
    for language in _LANGUAGE_WORDS:
        for pattern in (_LANGUAGES[language], _BEFORE[language]):
            match = pattern.fullmatch(folded)
            if match and (target := _target(match["rest"].strip())):
                return target, language
    return "", ""


def _target(folded: str) -> str:
    return next((target for target in TARGETS if _COMPILED[target].fullmatch(folded)), "")


def _share_of_questions(records: Sequence[Record], name: str) -> float:
    cells = [cells.get(name, "").strip() for _line, cells, _raw in records[:200]]
    filled = [cell for cell in cells if cell]
    return sum(cell.endswith("?") for cell in filled) / len(filled) if filled else 0.0


def _mean_length(records: Sequence[Record], name: str) -> float:
    return sum(len(cells.get(name, "")) for _line, cells, _raw in records[:200]) / max(1, len(records[:200]))


def _line(
    number: int, cells: Mapping[str, str], raw: str, columns: Mapping[str, str], seen: dict[tuple[str, str], int]
) -> FaqLine | Refused:
    by_target = {target: cells.get(name, "").strip() for name, target in columns.items()}
    words = dict(_words(by_target))
    complete = {language: each for language, each in words.items() if each["question"] and each["answer"]}
    if not complete:
        asked = any(each["question"] for each in words.values())
        return Refused(number, _("The answer is missing.") if asked else _("The question is missing."), raw)
    if any(len(each["question"]) > LONGEST_QUESTION for each in complete.values()):
        reason = _("The question is longer than %(most)s characters.") % {"most": LONGEST_QUESTION}
        return Refused(number, reason, raw)
    for each in complete.values():
        first = seen.setdefault((each["question"].casefold(), each["answer"]), number)
        if first != number:
            return Refused(number, _("The same question and answer are on line %(line)s.") % {"line": first}, raw)
    url = by_target.get("url", "")
    return FaqLine(
        number, complete, by_target.get("key", ""), by_target.get("topic", "")[:120],
        url if re.match(r"https?://\S+$", url) and len(url) <= 500 else "",
    )  # fmt: skip


def _words(by_target: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    languages: Iterable[str] = dict.fromkeys(target.split()[1] for target in by_target if " " in target)
    for language in languages:
        question = " ".join(to_markdown(by_target.get(f"question {language}", "")).split())
        yield language, {"question": question, "answer": to_markdown(by_target.get(f"answer {language}", ""))}
