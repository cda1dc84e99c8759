"""The REST API, OpenAPI 3.1: one room a line. docs/api.md says how to use it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

import amarre
from amarre.accounts.api import Token
from amarre.broadcasts.api import router as messages
from amarre.inbox.api import router as inbox
from amarre.knowledge.api import router as knowledge
from amarre.lib.errors import DomainError
from amarre.people.api import router as people
from amarre.situation.api import router as situation

DESCRIPTION = (
    "A crisis, its facts, its people, its messages and its requests, for other programs. Every operation needs a token "
    "(Authorization: Bearer …) that acts as the colleague who made it; the permission that each operation needs is "
    "named in its `security`."
)


class Description(OpenAPISchema):
    """The description, with the permission of each operation where OpenAPI 3.1 puts roles: in its `security`."""

    def operation_security(self, operation: Operation) -> list[dict[str, Any]] | None:
        found = super().operation_security(operation)
        needed = [guard.permission for guard in operation.auth_callbacks if isinstance(guard, Token)]
        return [{name: needed for name in one} for one in found] if found else found


class RestApi(NinjaAPI):
    """ninja's API with our description of it."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        return Description(self, self.get_root_path(path_params or {}) if path_prefix is None else path_prefix)


# No browsable documentation: it would load scripts from elsewhere. The description is at /api/openapi.json.
api = RestApi(title="amarre", version=amarre.__version__, description=DESCRIPTION, docs_url=None, urls_namespace="api")

api.add_router("", situation)
api.add_router("", people)
api.add_router("", messages)
api.add_router("", inbox)
api.add_router("", knowledge)


@api.exception_handler(DomainError)
def refused(request: HttpRequest, problem: DomainError | type[DomainError]) -> HttpResponse:
    """A domain error in the API's words: what happened, what to do, which fields."""
    body: dict[str, Any] = {"detail": "Not found"} if problem.status == 404 else _words(problem)
    return api.create_response(request, body, status=problem.status)


def _words(problem: Any) -> dict[str, Any]:
    fields = {name: str(words) for name, words in problem.fields.items()}
    return {"detail": str(problem.message), "hint": str(problem.hint), "fields": fields}
