"""The reasons that kinds give in their own slugs: by slug, what happened and what can be done about it."""

from __future__ import annotations

from django.utils.functional import Promise

from amarre.channels.kinds.call.reasons import REASONS as OF_CALLS
from amarre.channels.kinds.letter.reasons import REASONS as OF_LETTERS
from amarre.channels.kinds.messenger.reasons import REASONS as OF_MESSENGER
from amarre.channels.kinds.push.reasons import REASONS as OF_PUSH
from amarre.channels.kinds.sms.reasons import REASONS as OF_SMS
from amarre.channels.kinds.social.reasons import REASONS as OF_SOCIAL
from amarre.channels.kinds.telegram.reasons import REASONS as OF_TELEGRAM
from amarre.channels.kinds.trouble import REASONS as OF_ALL
from amarre.channels.kinds.whatsapp.reasons import REASONS as OF_WHATSAPP

# A slug is of one kind alone, or means the same in all: two words for it would be one too many.
REASONS: dict[str, tuple[str | Promise, str | Promise]] = {
    **OF_ALL, **OF_LETTERS, **OF_CALLS, **OF_SMS, **OF_WHATSAPP, **OF_TELEGRAM, **OF_MESSENGER, **OF_PUSH, **OF_SOCIAL,
}  # fmt: skip
