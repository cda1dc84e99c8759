from django.apps import AppConfig


class DrillConfig(AppConfig):
    name = "amarre.drill"
    label = "drill"
