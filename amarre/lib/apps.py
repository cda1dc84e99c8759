from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "amarre.lib"
    label = "amarre_lib"

    def ready(self) -> None:
        from amarre.lib import checks  # noqa: F401, PLC0415 - they register
