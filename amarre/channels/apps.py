from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "amarre.channels"
    label = "channels"

    def ready(self) -> None:
        from amarre.channels import checks, journal  # noqa: F401, PLC0415 - they register once models exist
