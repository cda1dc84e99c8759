from django.apps import AppConfig


class BroadcastsConfig(AppConfig):
    name = "amarre.broadcasts"
    label = "broadcasts"

    def ready(self) -> None:
        # Once models exist: verbs, measures and panels are registered by being imported.
        from amarre.broadcasts import journal, measures, panels  # noqa: F401, PLC0415
