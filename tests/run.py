"""`make test`: everything this machine can run. SQLite, then PostgreSQL, then Chromium; says what it could not run.
`make test-quick` (`--quick`): SQLite alone, without the few tests marked slow.

PostgreSQL: the server that DATABASE_URL_TEST names, else one started here, in a folder of its own, and ended after.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import kept

ROOT = Path(__file__).resolve().parents[1]
WORKERS = str(min(4, os.cpu_count() or 1))
# Every test process, and every process that a test starts, reads the same compiled code: also where Python was told to
# leave none beside the sources, it may leave it in the virtual environment.
COMPILED = {"PYTHONPYCACHEPREFIX": str(kept.folder() / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def pytest(*arguments: str, **environment: str) -> bool:
    """Run pytest; a suite in which nothing was collected has failed (exit 5)."""
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, *arguments]
    say(f"\n$ pytest {' '.join(arguments)}")
    started = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=os.environ | COMPILED | environment, check=False).returncode
    say(f"({time.monotonic() - started:.0f} s)")
    return code == 0


@contextmanager
def postgresql() -> Iterator[str | None]:
    """The address of a PostgreSQL server for tests, or None when the machine has none."""
    given = os.environ.get("DATABASE_URL_TEST")
    if given:
        yield given
        return
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin")) or sorted(glob.glob("/opt/homebrew/opt/postgresql*/bin"))
    if not programs:
        yield None
        return
    with _own_server(Path(programs[-1])) as address:
        yield address


@contextmanager
def _own_server(programs: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="amarre-pg-"))
    account = _account()
    if account:
        shutil.chown(folder, account)
    port = _free_port()

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), *arguments]
        if account:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", account, "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "amarre", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://amarre@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    if "--quick" in sys.argv[1:]:
        return 0 if pytest("-m", "not browser and not postgres and not slow") else 1
    started = time.monotonic()
    failed: list[str] = []
    left_out: list[str] = []
    if not pytest("-m", "not browser and not postgres"):
        failed.append("SQLite")
    with postgresql() as address:
        if address is None:
            left_out.append("PostgreSQL (install the package postgresql)")
        elif not pytest("-m", "not browser", "--ignore=amarre/engine", DATABASE_URL=address):
            failed.append("PostgreSQL")
    if shutil.which("chromium") is None:
        left_out.append("the browser (install the package chromium)")
    elif not pytest("-m", "browser"):
        failed.append("browser")
    say(f"\nAll suites: {time.monotonic() - started:.0f} s.")
    for what in left_out:
        say(f"Not run on this machine: {what}.")
    if failed:
        say(f"Failed: {', '.join(failed)}.")
    return 1 if failed or (left_out and os.environ.get("CI")) else 0


if __name__ == "__main__":
    sys.exit(main())
