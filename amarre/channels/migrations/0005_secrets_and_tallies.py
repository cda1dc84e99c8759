import django.db.models.deletion
from django.db import migrations, models

import amarre.lib.secrets
from amarre.lib.secrets import Secret

# The only secret that the kinds of before could hold.
SECRETS = ("password",)


def seal(apps, schema_editor):
    for channel in apps.get_model("channels", "Channel").objects.all():
        found = {name: Secret(channel.config[name]) for name in SECRETS if channel.config.get(name)}
        if found:
            channel.config = {**channel.config, **found}
            channel.save(update_fields=["config"])


def unseal(apps, schema_editor):
    """Backwards: in plain text again, as the old code reads it. Raises SecretLost when the key has changed."""
    for channel in apps.get_model("channels", "Channel").objects.all():
        channel.config = {name: str(value) if isinstance(value, Secret) else _readable(value) for name, value in channel.config.items()}
        channel.save(update_fields=["config"])


def _readable(value):
    if isinstance(value, amarre.lib.secrets.LostSecret):
        raise amarre.lib.secrets.SecretLost
    return value


class Migration(migrations.Migration):
    dependencies = [("channels", "0004_keys")]
    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="channels.batch",
                    ),
                ),
                ("counted_at", models.DateTimeField()),
                ("seconds", models.FloatField()),
                ("states", models.JSONField(default=dict)),
                ("causes", models.JSONField(default=list)),
                ("before_at", models.DateTimeField(null=True)),
                ("before_gone", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AlterField(
            model_name="channel",
            name="config",
            field=amarre.lib.secrets.SealedJSONField(blank=True, default=dict),
        ),
        migrations.RunPython(seal, unseal),
    ]
