"""Every address, tried by every persona: who may not is turned away, whatever the address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import User
from amarre.lib.access import PUBLIC, SIGNED_IN
from amarre.situation.models import Crisis
from tests.architecture.test_house import is_ours, routes

# Something to put in the places of an address; objects need not exist, the door comes before the room.
ARGUMENTS = {
    "int": 1, "str": "x", "slug": "x", "path": "x",
}  # fmt: skip


def addresses() -> list[tuple[str, str, str]]:
    """(name for the test, address, permission) of every route of ours."""
    found = []
    for path, pattern in routes():
        if not is_ours(pattern):
            continue
        address = "/" + path
        for kind, value in ARGUMENTS.items():
            while f"<{kind}:" in address:
                before, _, after = address.partition(f"<{kind}:")
                address = f"{before}{value}{after.partition('>')[2]}"
        found.append((path or "/", address.replace("^", "").replace("$", ""), pattern.callback.may))
    return found


GUARDED = [one for one in addresses() if one[2] != PUBLIC]
PERSONAS = ("alix", "bilal", "chloe", "dora")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "address", "may"), GUARDED, ids=[one[0] for one in GUARDED])
def test_a_stranger_is_asked_to_sign_in(name: str, address: str, may: str) -> None:
    for method in ("get", "post"):
        answer = getattr(Client(), method)(address)
        assert answer.status_code == 302 and answer.url.startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("persona", PERSONAS)
def test_each_persona_enters_only_where_their_role_allows(
    persona: str, request: pytest.FixtureRequest, client_of: Callable[[User], Client]
) -> None:
    user: User = request.getfixturevalue(persona)
    client = client_of(user)
    client.raise_request_exception = True
    for name, address, may in GUARDED:
        answer = client.get(address)
        allowed = may == SIGNED_IN or user.may(may)
        assert (answer.status_code == 403) is (not allowed), f"{persona} {name}: {answer.status_code}"
        if not allowed:
            assert client.post(address).status_code == 403, name


@pytest.mark.django_db
def test_what_is_restricted_does_not_exist_for_those_outside(
    crisis: Crisis, alix: User, bilal: User, client_of: Callable[[User], Client]
) -> None:
    Crisis.objects.filter(pk=crisis.pk).update(is_restricted=True)
    crisis.members.add(alix)
    inside, outside = client_of(alix), client_of(bilal)
    for name, address, may in GUARDED:
        if "<int:crisis_id>" not in name or (may != SIGNED_IN and not bilal.may(may)):
            continue
        real = address.replace("/c/1/", f"/c/{crisis.pk}/", 1)
        answers = {outside.get(real).status_code, outside.post(real).status_code}
        assert answers <= {404, 405} and 404 in answers, f"{name}: {answers}"
    assert inside.get(reverse("review:board", args=[crisis.pk])).status_code == 200
    for address in ("/crises/", "/search/?q=Rappel", "/"):
        assert crisis.title not in outside.get(address, follow=True).content.decode(), address
