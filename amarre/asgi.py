"""The ASGI application: published pages from memory first, Django for the rest."""

from __future__ import annotations

import os
from typing import cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amarre.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application

from amarre.touchpoints.static_server import App, PublicFiles

application = PublicFiles(cast(App, get_asgi_application()), settings.PUBLIC_ROOT)
