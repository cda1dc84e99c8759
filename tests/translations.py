"""Are all words that people read there in French? `--collect` brings the catalogues up to date first.

Each room owns its catalogue (`amarre/<room>/locale/fr`); the shared templates and the frame own `amarre/locale/fr`.
Needs GNU gettext (xgettext, msgmerge).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "amarre"
ENDINGS = {".py", ".html", ".txt"}
SKIPPED = {"migrations", "tests", "locale", "static"}
UNTRANSLATED_LAYERS = {"engine"}  # its words are data in both languages: it is pure and knows no gettext

# A French text is badly set when one of these is preceded by an ordinary space, or by none where one is due.
ORDINARY_SPACE_BEFORE = re.compile(r" [:;?!»%€]")
STRAIGHT_APOSTROPHE = re.compile(r"[a-zàâçéèêëîïôûù]'[a-zàâçéèêëîïôûùœ]", re.IGNORECASE)


def rooms() -> dict[str, list[Path]]:
    """The files of each catalogue: a room's name, or "" for what is shared, to its sources."""
    found: dict[str, list[Path]] = {"": []}
    for path in sorted(PACKAGE.rglob("*")):
        relative = path.relative_to(PACKAGE)
        if path.suffix not in ENDINGS or SKIPPED & set(relative.parts) or relative.parts[0] in UNTRANSLATED_LAYERS:
            continue
        room = relative.parts[0] if len(relative.parts) > 1 else ""
        shared = room in {"", "templates", "lib", "commands"}
        found.setdefault("" if shared else room, []).append(path)
    return found


def extract(sources: list[Path]) -> polib.POFile:
    """The words of `sources`, by Django's own reading of templates and GNU xgettext's of Python."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        app = place / "app"
        (app / "locale" / "fr" / "LC_MESSAGES").mkdir(parents=True)
        for source in sources:
            target = app / source.relative_to(PACKAGE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
        subprocess.run(
            [
                sys.executable,
                "-m",
                "django",
                "makemessages",
                "-l",
                "fr",
                "--no-wrap",
                "--no-location",
                "-v",
                "0",
                "--extension",
                "html,txt,py",
            ],
            cwd=app,
            check=True,
            env={key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
        )
        result = app / "locale" / "fr" / "LC_MESSAGES" / "django.po"
        return polib.pofile(str(result), wrapwidth=0) if result.exists() else polib.POFile()  # a room without words


def catalogue(room: str) -> Path:
    return (
        PACKAGE / room / "locale" / "fr" / "LC_MESSAGES" / "django.po"
        if room
        else (PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "django.po")
    )


def known_words() -> dict[tuple[str | None, str], polib.POEntry]:
    return {
        (entry.msgctxt, entry.msgid): entry
        for path in PACKAGE.rglob("django.po")
        for entry in polib.pofile(str(path))
        if entry.translated()
    }


def problems_of(room: str, wanted: polib.POFile, known: dict[tuple[str | None, str], polib.POEntry]) -> list[str]:
    found = []
    for entry in wanted:
        translation = known.get((entry.msgctxt, entry.msgid))
        if translation is None:
            found.append(f"{room or 'shared'}: not in French: {entry.msgid!r}")
        elif entry.msgid_plural and not all(translation.msgstr_plural.values()):
            found.append(f"{room or 'shared'}: plural not in French: {entry.msgid!r}")
    return found


def badly_set(path: Path) -> list[str]:
    found = []
    for entry in polib.pofile(str(path)):
        for words in [entry.msgstr, *entry.msgstr_plural.values()]:
            plain = re.sub(r"%\([^)]*\)[sd]|%[sd]|<[^>]*>", "x", words)
            if ORDINARY_SPACE_BEFORE.search(plain) or STRAIGHT_APOSTROPHE.search(plain):
                found.append(f"{path.relative_to(ROOT)}: badly set: {words!r}")
        if entry.fuzzy:
            found.append(f"{path.relative_to(ROOT)}: fuzzy: {entry.msgid!r}")
    return found


def collect(room: str, wanted: polib.POFile) -> None:
    """Bring one catalogue up to date: new words empty, words no longer used gone."""
    path = catalogue(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    old = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
    kept = {(entry.msgctxt, entry.msgid): entry for entry in old}
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "fr",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    for entry in wanted:
        previous = kept.get((entry.msgctxt, entry.msgid))
        fresh.append(previous if previous is not None else entry)
    fresh.save(str(path))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collect", action="store_true", help="bring the catalogues up to date first")
    parser.add_argument("--room", default=None, help="only this one (shared: the frame, lib and commands)")
    options = parser.parse_args()
    collecting = options.collect
    problems: list[str] = []
    known = known_words()
    for room, sources in rooms().items():
        if not sources or options.room not in {None, room or "shared"}:
            continue
        wanted = extract(sources)
        if collecting and len(wanted):
            collect(room, wanted)
        problems += problems_of(room, wanted, known)
        if catalogue(room).exists():
            problems += badly_set(catalogue(room))
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"Translations: {len(problems)} to mend.\n" if problems else "Translations: complete.\n")
    return 1 if problems and not collecting else 0


if __name__ == "__main__":
    sys.exit(main())
