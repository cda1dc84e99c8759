from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "amarre.inbox"
    label = "inbox"

    def ready(self) -> None:
        from amarre.inbox import journal, measures, panels  # noqa: F401, PLC0415 - they register what they bring
