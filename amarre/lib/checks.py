"""Mistakes in the settings, found at start, each with what to write instead (docs/operate.md lists them).

`report` prints them for the person who starts amarre. The rooms register their own under the tag of their name.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, INFO, CheckMessage, Error, Info, Warning, register, run_checks
from django.utils import translation
from django.utils.translation import gettext as _

SHORTEST_KEY = 32  # characters
LAST_SYSTEM_PORT = 1023
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ROOMS = ("house", "channels")
ROOMS_WITH_ROWS = ("colleagues",)


@register("house")
def address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The address people type, and what stands before it."""
    url = urlsplit(settings.BASE_URL)
    if url.scheme not in ("http", "https") or not url.hostname:
        return [
            Error(
                _("AMARRE_URL is %(url)s, which is not an address.") % {"url": settings.BASE_URL},
                hint=_("Write it as https://crisis.example.org, without a path."),
                id="amarre.E001",
            )
        ]
    if url.scheme == "http" and url.hostname not in LOOPBACK:
        return [
            Warning(
                _("AMARRE_URL begins with http: passwords and customers’ words travel in the clear."),
                hint=_("Put a web server with a certificate in front and set AMARRE_URL to its https address."),
                id="amarre.W001",
            )
        ]
    if url.scheme == "https" and not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return [
            Warning(
                _("AMARRE_URL begins with https, and AMARRE_BEHIND_PROXY is off: all visitors seem to be one."),
                hint=_("Set AMARRE_BEHIND_PROXY=1, so that limits count each visitor, not the server in front."),
                id="amarre.W002",
            )
        ]
    return []


@register("house")
def secrecy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What would let others in: details of faults shown, a key that can be guessed, any host name answered."""
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(
            Warning(
                _("AMARRE_DEBUG is on: a fault shows the program’s inside to whoever meets it."),
                hint=_("Leave it off wherever others can reach amarre."),
                id="amarre.W003",
            )
        )
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        found.append(
            Error(
                _("AMARRE_SECRET_KEY has fewer than %(least)s characters: sessions and links could be forged.")
                % {"least": SHORTEST_KEY},
                hint=_("Write a long random one, or remove the variable: amarre then makes and keeps its own."),
                id="amarre.E002",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Warning(
                _("AMARRE_HOSTS holds *: amarre answers under any name."),
                hint=_("List the names that people type, separated by commas."),
                id="amarre.W004",
            )
        )
    return found


@register("house")
def state_folder(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The folder that holds all state: ours to write, closed to others."""
    folder = Path(settings.HOME)
    if not os.access(folder, os.W_OK | os.X_OK):
        return [
            Error(
                _("AMARRE_HOME is %(folder)s, where amarre may not write.") % {"folder": folder},
                hint=_("Give the folder to the account that runs amarre, or choose another one."),
                id="amarre.E003",
            )
        ]
    if folder.stat().st_mode & 0o007:
        return [
            Warning(
                _("AMARRE_HOME is %(folder)s, which every account of this machine can open.") % {"folder": folder},
                hint=_("It holds customers’ words. Close it: chmod 700 %(folder)s") % {"folder": folder},
                id="amarre.W005",
            )
        ]
    return []


@register("house")
def mail_ways(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whether anything can leave, and whether the mail door can open."""
    found: list[CheckMessage] = []
    if not settings.SMTP_HOST:
        found.append(
            Info(
                _("AMARRE_SMTP_HOST is not set: messages go to the tray and nothing leaves, unless a channel says so."),
                hint=_("Set it, or add an e-mail channel under Settings, once you are ready to write to customers."),
                id="amarre.I001",
            )
        )
    port = settings.MAIL_IN_PORT
    if port and port == settings.PORT:
        found.append(
            Error(
                _("AMARRE_PORT and AMARRE_MAIL_IN_PORT are both %(port)s.") % {"port": port},
                hint=_("Give the mail door another port, or 0 to leave it closed."),
                id="amarre.E004",
            )
        )
    if 0 < port <= LAST_SYSTEM_PORT:
        found.append(
            Warning(
                _("AMARRE_MAIL_IN_PORT is %(port)s: ports below 1024 belong to the system.") % {"port": port},
                hint=_("Keep 8025 and let your mail server hand the mail over (docs/inbound.md)."),
                id="amarre.W006",
            )
        )
    return found


def report(out: TextIO, *, rows: bool = False) -> bool:
    """Print what is found, in the terminal's language; True when nothing stands in the way of starting.

    `rows=False` looks at the settings alone; `rows=True` at what needs the database, once it is up to date.
    """
    with translation.override(_terminal_language()):
        tags, databases = (ROOMS_WITH_ROWS, ["default"]) if rows else (ROOMS, None)
        found = run_checks(tags=list(tags), databases=databases)
        for message in sorted(found, key=lambda each: -each.level):
            out.write(f"{_weight(message.level)} ({message.id}): {message.msg}\n")
            if message.hint:
                out.write(f"    {message.hint}\n")
    return all(message.level < ERROR for message in found)


def _weight(level: int) -> str:
    if level >= ERROR:
        return _("To put right")
    return _("Good to know") if level <= INFO else _("Look at this")


def _terminal_language() -> str:
    """French where the machine is set to French, else English, as the rest of what `amarre` prints."""
    words = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if words.lower().startswith("fr") else "en"
