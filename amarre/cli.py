"""`amarre`: the one command. It finds the subcommand's module and hands over; it decides nothing."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from types import ModuleType

import amarre
from amarre.lib.env import SettingError

# The subcommand and the sentence shown by `amarre --help`; the module is amarre.commands.<name>.
COMMANDS = {
    "up": "Prepare everything, start web, worker and mail door, print an address and a sign-in link.",
    "web": "Start the web server only.",
    "work": "Start a background worker only.",
    "mail": "Start the mail door only (LMTP or SMTP in).",
    "migrate": "Bring the database up to date and load the shipped playbooks.",
    "signin": "Print a one-time sign-in link for a colleague.",
    "declare": "Declare a crisis from a playbook.",
    "drill": "Play a whole crisis on invented customers, through the real code.",
    "check": "Review the etiquette of a text.",
    "triage": "Sort words by impact, anger and threat, with reasons.",
    "inbound": "Read e-mail files: message, bounce, report or automatic reply.",
    "import": "Import people or an FAQ.",
    "publish": "Write the public pages again from the facts.",
    "export": "Export the proof of who was told what, on which facts.",
    "bench": "Measure, against a peer or a limit, and print the ratios.",
    "django": "Run one of Django's own management commands (for developers).",
}


def main(argv: list[str] | None = None) -> int:
    """Entry point; returns the exit code (0 done, 1 findings or refusals, 2 misuse)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amarre.settings")
    arguments = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="amarre", description=amarre.__doc__)
    parser.add_argument("--version", action="version", version=f"amarre {amarre.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    try:
        for name, sentence in COMMANDS.items():
            subparser = commands.add_parser(name, help=sentence, description=sentence)
            if name == wanted:
                _module(name).add_arguments(subparser)
        options = parser.parse_args(arguments)
        return int(_module(options.command).run(options) or 0)
    except SettingError as problem:
        sys.stderr.write(f"amarre: {problem}\n")
        return 2
    except BrokenPipeError:
        # The reader of our output has left (`amarre … | head`): nothing is lost, and nobody wants a traceback.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"amarre.commands.{name}" + ("_" if name in {"import"} else ""))


if __name__ == "__main__":
    sys.exit(main())
