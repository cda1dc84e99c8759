"""A source cut into what it is made of: plain words, places, and the tags of blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from amarre.engine.render.conditions import Test, compile_condition
from amarre.engine.render.errors import Misread

IF, ELSE_IF, ELSE, END = "if", "else if", "else", "end"

_BRACES = re.compile(r"\{\{(?P<inner>.*?)\}\}", re.DOTALL)
_PLACE = re.compile(
    r"""\s*(?P<name>[a-z_][\w-]*(?:\.[\w-]+)+)\s*(?:or\s+(?P<quote>["'“«])\s*(?P<fallback>.*?)\s*["'”»]\s*)?""",
    re.DOTALL,
)
_TAG = re.compile(r"\s*(?P<word>if|else|end)(?![\w.-])(?P<rest>.*)", re.DOTALL)
_ELSE_IF = re.compile(r"\s*if(?![\w.-])")
_END_REST = re.compile(r"\s*(?:if\s*)?")
_BLANKS = " \t"

MAX_BLOCKS = 100
MAX_TAGS = 5 * MAX_BLOCKS


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; `fallback` is None when the value is required. `start` and `end` are offsets in the source."""

    name: str
    fallback: str | None
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The beginning, a turn, or the end of a block.

    A tag that is alone on its line takes the whole line with it (`stands_alone`): `source` then holds the blanks and
    the line break around it. `start` is where its braces open.
    """

    word: str
    test: Test | None
    start: int
    source: str
    stands_alone: bool = False


Token = str | Place | Tag


@lru_cache(maxsize=1024)
def tokens(source: str) -> tuple[Token, ...]:
    """Everything that `source` holds, in order; their sources joined give it back. Raises RenderError."""
    try:
        found = _cut(source)
    except Misread as mistake:
        raise mistake.within(source) from None
    return _lines_taken(found)


def written(token: Token) -> str:
    """The source of one token."""
    return token if isinstance(token, str) else token.source


def _cut(source: str) -> list[Token]:
    found: list[Token] = []
    end = tags = 0
    for match in _BRACES.finditer(source):
        if match.start() > end:
            found.append(source[end : match.start()])
        found.append(_tag(match) or _place(match))
        end = match.end()
        tags += isinstance(found[-1], Tag)
        if tags > MAX_TAGS:
            raise Misread("too_many", match.start(), limit=MAX_BLOCKS)
    rest = source[end:]
    if "{{" in rest:
        raise Misread("not_closed", end + rest.index("{{"))
    if rest:
        found.append(rest)
    return found


def _place(match: re.Match[str]) -> Place:
    inner = _PLACE.fullmatch(match["inner"])
    if inner is None:
        raise Misread("unreadable", match.start(), found=match[0][:200])
    return Place(inner["name"], inner["fallback"], match.start(), match.end(), match[0])


def _tag(match: re.Match[str]) -> Tag | None:
    tag = _TAG.fullmatch(match["inner"])
    if tag is None:
        return None
    word, rest, offset = tag["word"], tag["rest"], match.start("inner") + tag.start("rest")
    if word == END and not _END_REST.fullmatch(rest):
        raise Misread("end_words", match.start(), found=match[0][:200])
    if word == ELSE and rest.strip():
        again = _ELSE_IF.match(rest)
        if again is None:
            raise Misread("else_words", match.start(), found=match[0][:200])
        word, rest, offset = ELSE_IF, rest[again.end() :], offset + again.end()
    test = _test(rest, offset, match.start()) if word in (IF, ELSE_IF) else None
    return Tag(word, test, match.start(), match[0])


def _test(source: str, offset: int, tag: int) -> Test:
    try:
        return compile_condition(source)
    except Misread as mistake:
        at = tag if mistake.code == "no_condition" else offset + mistake.offset
        raise Misread(mistake.code, at, **mistake.details) from None


def _lines_taken(found: list[Token]) -> tuple[Token, ...]:
    """The tokens, each tag that is alone on its line (or with other tags only) holding that whole line."""
    result: list[Token] = []
    index = 0
    while index < len(found):
        last = _run_of_tags(found, index)
        if last < index or not (_begins_line(result) and _ends_line(found, last)):
            result.append(found[index])
            index += 1
            continue
        result.extend(_alone(result, found, index, last))
        index = last + 1
    return tuple(token for token in result if token != "")


def _run_of_tags(found: list[Token], index: int) -> int:
    """The last tag of the run that begins at `index` with only blanks between; `index - 1` when no tag is there."""
    last = index - 1
    for at in range(index, len(found)):
        token = found[at]
        if isinstance(token, Tag):
            last = at
        elif not isinstance(token, str) or token.strip(_BLANKS) or at == index:
            break
    return last


def _begins_line(before: list[Token]) -> bool:
    """Whether nothing but blanks stands on the line so far."""
    for token in reversed(before):
        text = written(token)
        if isinstance(token, Tag) and token.stands_alone and text.endswith("\n"):
            return True
        if not isinstance(token, str):
            return False
        if text.strip(_BLANKS):
            return text.rstrip(_BLANKS).endswith("\n")
    return True


def _ends_line(found: list[Token], last: int) -> bool:
    if last + 1 == len(found):
        return True
    after = found[last + 1]
    if not isinstance(after, str):
        return False
    line = after.lstrip(_BLANKS)
    return line.startswith(("\n", "\r\n")) or (line == "" and last + 2 == len(found))


def _alone(result: list[Token], found: list[Token], first: int, last: int) -> list[Token]:
    """The tags from `first` to `last` with the blanks before, between and after them, and the line break."""
    lead = ""
    if result and isinstance(result[-1], str):
        kept = result[-1].rstrip(_BLANKS)
        lead, result[-1] = result[-1][len(kept) :], kept
    tags: list[Token] = []
    for token in found[first : last + 1]:
        if isinstance(token, Tag):
            tags.append(replace(token, source=lead + token.source, stands_alone=True))
            lead = ""
        elif isinstance(token, str):
            lead = token
    if last + 1 < len(found):
        after = written(found[last + 1])
        rest = after.lstrip(_BLANKS)
        rest = rest[2:] if rest.startswith("\r\n") else rest[1:]
        final = tags[-1]
        assert isinstance(final, Tag)
        tags[-1] = replace(final, source=final.source + after[: len(after) - len(rest)])
        found[last + 1] = rest
    return tags
