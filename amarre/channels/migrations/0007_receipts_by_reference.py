import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0006_devices_of_a_crisis")]
    operations = [
        migrations.AddField(
            model_name="receipt",
            name="channel",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="receipts", to="channels.channel"
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                condition=models.Q(("delivery", None), models.Q(("reference", ""), _negated=True)),
                fields=["at"],
                name="receipt_waiting",
            ),
        ),
    ]
