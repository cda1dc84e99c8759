from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "amarre.accounts"
    label = "accounts"

    def ready(self) -> None:
        from amarre.accounts import checks, journal_verbs  # noqa: F401, PLC0415 - they register once models exist
