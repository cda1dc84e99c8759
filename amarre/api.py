"""The REST API, OpenAPI 3.1: one room a line. docs/api.md says how to use it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

import amarre
from amarre.broadcasts.api import router as messages
from amarre.inbox.api import router as inbox
from amarre.knowledge.api import router as knowledge
from amarre.lib.errors import DomainError
from amarre.people.api import router as people
from amarre.situation.api import router as situation

# No browsable documentation: it would load scripts from elsewhere. The description is at /api/openapi.json.
api = NinjaAPI(title="amarre", version=amarre.__version__, docs_url=None, urls_namespace="api")

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
