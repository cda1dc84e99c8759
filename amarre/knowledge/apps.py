from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "amarre.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        from amarre.knowledge import journal  # noqa: F401, PLC0415 - registers its verbs once models exist
