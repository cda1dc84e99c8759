from django.apps import AppConfig


class BroadcastsConfig(AppConfig):
    name = "amarre.broadcasts"
    label = "broadcasts"

    def ready(self) -> None:
        # Once models exist: verbs, measures, panels and what is planned are registered by being imported.
        from amarre.broadcasts import journal, measures, panels, planned  # noqa: F401, PLC0415
