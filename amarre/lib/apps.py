from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "amarre.lib"
    label = "amarre_lib"
