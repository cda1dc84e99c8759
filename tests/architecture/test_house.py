"""The house stands as docs/architecture.md draws it."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from amarre.accounts.journal import VERBS
from amarre.accounts.permissions import PERMISSIONS, ROLES
from amarre.lib.access import PUBLIC, SIGNED_IN

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "amarre"

# From the top of the house to its foundations; siblings share a line (they are in .importlinter too).
FLOORS = (
    ("drill",),
    ("review",),
    ("touchpoints",),
    ("broadcasts", "inbox"),
    ("knowledge",),
    ("situation", "people"),
    ("plan",),
    ("channels",),
    ("accounts",),
    ("amarre_tasks",),
    ("amarre_lib",),
)
FLOOR = {label: number for number, labels in enumerate(FLOORS) for label in labels}
OURS = [config for config in apps.get_app_configs() if config.name.startswith("amarre.")]


def test_every_room_has_its_floor() -> None:
    assert {config.label for config in OURS} == set(FLOOR)


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_relations_between_tables_point_down_only(config) -> None:
    for model in config.get_models():
        for field in model._meta.get_fields():
            other = field.related_model if field.is_relation and not field.auto_created else None
            if other is None or isinstance(other, str) or other._meta.app_label not in FLOOR:
                continue
            here, there = FLOOR[config.label], FLOOR[other._meta.app_label]
            assert config.label == other._meta.app_label or here < there, f"{model.__name__}.{field.name}"


def test_imports_point_down_only() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_every_room_says_what_it_owns(config) -> None:
    words = (Path(config.path) / "__init__.py").read_text(encoding="utf-8")
    assert words.startswith('"""') and len(words) > 60


def routes(resolver: URLResolver | None = None, before: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        path = before + str(one.pattern)
        found += routes(one, path) if isinstance(one, URLResolver) else [(path, one)]
    return found


def is_ours(pattern: URLPattern) -> bool:
    return pattern.callback.__module__.startswith("amarre.")


def test_every_route_names_its_permission() -> None:
    nameless = [
        path
        for path, pattern in routes()
        if is_ours(pattern) and getattr(pattern.callback, "may", None) not in {PUBLIC, SIGNED_IN, *PERMISSIONS}
    ]
    assert not nameless


def test_every_permission_is_held_by_somebody_and_used_somewhere() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if "tests" not in path.parts)
    for permission in PERMISSIONS:
        assert permission in ROLES["lead"]
        assert sources.count(f'"{permission}"') > 1, permission


def test_a_role_holds_everything_of_the_roles_before_it() -> None:
    held = list(ROLES.values())
    assert all(less < more for less, more in pairwise(held))


def test_every_verb_of_the_journal_can_be_read_in_both_languages() -> None:
    for name, verb in VERBS.items():
        assert re.fullmatch(r"[a-z]+(\.[a-z_]+)+", name)
        with override("en"):
            english = str(verb.sentence)
        with override("fr"):
            french = str(verb.sentence)
        places = set(re.findall(r"%\((\w+)\)s", english))
        assert places == set(re.findall(r"%\((\w+)\)s", french)), name
        assert french != english, f"{name} is not in French"


TEMPLATES = sorted(PACKAGE.rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_keep_to_the_strict_policy(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    words = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", words, flags=re.S)
    if "/mail/" in str(path) or "email_layout" in path.name:
        return  # what goes into a mail is styled inline: mail programs ask for it
    assert not re.search(r"\sstyle=|<style\b|\son[a-z]+=\"|javascript:", words), "inline style or script"
    for script in re.findall(r"<script\b[^>]*>", words):
        assert "src=" in script or 'type="application/' in script, script


def typing_only(path: Path, number: int) -> bool:
    """Whether the line stands under `if TYPE_CHECKING:`, which imports nothing when it runs."""
    lines = path.read_text(encoding="utf-8").splitlines()[: number - 1]
    return any(line.startswith("if TYPE_CHECKING") for line in lines[-8:])


def test_no_function_hides_an_import_to_dodge_a_cycle() -> None:
    """Commands import Django late, on purpose, so that those without a database start at once. Nothing else does."""
    late = []
    for path in PACKAGE.rglob("*.py"):
        relative = path.relative_to(PACKAGE)
        if relative.parts[0] == "commands" or "tests" in relative.parts or path.name == "apps.py":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.match(r"\s+(from amarre[.\w]* import|import amarre)", line) and not typing_only(path, number):
                late.append(f"{relative}:{number}")
    assert not late


def test_modules_stay_small() -> None:
    """Past 400 lines a module asks to be split; past 500 it must be."""
    long = [
        f"{path.relative_to(PACKAGE)}: {count}"
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts and "migrations" not in path.parts
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    ]  # fmt: skip
    assert not long


def test_nothing_of_others_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    assert not [name for name in listed if name.endswith((".min.js", ".min.css", ".woff", ".woff2", ".ttf", ".map"))]


def test_the_state_folder_is_the_only_place_we_write() -> None:
    for name in ("PUBLIC_ROOT", "MAIL_ROOT", "MEDIA_ROOT", "STATIC_ROOT"):
        assert getattr(settings, name)
