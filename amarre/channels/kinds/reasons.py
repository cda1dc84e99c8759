"""The reasons that kinds give in their own slugs: by slug, what happened and what can be done about it."""

from __future__ import annotations

from django.utils.functional import Promise

from amarre.channels.kinds.call.reasons import REASONS as OF_CALLS
from amarre.channels.kinds.letter.reasons import REASONS as OF_LETTERS

REASONS: dict[str, tuple[str | Promise, str | Promise]] = {**OF_LETTERS, **OF_CALLS}
