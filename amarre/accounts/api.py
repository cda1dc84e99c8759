"""What every room's API shares: the token, the permission on the operation's own line, the answers for refusals."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer
from pydantic import Field

from amarre.accounts.actions import user_of_token
from amarre.accounts.models import User
from amarre.accounts.permissions import PERMISSIONS
from amarre.lib.time import now


class Token(HttpBearer):
    """`auth=Token("facts.write")`: a token whose owner holds the permission. 401 without one, 403 without the other."""

    def __init__(self, permission: str) -> None:
        if permission not in PERMISSIONS:
            raise KeyError(f"unknown permission {permission!r}")
        self.permission = permission
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = user_of_token(token, at=now())
        if user is None:
            return None
        if not user.may(self.permission):
            raise HttpError(403, f"This token's owner may not do this ({self.permission}).")
        request.user = user  # the guarded getters read it there, as for a page
        return user


def acting(request: HttpRequest) -> User:
    """Whom the token acts as. Operations are guarded by `Token`, so there is always somebody."""
    if not isinstance(request.user, User):
        raise HttpError(401, "Unauthorized")
    return request.user


class Problem(Schema):
    """Why it cannot be done, and what to do."""

    detail: str
    hint: str = ""
    fields: dict[str, str] = {}


class Unreadable(Schema):
    """What in the request could not be read, item by item."""

    detail: list[dict[str, Any]] | str
    hint: str = ""
    fields: dict[str, str] = {}


REFUSALS: dict[int, Any] = {401: Problem, 403: Problem, 404: Problem, 422: Unreadable}
WRITE_REFUSALS: dict[int, Any] = REFUSALS | {400: Problem, 409: Problem}


# PostgreSQL cannot keep U+0000 in a text; the second pattern also asks for one character that shows.
_ANY, _SOME = r"^[^\x00]*$", r"^[^\x00]*[^\s\x00][^\x00]*$"

Words = Annotated[str, Field(max_length=20_000, pattern=_ANY)]
Line = Annotated[str, Field(max_length=300, pattern=_ANY)]
SomeWords = Annotated[str, Field(max_length=20_000, pattern=_SOME)]
SomeLine = Annotated[str, Field(max_length=300, pattern=_SOME)]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
Limit = Annotated[int, Field(ge=1, le=200)]
Moment = datetime
