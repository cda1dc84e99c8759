"""`amarre web`: the web server alone."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=None, help="default: AMARRE_PORT, else 8000")


def run(args: argparse.Namespace) -> int:
    import uvicorn
    from django.conf import settings

    uvicorn.run(
        "amarre.asgi:application",
        host=args.host,
        port=args.port or settings.PORT,
        lifespan="off",
        log_level="warning",
        # Behind a proxy, limits and lockouts count the visitor it names (X-Forwarded-For), not the proxy itself.
        proxy_headers=settings.SECURE_PROXY_SSL_HEADER is not None,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    return 0
