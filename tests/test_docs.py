"""The pages of documentation say what the code does: nothing is left out, and no link leads nowhere."""

from __future__ import annotations

import argparse
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from amarre.accounts.journal import VERBS
from amarre.accounts.permissions import PERMISSIONS, ROLES
from amarre.api import api
from amarre.channels.kinds import KINDS
from amarre.channels.models import Delivery
from amarre.cli import COMMANDS, _module

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "amarre"
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def words(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield path, path.read_text(encoding="utf-8")


def names(page: Path) -> str:
    return str(page.relative_to(ROOT))


# Settings


def settings_read() -> set[str]:
    asked = r'\b(?:env\.)?(?:text|flag|integer|words)\(\s*"((?:AMARRE|DATABASE)_[A-Z_]+)"'
    return {name for _path, source in sources() for name in re.findall(asked, source)}


def test_every_setting_has_its_line() -> None:
    assert len(settings_read()) > 15
    missing = [name for name in sorted(settings_read()) if f"| `{name}` |" not in words("operate.md")]
    assert not missing


def test_no_line_speaks_of_a_setting_that_nothing_reads() -> None:
    told = set(re.findall(r"^\| `((?:AMARRE|DATABASE)_[A-Z_]+)` \|", words("operate.md"), re.M))
    assert told == settings_read()


def test_no_setting_is_named_that_does_not_exist() -> None:
    known = settings_read() | {f"{name}_FILE" for name in settings_read()} | {"DATABASE_URL_TEST"}
    for page in PAGES:
        for name in re.findall(r"\b(?:AMARRE_[A-Z_]*[A-Z]|DATABASE_URL\w*)\b(?!_)", page.read_text(encoding="utf-8")):
            assert name in known or any(one.startswith(f"{name}_") for one in known), f"{names(page)}: {name}"


def test_every_check_at_start_is_explained() -> None:
    codes = {code for _path, source in sources() for code in re.findall(r'\bid="(\w+\.[EWI]\d{3})"', source)}
    told = set(re.findall(r"^\| `(\w+\.[EWI]\d{3})` \|", words("operate.md"), re.M))
    assert codes and told == codes


# Commands


def sections(page: str) -> dict[str, str]:
    """The words under each heading of the second level."""
    return dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", page, re.M | re.S))


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for under in action.choices.values():
                yield from options(under)
        else:
            yield from (option for option in action.option_strings if option not in {"-h", "--help"})


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained_with_its_options(name: str) -> None:
    section = sections(words("commands.md")).get(name)
    assert section and section.strip(), f"docs/commands.md has no heading {name}"
    parser = argparse.ArgumentParser()
    _module(name).add_arguments(parser)
    missing = [option for option in sorted(set(options(parser))) if not re.search(rf"{option}(?![\w-])", section)]
    assert not missing


def test_no_command_is_explained_that_does_not_exist() -> None:
    assert set(sections(words("commands.md"))) == set(COMMANDS)


# Registries


@pytest.mark.parametrize("slug", list(KINDS))
def test_every_channel_kind_has_a_heading(slug: str) -> None:
    assert re.search(rf"^#+ {slug}$", words("channels.md"), re.M)


@pytest.mark.parametrize("state", Delivery.State.values)
def test_every_state_of_a_delivery_is_explained(state: str) -> None:
    assert re.search(rf"^\| [^|]*\b{state}\b[^|]* \|", words("channels.md"), re.M)


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_every_permission_and_who_holds_it_is_told(permission: str) -> None:
    line = re.search(rf"^\| `{re.escape(permission)}` \| [^|]+ \|(.*)\|$", words("roles.md"), re.M)
    assert line, permission
    told = [cell.strip() == "yes" for cell in line[1].split("|")]
    assert told == [permission in ROLES[role] for role in ("agent", "writer", "lead")]


def test_every_verb_of_the_journal_is_told_in_its_family() -> None:
    told = {
        f"{family}.{verb}"
        for family, verbs in re.findall(r"^\| `([a-z]+)` \| (`.*`) \|$", words("roles.md"), re.M)
        for verb in re.findall(r"`([a-z_]+)`", verbs)
    }
    assert told == set(VERBS)


def test_every_operation_of_the_api_is_told() -> None:
    paths = api.get_openapi_schema(path_prefix="/api")["paths"]
    there = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    told = set(re.findall(r"^\| `([A-Z]+ /api/\S+)` \|", words("api.md"), re.M))
    assert told == there


# Pages


def anchors(page: Path) -> set[str]:
    """The names that a forge gives to headings."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    plain = (unicodedata.normalize("NFC", re.sub(r"[`*]", "", head)).lower() for head in heads)
    return {re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in plain}


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    for target in targets:
        if re.match(r"[a-z]+:|//", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), f"{target} does not exist"
        if anchor:
            assert anchor in anchors(aim), f"{target}: no such heading"


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        text = page.read_text(encoding="utf-8")
        links = re.findall(r"\]\(([^)\s#:]+)", text)
        ahead += [(page.parent / link).resolve() for link in links if (page.parent / link).exists()]
    assert not [names(page) for page in PAGES if page not in seen]


def test_files_named_in_the_pages_exist() -> None:
    """Paths of the source in backquotes, as written."""
    for page in PAGES:
        for path in re.findall(r"`((?:amarre|tests|bench|docs)/[\w./-]+)`", page.read_text(encoding="utf-8")):
            if "<" not in path:
                assert (ROOT / path).exists(), f"{names(page)}: {path}"


def test_pictures_are_small() -> None:
    pictures = list((DOCS / "images").glob("*.png"))
    assert len(pictures) >= 2
    for picture in pictures:
        assert picture.stat().st_size < 200_000, picture.name


# What may not be written down: where this was made. Put together here, so that this file does not hold it itself.
ELSEWHERE = re.compile(
    "|".join(
        (
            r"(?<![\w.-])/" + "work/",
            r"/(?:home|Users)" + r"/\w+/",
            r"files\.python" + "hosted",
            "pypi" + r"\.org/simple",
        )
    )
)


def test_no_file_names_the_machine_it_was_made_on() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if not name or not path.is_file() or path.suffix in {".png", ".ico", ".woff2"}:
            continue
        found = ELSEWHERE.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{name}: {found[0] if found else ''}"
