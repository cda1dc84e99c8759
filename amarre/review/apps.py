from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "amarre.review"
    label = "review"
