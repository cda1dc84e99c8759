from django.apps import AppConfig


class TouchpointsConfig(AppConfig):
    name = "amarre.touchpoints"
    label = "touchpoints"

    def ready(self) -> None:
        from amarre.touchpoints import journal  # noqa: F401, PLC0415 (registers its verbs once apps are loaded)
