"""The API against its own description: schemathesis asks, in this process, what the description allows and forbids.

Each operation names the permission it needs; a token opens what its owner's role opens, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings

from amarre.accounts.actions import create_token, revoke_token
from amarre.accounts.models import User
from amarre.accounts.permissions import PERMISSIONS
from amarre.broadcasts.actions import write
from amarre.broadcasts.sequences.actions import Entry, write_sequence
from amarre.channels.inbound import receive_form
from amarre.channels.models import Channel
from amarre.inbox.actions import claim_new
from amarre.inbox.models import Conversation
from amarre.knowledge.actions import publish_entry, save_entry
from amarre.lib.time import now
from amarre.people.models import ContactPoint, Person, Segment
from amarre.situation.actions import add_fact, add_source, state_fact
from amarre.situation.models import Crisis

PERSONAS = ("alix", "bilal", "chloe", "dora")
API = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
OPERATIONS = [
    (method.upper(), path, operation)
    for path, operations in API.raw_schema["paths"].items()
    for method, operation in operations.items()
]
NAMES = [f"{method} {path}" for method, path, _ in OPERATIONS]


@dataclass
class Keys:
    """A house with one of everything, the tokens of its people, and the numbers to put in an address."""

    headers: dict[str, dict[str, str]]
    users: dict[str, User]
    real: dict[str, Any]
    read: set[str] = field(default_factory=set)

    def fill(self, path: str) -> str:
        return path.format(**self.real)


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Through WSGI, Django would close the connection that holds the test’s transaction (its client knows better)."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def keys(alix: User, bilal: User, chloe: User, dora: User, crisis: Crisis, tray: Channel, at: datetime) -> Keys:
    source = add_source(crisis, name="Direction", url="", is_trusted=True, by=alix, at=at)
    fact = add_fact(
        crisis, key="hours", topic="Contact", question={"fr": "Quand ?"}, visibility="public", by=alix, at=at
    )
    words = {"fr": "de 8 h à 22 h", "en": "from 8 to 22"}
    state_fact(fact, words=words, status="verified", source=source, by=alix, at=at)
    person = Person.objects.create(kind="customer", external_id="C-1", first_name="Éva", created_at=at, updated_at=at)
    ContactPoint.objects.create(person=person, kind="email", address="eva@example.org", normal="eva@example.org")
    Segment.objects.create(name="Tous", kind="customer", rule={}, created_at=at)
    texts = {"fr": ("Nos heures", "Nous répondons {{ fact.hours }}.")}
    message = write(crisis, occasion="news", title="Heures", texts=texts, by=chloe, at=at)
    entry = save_entry(
        crisis, None, words={"fr": {"question": "Quand répondez-vous ?", "answer": "{{ fact.hours }}"}}, by=chloe, at=at
    )
    publish_entry(entry, by=chloe, at=at)
    receive_form(
        text="Ma fille a été brûlée, que dois-je faire ?", address="eva@example.org", name="Éva", language="fr",
        crisis_id=crisis.pk, fields={}, at=at,
    )  # fmt: skip
    claim_new(at=at)
    users = {"alix": alix, "bilal": bilal, "chloe": chloe, "dora": dora}
    sequence = write_sequence(crisis, name="Suivi", entry=Entry(message=message), by=chloe, at=at)
    real = {
        "sequence_id": sequence.pk, "crisis_id": crisis.pk, "key": "hours", "person_id": person.pk,
        "message_id": message.pk, "conversation_id": Conversation.objects.get().pk, "language": "fr",
    }  # fmt: skip
    return Keys({name: bearer(user) for name, user in users.items()}, users, real)


def bearer(user: User) -> dict[str, str]:
    _token, secret = create_token(user, name="Essai", by=user, at=now())
    return {"Authorization": f"Bearer {secret}"}


BODIES: dict[str, dict[str, Any]] = {
    "POST /api/crises/{crisis_id}/facts": {"key": "refund", "question": {"fr": "Que rend-on ?"}},
    "POST /api/crises/{crisis_id}/facts/{key}/versions": {"words": {"fr": "de 8 h à 20 h"}, "status": "to_verify"},
    "POST /api/crises/{crisis_id}/conversations/{conversation_id}/override": {
        "impact": "urgent", "anger": 1, "threat": False, "why": "Une enfant est blessée",
    },
    "POST /api/crises/{crisis_id}/conversations/{conversation_id}/reply": {"text": "Nous répondons {{ fact.hours }}."},
    "POST /api/crises/{crisis_id}/ask": {"text": "Quand répondez-vous ?"},
}  # fmt: skip


def ask(client: Client, method: str, path: str, keys: Keys, **headers: str) -> Any:
    body = BODIES.get(f"{method} {path}")
    return client.generic(
        method, keys.fill(path), data=_json(body) if body else b"", content_type="application/json", headers=headers
    )


def _json(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()


def test_the_description_is_openapi_3_1_and_open_to_read() -> None:
    answer = Client().get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_each_operation_names_its_permission(method: str, path: str, operation: dict[str, Any]) -> None:
    needed = [permission for one in operation["security"] for permission in one["Token"]]
    assert len(needed) == 1 and needed[0] in PERMISSIONS
    assert {"401", "403"} <= set(operation["responses"])


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_a_token_opens_what_its_owner_may_do(method: str, path: str, operation: dict[str, Any], keys: Keys) -> None:
    permission = operation["security"][0]["Token"][0]
    client = Client()
    for persona in PERSONAS:
        answer = ask(client, method, path, keys, **keys.headers[persona])
        if keys.users[persona].may(permission):
            assert answer.status_code in {200, 201}, f"{persona}: {answer.content.decode()}"
            break  # once is enough: a second fact of the same name would be refused
        assert answer.status_code == 403, persona
    assert ask(client, method, path, keys).status_code == 401
    assert ask(client, method, path, keys, Authorization="Bearer amarre_nobody").status_code == 401
    assert ask(client, method, path, keys, **keys.headers["dora"]).status_code == 403


@pytest.mark.django_db
def test_a_session_is_not_a_token(keys: Keys) -> None:
    client = Client()
    client.force_login(keys.users["alix"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/api/crises").status_code == 401


@pytest.mark.django_db
def test_a_token_that_was_revoked_or_has_ended_opens_nothing(alix: User) -> None:
    client = Client()
    token, secret = create_token(alix, name="Ancien", by=alix, at=now())
    assert client.get("/api/crises", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    revoke_token(token, by=alix, at=now())
    assert client.get("/api/crises", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    _token, ended = create_token(alix, name="Passé", by=alix, at=long_ago, lives=timedelta(days=30))
    assert client.get("/api/crises", headers={"Authorization": f"Bearer {ended}"}).status_code == 401


@pytest.mark.django_db
def test_a_restricted_crisis_does_not_exist_for_those_outside(keys: Keys, crisis: Crisis) -> None:
    Crisis.objects.filter(pk=crisis.pk).update(is_restricted=True)
    crisis.members.add(keys.users["alix"])
    client = Client()
    assert client.get("/api/crises", headers=keys.headers["bilal"]).json() == []
    for method, path, _operation in OPERATIONS:
        if "{crisis_id}" in path:
            answer = ask(client, method, path, keys, **keys.headers["chloe"])
            assert answer.status_code == 404, path
    assert len(client.get("/api/crises", headers=keys.headers["alix"]).json()) == 1


@API.parametrize()
@settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
@pytest.mark.django_db
@pytest.mark.usefixtures("_one_connection")
def test_whatever_is_asked_the_answer_is_one_of_those_described(case: schemathesis.Case, keys: Keys) -> None:
    case.call_and_validate(headers=keys.headers["alix"])
    if case.method.upper() != case.operation.method.upper():
        return  # a method that the address does not know
    real = case.operation.Case(
        method=case.method,
        path_parameters={name: keys.real.get(name, value) for name, value in case.path_parameters.items()},
        query=case.query,
        body=case.body,
        media_type=case.media_type,
    )
    if _was_read(real, keys):
        return
    for persona in ("alix", "dora"):
        answer = real.call(headers=keys.headers[persona])
        real.validate_response(answer, checks=[schemathesis.checks.not_a_server_error, *_conformance()])


def _was_read(case: schemathesis.Case, keys: Keys) -> bool:
    """Whether this very thing was read before: once real numbers stand in the address, many cases are the same."""
    if case.method.upper() != "GET":
        return False
    asked = f"{case.formatted_path} {case.query!r} {case.body!r}"
    if asked in keys.read:
        return True
    keys.read.add(asked)
    return False


def _conformance() -> list[Any]:
    wanted = ("status_code_conformance", "content_type_conformance", "response_schema_conformance")
    return [schemathesis.checks.CHECKS.get_one(name) for name in wanted]
