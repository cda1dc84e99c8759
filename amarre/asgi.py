"""The ASGI application: published pages from memory first, Django for the rest."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amarre.settings")
django_application = get_asgi_application()

from amarre.touchpoints.static_server import PublicFiles  # noqa: E402 (Django must be set up first)

application = PublicFiles(django_application, Path(settings.PUBLIC_ROOT))
