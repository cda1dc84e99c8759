"""The seam alone, on the database of DATABASE_URL: what the worker processes of the recovery test run on."""

import os

import dj_database_url

from amarre.tasks.config import backend_for

SECRET_KEY = "only for tests"
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
TASKS = {"default": backend_for(DATABASES["default"]["ENGINE"])}
INSTALLED_APPS = ["django.contrib.contenttypes", "django_tasks", *TASKS["default"]["APPS"], "amarre.tasks"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
