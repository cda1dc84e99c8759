from django.db import migrations


def in_flight_is_unsure(apps, schema_editor):
    """A row that was being sent while amarre was stopped for this change: nobody knows whether it left."""
    apps.get_model("channels", "Delivery").objects.filter(state="sending").update(state="unsure", reason="sender_lost")


class Migration(migrations.Migration):
    dependencies = [("channels", "0001_initial")]
    operations = [
        migrations.RunPython(in_flight_is_unsure, migrations.RunPython.noop),
        migrations.RenameField("delivery", "token", "old_token"),
    ]
