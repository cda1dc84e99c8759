"""What can go wrong in the domain. Actions raise these, never HTTP; the edges turn them into words and codes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

Words = str | Promise


class DomainError(Exception):
    """Something cannot be done. `message` says what happened, `hint` what to do."""

    status = 409

    def __init__(self, message: Words, *, hint: Words = "", fields: Mapping[str, Words] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.fields = dict(fields or {})

    def __str__(self) -> str:
        return " ".join(str(words) for words in (self.message, self.hint, *self.fields.values()) if words)


class Invalid(DomainError):
    """What was given cannot be accepted; `fields` maps a field's name to the reason."""

    status = 422


class NotAllowed(DomainError):
    """This person may not do this (for example, approve their own message)."""

    status = 403


class NotFound(DomainError):
    """It does not exist, or is not yours to see."""

    status = 404


class Conflict(DomainError):
    """It has changed meanwhile, or its state does not allow this."""

    status = 409
