from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "amarre.plan"
    label = "plan"
