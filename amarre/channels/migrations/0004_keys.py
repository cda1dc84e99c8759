from django.db import migrations

from amarre.channels.models import new_key
from amarre.channels.tokens import token_of


def give_keys(apps, schema_editor):
    """Each channel and batch has a key of its own; a default would give all of them the same."""
    for name in ("Channel", "Batch"):
        model = apps.get_model("channels", name)
        for row in model.objects.all().iterator():
            row.key = new_key()
            row.save(update_fields=["key"])


def tokens_back(apps, schema_editor):
    """Backwards: rows made since get the stored token that the old code needs, the one their mail carries."""
    delivery = apps.get_model("channels", "Delivery")
    for row in delivery.objects.filter(old_token="").select_related("batch").iterator():
        row.old_token = token_of(row.batch.key, row.pk)
        row.save(update_fields=["old_token"])


class Migration(migrations.Migration):
    dependencies = [("channels", "0003_post_office")]
    operations = [
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunPython(migrations.RunPython.noop, tokens_back),
    ]
