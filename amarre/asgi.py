"""The ASGI application: published pages from memory first, Django for the rest."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amarre.settings")

application = get_asgi_application()
