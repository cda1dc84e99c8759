"""`amarre up`: prepare everything, start web, worker and mail door, print one address and a sign-in link.

The parent stays small (no Django): it prepares in a child, then keeps three children alive and passes signals on.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

PREPARE = (
    ("Database and playbooks", ["migrate", "--quiet"]),
    ("Static files", ["django", "collectstatic", "--noinput", "--verbosity", "0"]),
)
READY_WITHIN = 60.0  # seconds


@dataclass
class Part:
    """A child process kept alive: restarted after a growing pause when it ends by itself."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    not_before: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "amarre", *self.arguments])  # noqa: S603 - ourselves
        self.started_at = time.monotonic()

    def watch(self) -> None:
        """Restart it if it has ended; a part that keeps ending is tried less and less often (up to a minute)."""
        if self.process is not None and self.process.poll() is not None:
            code = self.process.returncode
            self.process = None
            lived = time.monotonic() - self.started_at
            self.failures = 0 if lived > 60 else self.failures + 1
            pause = min(60.0, 2.0**self.failures)
            self.not_before = time.monotonic() + pause
            print(f"amarre {self.name} ended (code {code}); starting it again in {pause:.0f} s.", file=sys.stderr)
        if self.process is None and time.monotonic() >= self.not_before:
            self.start()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=None, help="default: AMARRE_PORT, else 8000")
    parser.add_argument("--no-mail", action="store_true", help="leave the mail door closed")


def run(args: argparse.Namespace) -> int:
    from amarre.lib import env
    from amarre.lib.catalogues import compile_catalogues
    from amarre.lib.home import home

    if args.port:
        os.environ["AMARRE_PORT"] = str(args.port)
    try:
        folder = home()
        port = env.integer("AMARRE_PORT", 8000, least=1, most=65535)
    except env.SettingError as problem:
        print(problem, file=sys.stderr)
        return 2
    package = Path(__file__).resolve().parents[1]
    if os.access(package, os.W_OK):
        compile_catalogues(package)
    for what, command in PREPARE:
        if _amarre(command).returncode:
            print(f"{what}: this step failed; what went wrong is above. Nothing was started.", file=sys.stderr)
            return 1
    parts = [Part("web", ["web", "--host", args.host, "--port", str(port)]), Part("work", ["work"])]
    if not args.no_mail:
        parts.append(Part("mail", ["mail"]))
    return _keep_alive(parts, port=port, folder=folder)


def _amarre(command: list[str], *, capture: bool = False) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "amarre", *command], check=False, text=True, stdout=subprocess.PIPE if capture else None
    )


def _keep_alive(parts: list[Part], *, port: int, folder: Path) -> int:
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    for part in parts:
        part.start()
    if _wait_for(f"http://127.0.0.1:{port}/health/", parts[0], lambda: stopping):
        _greet(folder)
    while not stopping:
        for part in parts:
            part.watch()
        time.sleep(0.5)
    _end(parts)
    return 0


def _wait_for(address: str, web: Part, stopped: object) -> bool:
    """Until the page answers; False when it does not within a minute (said on stderr) or the person stops us."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and not stopped():  # type: ignore[operator]
        web.watch()
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own loopback address
                return True
        except OSError:
            time.sleep(0.15)
    if not stopped():  # type: ignore[operator]
        print(f"The page at {address} does not answer. Is the port taken? Try: amarre up --port 8001", file=sys.stderr)
    return False


def _greet(folder: Path) -> None:
    link = _amarre(["signin", "--create"], capture=True)
    print()
    print("amarre is ready.")
    print(f"  Sign in (once, within 24 hours): {link.stdout.strip()}")
    print("  Another link later:              amarre signin")
    print(f"  All its state is in:             {folder}")
    print("  Stop it with Ctrl+C.", flush=True)


def _end(parts: list[Part]) -> None:
    """Ask each part to finish what it holds, then insist."""
    for part in parts:
        if part.process is not None:
            part.process.terminate()
    for part in parts:
        if part.process is None:
            continue
        try:
            part.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            part.process.kill()
