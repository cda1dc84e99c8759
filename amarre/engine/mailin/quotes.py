"""What the person wrote: the quotation of our mail, the signature and the small print are taken off.

The text is read line by line; each line gets a sort, and the cut is decided on the sequence of sorts.
When in doubt the words stay: an agent skips a superfluous line more easily than they miss a lost one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from amarre.engine.mailin import phrases

BLANK = " "
TEXT = "t"
QUOTE = "q"
ATTRIBUTION = "a"
HEADER = "h"
MARK = "m"
RULE = "r"
DEVICE = "d"

_RULE_LINE = re.compile(r"^\s*(?:[-_=+~#*—–‐]\s?){2,}\s*$|^\s*[—ᐧ]\s*$")
_SIGNATURE_DASHES = re.compile(r"^--\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~\w)")
_QUOTED = re.compile(r"^\s?(?:>|\|(?:\s|$))")
_PGP_BLOCK = re.compile(
    r"^-----BEGIN PGP (?:SIGNATURE|PUBLIC KEY BLOCK)-----.*?(?:^-----END PGP[^\n]*$|\Z)", re.M | re.S
)
_PGP_START = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Z][\w-]*: [^\n]*\n)*\n?", re.M)
# An attribution is folded over this many lines at most (long names, Gmail's 78 columns).
_FOLD = 4


@dataclass(slots=True)
class _Lines:
    lines: list[str]
    sorts: list[str]

    def keep(self, start: int, end: int) -> _Lines:
        return _Lines(self.lines[start:end], self.sorts[start:end])

    def without(self, *sorts: str) -> _Lines:
        kept = [index for index, sort in enumerate(self.sorts) if sort not in sorts]
        return _Lines([self.lines[i] for i in kept], [self.sorts[i] for i in kept])

    def has(self, sort: str) -> bool:
        return sort in self.sorts

    def first(self, *sorts: str, start: int = 0) -> int:
        return next((i for i in range(start, len(self.sorts)) if self.sorts[i] in sorts), -1)


def own_words(text: str) -> str:
    """The part of a mail's text that its sender wrote.

    Quotations that the person answers line by line are kept with the answers; a mail that is only
    forwarded is kept whole, since what was forwarded is then what is said.
    """
    text = _PGP_START.sub("", _PGP_BLOCK.sub("", text)).replace("\r\n", "\n")
    page = _sort_lines(text.split("\n"))
    page = _cut_signature(page)
    page = _cut_quotation(page)
    page = page.without(DEVICE)
    page = _cut_footer(page)
    page = _cut_contact_block(page)
    return _trim(page.lines)


def _trim(lines: list[str]) -> str:
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return "\n".join(lines[start:end]).rstrip()


def _sort_lines(lines: list[str]) -> _Lines:
    sorts: list[str] = []
    fenced = False
    closes = sum(bool(_FENCE.match(line)) for line in lines)
    for line in lines:
        if _FENCE.match(line) and (fenced or closes > 1):
            fenced = not fenced
            closes -= 1
            sorts.append(TEXT)
        else:
            sorts.append(TEXT if fenced else _sort_line(line))
    page = _Lines(lines, sorts)
    _join_attributions(page)
    _find_header_blocks(page)
    return page


def _sort_line(line: str) -> str:
    bare = line.strip()
    if not bare:
        return BLANK
    if phrases.ORIGINAL_MARK.match(bare) or phrases.FORWARD_MARK.match(bare) or phrases.WEBMAIL_MARK.match(bare):
        return MARK
    if phrases.MOBILE_SIGNATURE.match(bare) and len(bare) < 160:
        return DEVICE
    if _RULE_LINE.match(line):
        return RULE
    if _QUOTED.match(line):
        return QUOTE
    return TEXT


def _join_attributions(page: _Lines) -> None:
    """Mark 'On ... wrote:', also folded over several lines. Inside a quotation it stays a quotation,
    except where it opens it (Apple Mail prefixes it with `>`)."""
    index = 0
    while index < len(page.lines):
        index += _attribution_at(page, index) or 1


def _attribution_at(page: _Lines, index: int) -> int:
    quoted = page.sorts[index] == QUOTE
    if quoted and index and page.sorts[index - 1] in (QUOTE, ATTRIBUTION):
        return 0
    if page.sorts[index] not in (TEXT, QUOTE, RULE) or not phrases.ATTRIBUTION_START.match(page.lines[index]):
        return 0
    joined = ""
    for length in range(1, _FOLD + 1):
        if index + length > len(page.lines) or page.sorts[index + length - 1] in (BLANK, MARK):
            return 0
        joined = f"{joined} {page.lines[index + length - 1].strip().lstrip('>').strip()}".strip()
        if phrases.is_attribution(joined):
            page.sorts[index : index + length] = [ATTRIBUTION] * length
            return length
    return 0


def _find_header_blocks(page: _Lines) -> None:
    """Mark the From/Sent/To/Subject lines with which Outlook and the webmails open a quotation."""
    index = 0
    while index < len(page.lines):
        end, names = _header_block(page, index)
        announced = index > 0 and _announced(page, index)
        if "from" in names and len(names) >= (2 if announced else 3) and names & {"sent", "to", "subject"}:
            page.sorts[index:end] = [HEADER] * (end - index)
            index = end
        else:
            index += 1


def _announced(page: _Lines, index: int) -> bool:
    before = index - 1
    while before > 0 and page.sorts[before] == BLANK:
        before -= 1
    return page.sorts[before] in (MARK, RULE, HEADER)


def _header_block(page: _Lines, index: int) -> tuple[int, set[str]]:
    names: set[str] = set()
    misses = 0
    end = cursor = index
    while cursor < len(page.lines) and page.sorts[cursor] in (TEXT, QUOTE):
        name = next((name for name, pattern in phrases.HEADER_LINE.items() if pattern.match(page.lines[cursor])), None)
        if name:
            names.add(name)
            misses = 0
            end = cursor + 1
        elif not names or misses >= 1:
            break
        else:
            misses += 1  # a folded value (a long list of recipients)
        cursor += 1
    return end, names


def _cut_signature(page: _Lines) -> _Lines:
    """Cut at `-- ` (RFC 3676) or at a rule, when what follows is not more of the letter."""
    for index, sort in enumerate(page.sorts):
        ends = sort == RULE and (_SIGNATURE_DASHES.match(page.lines[index]) or _closes_letter(page, index))
        if ends and _has_words(page, 0, index):
            return page.keep(0, index)
    return page


def _has_words(page: _Lines, start: int, end: int) -> bool:
    return any(sort in (TEXT, QUOTE, DEVICE) for sort in page.sorts[start:end])


def _closes_letter(page: _Lines, index: int) -> bool:
    rest = range(index + 1, len(page.lines))
    kinds = {page.sorts[i] for i in rest}
    first = next((page.sorts[i] for i in rest if page.sorts[i] != BLANK), RULE)
    if first in (HEADER, MARK, ATTRIBUTION, QUOTE) or TEXT not in kinds:
        return True
    words = [page.lines[i].strip() for i in rest if page.sorts[i] == TEXT]
    if any(phrases.FOOTER.search(line) for line in words):
        return True
    # Under a single rule, a few short lines are a visiting card; two rules frame something that was meant.
    return RULE not in kinds and len(words) <= 8 and all(len(line) < 60 for line in words) and _is_card(words)


def _is_card(words: list[str]) -> bool:
    contact = sum(bool(phrases.CONTACT.search(line)) for line in words)
    sentences = sum(line.endswith((".", "?", "!", ";")) and len(line.split()) > 4 for line in words)
    return contact >= 1 and sentences == 0


def _cut_quotation(page: _Lines) -> _Lines:
    opening = _opening(page)
    if opening < 0:
        return _cut_trailing_quote(page)
    if _has_words(page, 0, opening) and not _only_quotes(page, 0, opening):
        return _cut_after_words(page, opening)
    return _cut_before_words(page, opening)


def _opening(page: _Lines) -> int:
    """Where the quotation begins: its attribution, its mark or its headers."""
    return page.first(ATTRIBUTION, MARK, HEADER)


def _only_quotes(page: _Lines, start: int, end: int) -> bool:
    return not any(sort == TEXT for sort in page.sorts[start:end])


def _cut_after_words(page: _Lines, opening: int) -> _Lines:
    """Words first, then a quotation. Answers under quoted lines are kept, with the lines they answer."""
    after = page.first(TEXT, QUOTE, HEADER, MARK, RULE, start=opening + 1)
    answers = page.sorts[opening] == ATTRIBUTION and after >= 0 and page.sorts[after] == QUOTE
    if answers and _answers_inside(page, opening):
        return _cut_trailing_quote(page.without(ATTRIBUTION))
    return page.keep(0, opening)


def _answers_inside(page: _Lines, opening: int) -> bool:
    """Whether someone's own words stand among or under the `>` lines."""
    nested = page.first(MARK, HEADER, start=opening + 1)
    end = len(page.lines) if nested < 0 else nested
    words = [page.lines[i].strip() for i in range(opening + 1, end) if page.sorts[i] == TEXT]
    if not words or _is_wrapped_quote(page, opening, end):
        return False
    return not phrases.FOOTER.search(" ".join(words)) and len(" ".join(words)) > 12


