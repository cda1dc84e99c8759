from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "amarre.plan"
    label = "plan"

    def ready(self) -> None:
        from amarre.plan import journal  # noqa: F401, PLC0415 - registers its verbs once models exist
