from django.apps import AppConfig


class TouchpointsConfig(AppConfig):
    name = "amarre.touchpoints"
    label = "touchpoints"

    def ready(self) -> None:
        from amarre.touchpoints import journal, offering  # noqa: F401, PLC0415 (they register what they bring)