def _is_wrapped_quote(page: _Lines, start: int, end: int) -> bool:
    """A program broke long quoted lines and forgot the `>` on the remainder."""
    remainders = [index for index in range(start + 1, end) if page.sorts[index] == TEXT]
    return all(
        page.sorts[index - 1] == QUOTE and len(page.lines[index - 1]) >= 60 and len(page.lines[index].split()) <= 4
        for index in remainders
    )


def _cut_before_words(page: _Lines, opening: int) -> _Lines:
    """The quotation comes first. What follows its `>` lines is the answer."""
    if page.sorts[opening] in (MARK, HEADER):
        return _below_headers(page, opening)
    last_quote = max((i for i, sort in enumerate(page.sorts) if sort == QUOTE), default=-1)
    words_before = page.first(TEXT, start=opening)
    if last_quote < 0 or (0 <= words_before < page.first(QUOTE, start=opening)):
        return _cut_trailing_quote(page.without(ATTRIBUTION))
    if words_before < 0:
        return page.keep(0, 0)
    if words_before > last_quote:
        return page.keep(last_quote + 1, len(page.lines))
    return _cut_trailing_quote(page.without(ATTRIBUTION))


def _below_headers(page: _Lines, opening: int) -> _Lines:
    """Nothing stands above: a quotation of `>` lines answered below, or a mail forwarded as it is."""
    quotes = [i for i, sort in enumerate(page.sorts) if sort == QUOTE]
    if quotes and page.lines[opening].lstrip().startswith(">"):
        below = page.first(TEXT, start=quotes[-1])
        return page.keep(below, len(page.lines)) if below >= 0 else page
    return page


