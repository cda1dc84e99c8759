"""`amarre mail`: the mail door only, in the foreground."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=None, help="where to listen (default: AMARRE_MAIL_IN_HOST)")
    parser.add_argument("--port", type=int, default=None, help="port (default: AMARRE_MAIL_IN_PORT)")
    parser.add_argument("--protocol", choices=("smtp", "lmtp"), default=None, help="what it speaks")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when interrupted, 2 when the port cannot be had."""
    import django

    django.setup()
    from amarre.channels.maildoor import Door, Server

    usual = Door.from_settings()
    port = usual.port if args.port is None else args.port
    door = Door(args.host or usual.host, port, args.protocol or usual.protocol)
    print(f"mail door ({door.protocol}) on {door.host}:{door.port}")
    try:
        Server(door).serve()
    except OSError as error:
        print(f"amarre mail: {door.host}:{door.port}: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return 0
