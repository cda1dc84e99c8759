"""From bytes to headers, text parts and files, whatever state they arrive in.

The standard parser keeps going on malformed mail; what it leaves to the caller (unknown charsets,
broken encoded words, raw 8-bit headers) is settled here, always towards keeping the text.
"""

from __future__ import annotations

import email.message
import email.parser
import email.policy
import email.utils
import re
from binascii import Error as Base64Error
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header

from charset_normalizer import from_bytes

from amarre.engine.mailin.html import html_to_text
from amarre.engine.mailin.model import Attachment

Part = email.message.Message

# A body longer than this is cut before it is looked at: no person writes 200,000 characters.
TEXT_LIMIT = 200_000
# Deeper than this is an attack on the reader, not a mail.
DEPTH_LIMIT = 30

_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "ascii",
    "unicode-1-1-utf-7": "utf-7",
    "cp-850": "cp850",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "x-gbk": "gbk",
    "iso-8859-8-i": "iso8859-8",
    "utf8": "utf-8",
}
_WORD = r"A-Za-z0-9\u00a1-\u2bff\uac00-\ud7ff"
_ADDRESS = re.compile(rf"[{_WORD}.!#$%&'*+/=?^_`{{|}}~\-]{{1,64}}@[{_WORD}](?:[{_WORD}.\-]{{0,250}}[{_WORD}])?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MBOX_LINE = re.compile(rb"\A\s*(?:>?From \S[^\r\n]*\r?\n)?")


@dataclass(slots=True)
class Parsed:
    """The mail's own parts (not those of a mail attached to it), decoded."""

    message: Part
    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    status_parts: list[Part] = field(default_factory=list)
    feedback_parts: list[Part] = field(default_factory=list)
    receipt_parts: list[Part] = field(default_factory=list)
    original: Part | None = None
    calendar_reply: bool = False

    def header(self, name: str) -> str:
        """The first header of that name, decoded, unfolded; empty when absent."""
        return decode(raw_value(self.message, name))

    def raw_header(self, name: str) -> str | None:
        """The header as it stands, or none when absent: tells an empty one from a missing one."""
        value = raw_value(self.message, name)
        return None if value is None else value.strip()

    def headers(self, *names: str) -> list[str]:
        """Every header of these names, undecoded, in the order of the names."""
        return [value for name in names for value in raw_values(self.message, name)]


def raw_values(message: Part, name: str) -> list[str]:
    """The values of a header as they came. The parser's own `get` throws away bytes that are not ASCII."""
    wanted = name.lower()
    return [str(value) for key, value in message.raw_items() if key.lower() == wanted]


def raw_value(message: Part, name: str) -> str | None:
    """The first of them, or none."""
    return next(iter(raw_values(message, name)), None)


def parse(raw: bytes) -> Parsed:
    """Read the bytes of one mail. Never raises on malformed input."""
    body = raw[_MBOX_LINE.match(raw).end() :]  # type: ignore[union-attr]
    try:
        message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(body)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        # The parser itself gave up (bottomless nesting): the text is kept, whole, as one part.
        message = Part()
        message.set_payload(body.decode("utf-8", "replace"))
    parsed = Parsed(message)
    texts: list[str] = []
    # Outside an alternative, an HTML part is one more piece of the text, in its place.
    _collect(message, parsed, texts, texts, 0)
    pieces = {" ".join(text.split()): text for text in texts if text.strip()}
    parsed.text = clean("\n".join(pieces.values()))[:TEXT_LIMIT]
    return parsed


def _is_placeholder(plain: str, rich: str) -> bool:
    """A plain part that only says 'your reader cannot show HTML' yields to the real one."""
    words = plain.split()
    return not words or (len(words) < 25 and "html" in plain.lower() and plain.strip() not in rich)


def _collect(part: Part, parsed: Parsed, texts: list[str], htmls: list[str], depth: int) -> None:
    kind = part.get_content_type()
    if kind in (
        "message/rfc822",
        "message/global",
        "text/rfc822-headers",
        "text/rfc822-header",
        "message/rfc822-headers",
        "message/global-headers",
    ):
        if parsed.original is None:
            parsed.original = _embedded(part)
        parsed.attachments.append(Attachment(_filename(part), kind, len(_payload_text(part))))
    elif kind in ("message/delivery-status", "message/global-delivery-status"):
        parsed.status_parts.append(part)
    elif kind in ("message/feedback-report", "message/xarf"):
        parsed.feedback_parts.append(part)
    elif kind in ("message/disposition-notification", "message/global-disposition-notification"):
        parsed.receipt_parts.append(part)
    elif part.get_content_maintype() == "multipart" or part.is_multipart():
        if depth < DEPTH_LIMIT:
            _collect_children(part, parsed, texts, htmls, depth)
    else:
        _collect_leaf(part, parsed, texts, htmls)


def _collect_children(part: Part, parsed: Parsed, texts: list[str], htmls: list[str], depth: int) -> None:
    if not isinstance(part.get_payload(), list):
        part = _split_anew(part)
        if not part.is_multipart():
            texts.append(text_of(part))
            return
    if part.get_content_type() != "multipart/alternative":
        for child in _children(part):
            _collect(child, parsed, texts, htmls, depth + 1)
        return
    # Versions of one text: the plain one is read, and the rich one stands in when it says nothing.
    plain: list[str] = []
    rich: list[str] = []
    for child in _children(part):
        _collect(child, parsed, plain, rich, depth + 1)
    joined, joined_rich = "\n".join(plain), "\n".join(rich)
    if joined_rich.strip() and _is_placeholder(joined, joined_rich):
        texts.append(joined_rich)
    else:
        texts.extend(plain)


def _collect_leaf(part: Part, parsed: Parsed, texts: list[str], htmls: list[str]) -> None:
    kind = part.get_content_type()
    name = _filename(part)
    disposition = str(part.get("Content-Disposition", "")).lower().lstrip()
    if kind == "text/calendar" and str(part.get_param("method", "")).lower() == "reply":
        parsed.calendar_reply = True
    if kind in ("text/plain", "text/enriched", "text/html", "text/x-amp-html") and not disposition.startswith(
        "attachment"
    ):
        if kind == "text/html":
            htmls.append(html_to_text(text_of(part)))
        elif kind != "text/x-amp-html":
            texts.append(text_of(part))
        return
    payload = part.get_payload(decode=True)
    size = len(payload) if isinstance(payload, bytes) else 0
    parsed.attachments.append(Attachment(name, kind, size))


def _split_anew(part: Part) -> Part:
    """A multipart whose boundary was lost or mangled: the one seen in the body is tried instead."""
    body = str(part.get_payload() or "")
    seen = re.search(r"^--(\S[^\n]{0,150}?)\s*\n(?=[A-Z][\w-]+:)", body, re.M | re.I)
    if seen is None:
        return part
    kind = part.get_content_type()
    source = f'Content-Type: {kind}; boundary="{seen.group(1)}"\n\n{body}'
    return email.parser.Parser(policy=email.policy.compat32).parsestr(source)


def _children(part: Part) -> Iterator[Part]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Part))


