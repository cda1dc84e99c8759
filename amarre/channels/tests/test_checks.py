"""Wrong mail settings are said at start, with what to write instead."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks


def found() -> set[str]:
    return {message.id for message in run_checks(tags=["channels"])}


def test_a_new_installation_has_nothing_to_complain_about(settings):
    settings.SMTP_HOST = ""
    assert found() == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"MAIL_IN_PROTOCOL": "pop"}, "channels.E001"),
        ({"SMTP_TLS": "yes"}, "channels.E002"),
        ({"MAIL_FROM": "contact"}, "channels.E003"),
        ({"SMTP_HOST": "smtp.example.org", "MAIL_FROM": "a@localhost", "MAIL_DOMAIN": "localhost"}, "channels.W001"),
        (
            {"SMTP_HOST": "smtp.example.org", "SMTP_USER": "a", "SMTP_TLS": "none", "MAIL_DOMAIN": "example.org"},
            "channels.W002",
        ),
    ],
)
def test_each_mistake_has_its_code(settings, changes, code):
    for name, value in changes.items():
        setattr(settings, name, value)
    messages = {message.id: message for message in run_checks(tags=["channels"])}
    assert set(messages) == {code}
    assert messages[code].hint
