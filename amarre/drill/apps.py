from django.apps import AppConfig


class DrillConfig(AppConfig):
    name = "amarre.drill"
    label = "drill"

    def ready(self) -> None:
        from amarre.drill import journal  # noqa: F401, PLC0415 - registers its verbs once models exist