def _filename(part: Part) -> str:
    try:
        return clean(decode(part.get_filename() or "")).replace("\n", " ")[:255]
    except (LookupError, ValueError, TypeError):
        return ""  # an undecodable name: the file itself is still listed


def _payload_text(part: Part) -> str:
    """The content of a part as text, also of those that the parser took apart into messages."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n\n".join(_render(child) for child in payload if isinstance(child, Part))
    return text_of(part)


def _render(message: Part) -> str:
    headers = "\n".join(f"{name}: {decode(value)}" for name, value in message.raw_items())
    payload = message.get_payload()
    return headers if isinstance(payload, list) else f"{headers}\n\n{text_of(message)}"


def _embedded(part: Part) -> Part | None:
    """The mail (or its headers) that a notice carries."""
    payload = part.get_payload()
    if isinstance(payload, list):
        first = payload[0] if payload else None
        if isinstance(first, Part) and (first.keys() or not isinstance(first.get_payload(), str)):
            return first
        source = str(first.get_payload()) if isinstance(first, Part) else ""
    else:
        source = text_of(part)
    return header_block(source)


def header_block(source: str) -> Part | None:
    """The headers at the start of a text, as a message; none when there are none."""
    message = email.parser.HeaderParser(policy=email.policy.compat32).parsestr(source.lstrip())
    return message if message.keys() else None


def fields_of(part: Part) -> str:
    """The machine-readable part of a notice as text, groups of fields apart by a blank line."""
    text = _payload_text(part)
    if "base64" in str(part.get("Content-Transfer-Encoding", "")).lower() and ":" not in text[:200]:
        copy = Part()
        copy["Content-Transfer-Encoding"] = "base64"
        copy.set_payload(text.strip())
        decoded = copy.get_payload(decode=True)
        return decoded.decode("utf-8", "replace") if isinstance(decoded, bytes) else text
    return text


def text_of(part: Part) -> str:
    """The text of a leaf part: transfer encoding, charset and soft line breaks (RFC 3676) undone."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        payload = str(part.get_payload() or "").encode("utf-8", "surrogateescape")
    text = decode_bytes(payload, _charset(part)).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflow(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _charset(part: Part) -> str:
    try:
        return part.get_content_charset("") or ""
    except (LookupError, ValueError, TypeError):
        return ""  # a charset parameter that is itself broken: guessed from the bytes


def decode_bytes(payload: bytes, charset: str) -> str:
    """Bytes to text: the declared charset if it holds, else UTF-8, else a guess, else Windows-1252."""
    charset = charset.strip().strip("\"'").lower()
    for name in (_ALIASES.get(charset, charset), "utf-8"):
        try:
            return payload.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    if charset.startswith("iso-2022") or charset in ("shift_jis", "euc-jp", "gb2312", "big5"):
        return payload.decode(_ALIASES.get(charset, charset), "replace")
    best = from_bytes(payload[:20_000], cp_isolation=["cp1252", "iso8859_15", "mac_roman", "cp850"]).best()
    return payload.decode(best.encoding if best else "cp1252", "replace")


def _unflow(text: str, *, delsp: bool) -> str:
    """Join the soft-broken lines of format=flowed (RFC 3676, section 4)."""
    out: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:]
        content = content[1:] if content.startswith(" ") else content
        flowed = content.endswith(" ") and content != "-- "
        body = content[:-1] if flowed and delsp else content
        if open_depth == depth and out and content != "-- ":
            out[-1] += body
        elif depth:
            out.append(">" * depth + " " + body)
        else:
            out.append(body)
        open_depth = depth if flowed else -1
    return "\n".join(line if line == "-- " else line.rstrip() for line in out)


