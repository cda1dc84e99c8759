import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0008_calls_and_print_files")]
    operations = [
        migrations.RemoveIndex(model_name="receipt", name="receipt_waiting"),
        migrations.AlterField(
            model_name="receipt",
            name="channel",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="receipts",
                to="channels.channel",
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                condition=models.Q(("delivery", None), models.Q(("reference", ""), _negated=True)),
                fields=["reference"],
                name="receipt_waiting_for",
            ),
        ),
    ]
