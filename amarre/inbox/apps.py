from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "amarre.inbox"
    label = "inbox"
