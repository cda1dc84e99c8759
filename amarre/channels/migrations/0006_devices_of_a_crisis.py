from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0005_secrets_and_tallies")]
    operations = [
        migrations.AddField(
            model_name="pushsubscription",
            name="crisis_id",
            field=models.BigIntegerField(db_index=True, null=True),
        ),
    ]
