"""AMARRE_HOME: the one folder that holds all state (database, secret key, published pages, raw mail)."""

from __future__ import annotations

import os
import secrets
import threading
from pathlib import Path

import platformdirs

from amarre.lib import env

_CHECKOUT = Path(__file__).resolve().parents[2]


def default_home() -> Path:
    """`var/` in a checkout, else the user's data folder."""
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "amarre").is_dir():
        return _CHECKOUT / "var"
    return Path(platformdirs.user_data_dir("amarre", appauthor=False))


def home() -> Path:
    """The state folder, created on first use and readable by its owner only."""
    chosen = env.text("AMARRE_HOME")
    folder = Path(chosen).expanduser().resolve() if chosen else default_home()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise env.SettingError(
            f"AMARRE_HOME={folder} cannot be created: {error.strerror}. Choose a folder you can write to."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """AMARRE_SECRET_KEY, or a key made on the first run and kept in the state folder."""
    given = env.text("AMARRE_SECRET_KEY")
    if given:
        return given
    path = folder / "secret_key"
    if not path.exists():
        write_once(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="utf-8").strip()


def write_once(path: Path, value: str) -> None:
    """A secret kept in a file, whole from the moment that it exists and readable by its owner only.

    Of two processes that start together one wins, and both read its value.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(value)
    try:
        os.link(partial, path)
    except FileExistsError:
        pass  # the other was first
    finally:
        partial.unlink()
