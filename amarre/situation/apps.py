from django.apps import AppConfig


class SituationConfig(AppConfig):
    name = "amarre.situation"
    label = "situation"
