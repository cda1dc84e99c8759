from django.apps import AppConfig


class TouchpointsConfig(AppConfig):
    name = "amarre.touchpoints"
    label = "touchpoints"
