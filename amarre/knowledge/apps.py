from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "amarre.knowledge"
    label = "knowledge"
