from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "amarre.channels"
    label = "channels"
