"""`amarre signin [EMAIL]`: print a one-time sign-in link; with `--create`, for a colleague who has no account yet."""

from __future__ import annotations

import argparse
import sys

FIRST_LEAD = "lead@localhost.localdomain"
NAMES = {"fr": "Responsable de la cellule", "en": "Cell lead"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", nargs="?", default="", help="the colleague (default: the first who leads)")
    parser.add_argument("--create", action="store_true", help="give them access if they have none")
    parser.add_argument("--role", choices=["agent", "writer", "lead"], default="lead")
    parser.add_argument("--language", choices=["fr", "en"], default="fr")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.urls import reverse

    from amarre.accounts.actions import invite, make_signin_link
    from amarre.accounts.models import Role, User
    from amarre.lib.errors import DomainError
    from amarre.lib.time import now

    if args.email:
        user = User.objects.filter(email=args.email.lower()).first()
    else:
        user = User.objects.filter(role=Role.LEAD, is_active=True).exclude(email__endswith=".example").first()
    if user is None and args.create:
        name = args.email or NAMES[args.language]
        email = args.email or FIRST_LEAD
        try:
            user = invite(email=email, name=name, role=args.role, language=args.language, by=None, at=now())
        except DomainError as problem:
            print(problem, file=sys.stderr)
            return 2
    if user is None:
        print("Nobody has this address. Add --create to give them access.", file=sys.stderr)
        return 2
    print(settings.BASE_URL + reverse("accounts:sign_in_by_link", args=[make_signin_link(user, by=None, at=now())]))
    return 0
