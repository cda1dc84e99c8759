from django.apps import AppConfig


class SituationConfig(AppConfig):
    name = "amarre.situation"
    label = "situation"

    def ready(self) -> None:
        from amarre.situation import journal, measures  # noqa: F401, PLC0415 - they register once models exist
