from django.apps import AppConfig


class BroadcastsConfig(AppConfig):
    name = "amarre.broadcasts"
    label = "broadcasts"
