"""The registry of channel kinds. An unknown kind raises; adding one is a folder here and a line below."""

from __future__ import annotations

from amarre.channels.kinds import (
    call,
    email,
    form,
    letter,
    messenger,
    push,
    sms,
    social,
    telegram,
    tray,
    webhook,
    whatsapp,
)
from amarre.channels.kinds.contract import Kind
from amarre.lib.registry import Registry

KINDS: Registry[Kind] = Registry("channel kind")
for _kind in (
    tray.KIND, email.KIND, form.KIND, push.KIND, sms.KIND, whatsapp.KIND, telegram.KIND, messenger.KIND, webhook.KIND,
    letter.KIND, call.KIND, social.KIND,
):  # fmt: skip
    KINDS.add(_kind.slug, _kind)
