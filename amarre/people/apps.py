from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amarre.people"
    label = "people"
