"""Which encoding a file is in, judged on its first bytes, and its text line by line.

Office programs in France write Windows-1252 ("CSV"), UTF-8 with a byte order mark ("CSV UTF-8"), UTF-16
("Unicode
text"), Mac Roman ("CSV Macintosh") and code page 850 ("CSV MS-DOS"). The first three announce or prove
themselves; the
three 8-bit ones are told apart by what their accented letters would be: inside a word, the right reading
gives small
letters that French and its neighbours use, the wrong ones give symbols, capitals and box corners.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_EIGHT_BIT = ("cp1252", "mac_roman", "cp850")
#: Common accented letters of French, then those met in names of the neighbours.
_LIKELY = frozenset("éèêëàâçîïôùûüœ")
_POSSIBLE = frozenset("äöñáíóúãõåøæßìòý")
_IN_WORD = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z\s;,|\t\"'])|(?<=[\s;,|\t\"'])[^\x00-\x7f](?=[a-z])")
#: Characters of a line beyond which the file is not a table.
LINE_LIMIT = 1_000_000


def guess_encoding(head: bytes) -> tuple[str, int]:
    """The encoding of a file that begins with `head`, and the length in bytes of its byte order mark.

    A head in plain ASCII is called UTF-8: `decode` falls back to Windows-1252 for the lines that turn out
    not to be.
    """
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, len(mark)
    wide = _guess_wide(head)
    if wide:
        return wide, 0
    if _is_utf8(head):
        return "utf-8", 0
    return max(_EIGHT_BIT, key=lambda name: _plausibility(head, name)), 0


def is_text(head: bytes) -> bool:
    """Whether a file that begins with `head` is text at all, and not a picture or a workbook."""
    encoding, bom = guess_encoding(head)
    text = decode_head(head, encoding, bom)
    strange = sum(char < " " and char not in "\t\r\n\x00" for char in text)
    return strange * 100 <= len(text) and text.count("\x00") * 4 <= len(text)


def decode(blocks: Iterable[bytes], encoding: str, bom: int, newline: str) -> Iterator[str]:
    """The lines of a file, without their ends, from its bytes in blocks of any size.

    A line that is not UTF-8 in a file of UTF-8 is read as Windows-1252, since files get glued together; a byte that
    means nothing becomes U+FFFD, which `rows.read` reports. Of a line of more than a million characters, only the
    beginning comes, and memory stays bounded.
    """
    end = newline.encode("ascii" if not encoding.startswith("utf-16") else encoding)
    for data in _whole_lines(_without_bom(blocks, bom), end):
        yield from _decode_lines(data, encoding, end).split(newline)


def decode_head(head: bytes, encoding: str, bom: int) -> str:
    """The text of a file's first bytes, whose last character may be cut."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(head[bom:])


def guess_newline(text: str) -> str:
    r"""`"\r"` for the files of old Macintosh programs, else `"\n"` (a `"\r"` before it is dropped with it)."""
    return "\r" if "\r" in text and "\n" not in text else "\n"


def _whole_lines(blocks: Iterable[bytes], end: bytes) -> Iterator[bytes]:
    """Pieces of a file cut at line ends, the last end of each left out. An endless line is cut short."""
    held, dropping = b"", False
    for block in blocks:
        data = held + block
        if dropping:
            start = _first_line_end(data, end)
            held = data[start or len(data) - len(data) % len(end) :]
            if not start:
                continue
            data, dropping = held, False
        cut = _last_line_end(data, end)
        held = data[cut:]
        if cut:
            yield data[: cut - len(end)]
        elif len(data) >= LINE_LIMIT * len(end):
            yield data[: LINE_LIMIT * len(end)]
            held, dropping = data[len(data) - len(data) % len(end) :], True
    if held and not dropping:
        yield held


def _without_bom(blocks: Iterable[bytes], bom: int) -> Iterator[bytes]:
    skip = bom
    for block in blocks:
        yield block[skip:]
        skip = max(0, skip - len(block))


def _first_line_end(data: bytes, end: bytes) -> int:
    """The position after the first line end, or 0; in UTF-16, only where a character starts."""
    cut = data.find(end)
    while cut >= 0 and cut % len(end):
        cut = data.find(end, cut + 1)
    return cut + len(end) if cut >= 0 else 0


def _last_line_end(data: bytes, end: bytes) -> int:
    """The position after the last line end, or 0; in UTF-16, only where a character starts."""
    cut = data.rfind(end)
    while cut >= 0 and cut % len(end):
        cut = data.rfind(end, 0, cut + len(end) - 1)
    return cut + len(end) if cut >= 0 else 0


def _decode_lines(data: bytes, encoding: str, end: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return data.decode(encoding, "replace")
    return end.decode().join(map(_decode_line, data.split(end)))


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _guess_wide(head: bytes) -> str | None:
    """UTF-16 without its mark: in Western text one byte in two is zero, always on the same side."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _is_utf8(head: bytes) -> bool:
    """Whether all lines are UTF-8, or nearly all: a few lines glued from elsewhere do not make another
    encoding."""
    accented = [line for line in head.split(b"\n")[:-1] or [head] if not line.isascii()]
    broken = sum(not _decodes(line) for line in accented)
    return broken * 5 <= len(accented) - broken


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plausibility(head: bytes, encoding: str) -> int:
    text = head.decode(encoding, "replace")
    score = -3 * text.count("\ufffd")
    for found in _IN_WORD.findall(text):
        score += 3 if found in _LIKELY else 1 if found in _POSSIBLE else 0 if found in "’œ«»" else -2
    return score
