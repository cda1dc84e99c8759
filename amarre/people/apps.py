from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amarre.people"
    label = "people"

    def ready(self) -> None:
        from amarre.people import journal_verbs  # noqa: F401, PLC0415 - registers its verbs once models exist
