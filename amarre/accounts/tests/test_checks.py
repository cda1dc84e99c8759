"""Those who approve should have more than a password; the house says so at start, once there are several colleagues."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core.checks import run_checks
from django.db import connection

from amarre.accounts.models import User

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [str(message.id) for message in run_checks(tags=["colleagues"], databases=["default"])]


def test_alix_alone_is_left_in_peace(alix) -> None:
    assert found() == []


def test_with_bilal_beside_her_alix_is_asked_for_a_second_factor(alix, bilal) -> None:
    assert found() == ["accounts.I001"]


def test_once_alix_has_one_nothing_is_said(alix, bilal) -> None:
    Authenticator.objects.create(user=alix, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert found() == []


def test_the_factor_of_somebody_who_does_not_lead_is_not_enough(alix, bilal) -> None:
    Authenticator.objects.create(user=bilal, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert found() == ["accounts.I001"]


def test_the_people_of_drills_and_the_outsider_do_not_count(alix, dora) -> None:
    User.objects.create_user("bilal@drill.example", name="Bilal (exercice)", role="agent")
    assert found() == []


def test_without_a_database_nothing_is_asked(alix, bilal, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert run_checks(tags=["colleagues"]) == []


@pytest.mark.parametrize(
    "not_yet",
    [
        "ALTER TABLE accounts_user RENAME TO accounts_of_later",
        "ALTER TABLE mfa_authenticator RENAME TO factors_of_later",
        "ALTER TABLE accounts_user RENAME COLUMN role TO role_of_later",
    ],
)
def test_before_the_database_is_migrated_nothing_is_said_and_nothing_breaks(alix, bilal, not_yet) -> None:
    with connection.cursor() as cursor:
        cursor.execute(not_yet)
    assert found() == []
