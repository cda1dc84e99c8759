"""What is wrong in the settings is said at start, each thing with what to write instead."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.checks import run_checks

from amarre.lib import checks

SOUND = {
    "BASE_URL": "https://crisis.example.org",
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "ALLOWED_HOSTS": ["crisis.example.org"],
    "DEBUG": False,
    "SECRET_KEY": "k" * 50,
    "SMTP_HOST": "smtp.example.org",
    "PORT": 8000,
    "MAIL_IN_PORT": 8025,
}


@pytest.fixture
def sound(settings, tmp_path: Path):
    """The settings of a house in order."""
    for name, value in SOUND.items():
        setattr(settings, name, value)
    settings.HOME = tmp_path
    tmp_path.chmod(0o700)
    return settings


def found() -> dict[str, str]:
    return {message.id: str(message.hint) for message in run_checks(tags=["house"])}


def test_a_house_in_order_has_nothing_to_say(sound) -> None:
    assert found() == {}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"BASE_URL": "crisis.example.org"}, "amarre.E001"),
        ({"BASE_URL": "http://crisis.example.org"}, "amarre.W001"),
        ({"SECURE_PROXY_SSL_HEADER": None}, "amarre.W002"),
        ({"DEBUG": True}, "amarre.W003"),
        ({"SECRET_KEY": "short"}, "amarre.E002"),
        ({"ALLOWED_HOSTS": ["*"]}, "amarre.W004"),
        ({"SMTP_HOST": ""}, "amarre.I001"),
        ({"MAIL_IN_PORT": 8000}, "amarre.E004"),
        ({"MAIL_IN_PORT": 25}, "amarre.W006"),
    ],
)
def test_each_mistake_has_its_code_and_a_hint(sound, changes, code) -> None:
    for name, value in changes.items():
        setattr(sound, name, value)
    assert list(found()) == [code]
    assert found()[code]


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_on_this_machine_alone_http_is_enough(sound, address) -> None:
    sound.BASE_URL = address
    assert found() == {}


def test_a_closed_mail_door_clashes_with_nothing(sound) -> None:
    sound.MAIL_IN_PORT = 0
    assert found() == {}


def test_a_folder_that_others_can_open_is_said(sound, tmp_path) -> None:
    tmp_path.chmod(0o755)
    assert list(found()) == ["amarre.W005"]
    assert str(tmp_path) in found()["amarre.W005"]


def test_a_folder_where_we_may_not_write_stops_the_start(sound, monkeypatch) -> None:
    monkeypatch.setattr(checks.os, "access", lambda folder, mode: False)  # root may write anywhere
    out = io.StringIO()
    assert checks.report(out) is False
    assert "amarre.E003" in out.getvalue()


def test_the_report_begins_with_what_must_be_put_right(sound, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    sound.SMTP_HOST, sound.SECRET_KEY, sound.DEBUG = "", "short", True
    out = io.StringIO()
    assert checks.report(out) is False
    heads = [line for line in out.getvalue().splitlines() if not line.startswith("    ")]
    assert [line.partition(":")[0] for line in heads] == [
        "To put right (amarre.E002)",
        "Look at this (amarre.W003)",
        "Good to know (amarre.I001)",
    ]


def test_the_report_speaks_the_language_of_the_terminal(sound, monkeypatch) -> None:
    sound.SMTP_HOST = ""
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    out = io.StringIO()
    assert checks.report(out) is True
    assert out.getvalue().startswith("Bon à savoir (amarre.I001)")