def _cut_trailing_quote(page: _Lines) -> _Lines:
    """Quoted lines that end the mail, under the person's words, were left there by the program."""
    last = max((i for i, sort in enumerate(page.sorts) if sort == TEXT), default=-1)
    if last < 0 or QUOTE not in page.sorts[last:]:
        return page
    return page.keep(0, last + 1)


def _cut_footer(page: _Lines) -> _Lines:
    """Cut confidentiality notices and virus scanners' adverts at the end of the mail."""
    for index in range(len(page.lines)):
        if page.sorts[index] == TEXT and phrases.FOOTER.match(page.lines[index].strip()) and _has_words(page, 0, index):
            before = index
            while before and page.sorts[before - 1] in (BLANK, RULE):
                before -= 1
            if before < index and all(_is_small_print(line) for line in _paragraphs(page.lines[index:])):
                return page.keep(0, before)
    return page


def _paragraphs(lines: list[str]) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", "\n".join(lines)) if part.strip()]


def _is_small_print(paragraph: str) -> bool:
    return bool(phrases.FOOTER.search(paragraph)) or bool(phrases.CONTACT.search(paragraph)) or len(paragraph) < 40


def _cut_contact_block(page: _Lines) -> _Lines:
    """After the closing formula and the name, cut the visiting card (post, telephone, address)."""
    closing = max((i for i, line in enumerate(page.lines) if phrases.CLOSING.match(line)), default=-1)
    if closing < 0:
        return page
    tail = [i for i in range(closing + 1, len(page.lines)) if page.sorts[i] != BLANK]
    words = [page.lines[i].strip() for i in tail]
    if not words or not _has_words(page, 0, closing) or words[0].endswith((".", "?", "!")) or len(words[0].split()) > 5:
        return page
    if not 2 <= len(words) <= 12 or any(page.sorts[i] != TEXT for i in tail) or not _is_card(words):
        return page
    card = 0 if phrases.CONTACT.search(words[0]) else 1  # the first line is the name
    return page.keep(0, tail[card])
