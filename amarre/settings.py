"""Django settings, read from environment variables (docs/operate.md lists them). Wires; decides nothing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.utils.translation import gettext_lazy as _

from amarre.lib import env
from amarre.lib.home import home, secret_key
from amarre.tasks.config import backend_for

PACKAGE = Path(__file__).resolve().parent
HOME = home()
SECRET_KEY = secret_key(HOME)
# Keys of before: what was signed or sealed with them is still read.
SECRET_KEY_FALLBACKS = env.words("AMARRE_SECRET_KEY_OLD")
DEBUG = env.flag("AMARRE_DEBUG")

# The address people type. It decides hosts, secure cookies and the links in messages.
PORT = env.integer("AMARRE_PORT", 8000, least=1, most=65535)
BASE_URL = env.text("AMARRE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.words("AMARRE_HOSTS") or [urlsplit(BASE_URL).hostname or "localhost", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "lucide",
    "django_tasks",
    "amarre.lib",
    "amarre.tasks",
    "amarre.accounts",
    "amarre.channels",
    "amarre.plan",
    "amarre.situation",
    "amarre.people",
    "amarre.knowledge",
    "amarre.broadcasts",
    "amarre.inbox",
    "amarre.touchpoints",
    "amarre.review",
    "amarre.drill",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "amarre.lib.security.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "amarre.accounts.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "amarre.accounts.middleware.PersonLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amarre.lib.problems.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "amarre.urls"
ASGI_APPLICATION = "amarre.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amarre.frame.frame",
            ],
        },
    }
]

DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{HOME / 'amarre.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=0)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at BEGIN, so that two writers wait for each other instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456"
        ),
    }
    # Several test processes and the mail door's threads share one file.
    DATABASES["default"]["TEST"] = {"NAME": None}

_engine = backend_for(DATABASES["default"]["ENGINE"])
INSTALLED_APPS += _engine.pop("APPS")
TASKS = {"default": _engine}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "review:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "amarre.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "amarre"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "login"

SESSION_COOKIE_NAME = "amarre"
SESSION_COOKIE_AGE = env.integer("AMARRE_SESSION_HOURS", 12, least=1, most=720) * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "amarre.lib.problems.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = env.integer("AMARRE_HSTS_SECONDS", 0, least=0)
if env.flag("AMARRE_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "amarre_language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("AMARRE_TIME_ZONE", "Europe/Paris")

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = HOME / "files"

# Public pages are written here and served without the database (amarre.asgi).
PUBLIC_ROOT = HOME / "public"
# Mail as it came, one file each, named by its SHA-256.
MAIL_ROOT = HOME / "mail"

# The mail door: where it listens ("" to leave it closed) and which protocol it speaks.
MAIL_IN_HOST = env.text("AMARRE_MAIL_IN_HOST", "127.0.0.1")
MAIL_IN_PORT = env.integer("AMARRE_MAIL_IN_PORT", 8025, least=0, most=65535)
MAIL_IN_PROTOCOL = env.text("AMARRE_MAIL_IN_PROTOCOL", "smtp")

# What leaves the house: nothing, unless a host is given ("tray": every message can be read in the browser).
SMTP_HOST = env.text("AMARRE_SMTP_HOST")
SMTP_PORT = env.integer("AMARRE_SMTP_PORT", 587, least=1, most=65535)
SMTP_USER = env.text("AMARRE_SMTP_USER")
SMTP_PASSWORD = env.text("AMARRE_SMTP_PASSWORD")
SMTP_TLS = env.text("AMARRE_SMTP_TLS", "starttls")  # starttls | tls | none
MAIL_FROM = env.text("AMARRE_MAIL_FROM", "amarre@localhost")
MAIL_DOMAIN = env.text("AMARRE_MAIL_DOMAIN", MAIL_FROM.rsplit("@", 1)[-1])

# The signed webhook: its secret, and the private hosts to which it may speak all the same.
WEBHOOK_SECRET = env.text("AMARRE_WEBHOOK_SECRET")
WEBHOOK_ALLOW = env.words("AMARRE_WEBHOOK_ALLOW")
# Web push: the key in whose name devices are notified; made on first use and kept in the state folder.
VAPID_PRIVATE_KEY = env.text("AMARRE_VAPID_PRIVATE_KEY")
PUSH_ALLOW: list[str] = []  # private hosts that may be a device's push service: none, but in tests

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"amarre": {"level": env.text("AMARRE_LOG_LEVEL", "INFO").upper()}},
}

# What must travel up: situation lies below these rooms and may not import them, so it is told their names here.
# Actions called inside the same transaction: (crisis, by=, at=) and (fact, by=, at=).
# Who knows people, for the post office that lies below them (amarre.channels.desk).
PEOPLE_DESK = "amarre.people.desk.DESK"
AFTER_DECLARE = ["amarre.knowledge.actions.copy_starters", "amarre.touchpoints.actions.prepare_page"]
AFTER_FACT = ["amarre.broadcasts.actions.facts_changed"]
# Tasks enqueued once the change is committed, with the crisis's number.
AFTER_FACT_TASKS = ["amarre.touchpoints.tasks.republish"]
# Rooms below situation ask it by name which crises a colleague may know of: (user) -> QuerySet of crises.
CRISES_VISIBLE_TO = "amarre.situation.access.crises_visible_to"
# Who has an open complaint: () -> QuerySet of the numbers of people. `inbox` knows; its siblings ask it by name.
OPEN_COMPLAINTS = "amarre.inbox.complaints.people_complaining"
# The page of what asked for a send, by the first part of `Batch.origin`; its route takes the crisis and the number.
ORIGINS = {"broadcasts.message": "broadcasts:message", "inbox.conversation": "inbox:conversation"}
