"""Reading what WhatsApp pushes: states of messages, messages of people, wishes about marketing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from amarre.channels.addresses import normal_phone
from amarre.channels.kinds import meta
from amarre.channels.kinds.contract import News, Said
from amarre.channels.kinds.whatsapp.codes import REASONS


def news(body: Mapping[str, Any]) -> Iterator[News]:
    """The states of our messages. "sent" says no more than the answer to our call did."""
    for value in _values(body):
        for status in meta.objects(value, "statuses"):
            name, number, at = str(status.get("status", "")), str(status.get("id", "")), _moment(status)
            if name in ("delivered", "read") and number:
                yield News("delivered", reference=number, at=at)
            elif name == "failed" and number:
                error = meta.Said(next(meta.objects(status, "errors"), {}))
                words = error.words or str(error.get("title", ""))
                reason = REASONS.get(error.code, "unknown")
                yield News("bounced", reference=number, permanent=False, reason=reason, diagnostic=words, at=at)
        for wish in meta.objects(value, "user_preferences"):
            if wish.get("value") == "stop" and wish.get("wa_id"):
                address, at = normal_phone(f"+{wish['wa_id']}"), _moment(wish)
                yield News("unsubscribed", address=address, diagnostic=str(wish.get("detail", "")), at=at)


def said(body: Mapping[str, Any]) -> Iterator[Said]:
    """The messages of people. A reaction to one of ours is none."""
    for value in _values(body):
        names = {
            str(contact.get("wa_id", "")): str((contact.get("profile") or {}).get("name", ""))
            for contact in meta.objects(value, "contacts")
        }
        for message in meta.objects(value, "messages"):
            if message.get("type") in ("reaction", "system") or not message.get("from") or not message.get("id"):
                continue
            sender = str(message["from"])
            yield Said(
                address=normal_phone(f"+{sender}"), text=_text(message), message_id=str(message["id"]),
                name=names.get(sender, ""), in_reply_to=str((message.get("context") or {}).get("id", "")),
                at=_moment(message), attachments=tuple(_files(message)),
            )  # fmt: skip


def _values(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for entry in meta.objects(body, "entry"):
        for change in meta.objects(entry, "changes"):
            if isinstance(change.get("value"), dict):
                yield change["value"]


def _text(message: Mapping[str, Any]) -> str:
    """The words of a message, whatever its type: typed, a button's, a picture's caption, a place."""
    kind = str(message.get("type", ""))
    about = message.get(kind)
    if not isinstance(about, dict):
        return ""
    if kind == "interactive":
        chosen = about.get(str(about.get("type", "")))
        return str(chosen.get("title", "")) if isinstance(chosen, dict) else ""
    if kind == "location":
        place = [about.get(name) for name in ("name", "address", "latitude", "longitude")]
        return ", ".join(str(each) for each in place if each)
    return str(about.get("body") or about.get("text") or about.get("caption") or "")


def _files(message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in ("image", "audio", "video", "document", "sticker"):
        about = message.get(kind)
        if isinstance(about, dict):
            name = str(about.get("filename") or kind)
            yield {"name": name, "content_type": str(about.get("mime_type", "")), "size": 0}


def _moment(about: Mapping[str, Any]) -> datetime | None:
    """Seconds since 1970, as digits."""
    digits = str(about.get("timestamp", ""))
    return datetime.fromtimestamp(int(digits), UTC) if digits.isdigit() and len(digits) <= 11 else None