def decode(value: object) -> str:
    """A header value as one line of text; broken encoded words are shown as they came."""
    if value is None:
        return ""
    text = str(value)
    if not text.isascii():
        text = _repair(text)
    if "=?" in text:
        try:
            pieces = decode_header(text)
        except (HeaderParseError, Base64Error, ValueError):
            pieces = [(text, None)]
        text = "".join(
            piece if isinstance(piece, str) else decode_bytes(piece, charset or "") for piece, charset in pieces
        )
    return " ".join(clean(text).split())


def _repair(text: str) -> str:
    try:
        return decode_bytes(text.encode("ascii", "surrogateescape"), "")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8", "replace")


def clean(text: str) -> str:
    """Drop what no reader should meet: control characters, zero-width marks, text-direction overrides."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).encode("utf-8", "replace").decode("utf-8")


def addresses(values: Sequence[object]) -> list[tuple[str, str]]:
    """(name, address) pairs of address headers; the address is lower case, or empty."""
    found = email.utils.getaddresses([str(value) for value in values if value is not None])
    pairs = [(decode(name), clean(address).strip().lower()) for name, address in found]
    pairs = [(name, address) for name, address in pairs if "@" in address]
    if not pairs:
        for value in values:
            match = first_address(decode(value))
            if match:
                pairs.append((decode(value).split("<")[0].strip(' "'), match))
    return pairs


def first_address(text: str) -> str:
    """The first e-mail address of a text, lower case; empty when there is none."""
    match = _ADDRESS.search(text)
    return match.group().strip("'.").lower() if match else ""


def all_addresses(text: str) -> list[str]:
    """Every e-mail address of a text, lower case, in order, once each."""
    return list(dict.fromkeys(match.strip("'.").lower() for match in _ADDRESS.findall(text)))


def date_of(value: str) -> datetime | None:
    """The Date header, or none when it cannot be read."""
    try:
        return email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def message_ids(value: str) -> tuple[str, ...]:
    """The `<...>` identifiers of a header, without the brackets."""
    return tuple(re.findall(r"<([^<>\s]+)>", value)) or tuple(value.split()[:1])
