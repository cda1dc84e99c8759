from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("touchpoints", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="artefact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("page", "page"),
                    ("faq", "questions and answers"),
                    ("banner", "banner"),
                    ("feed", "feed"),
                    ("data", "data for other programs"),
                    ("worker", "notices on devices"),
                ],
                max_length=10,
            ),
        ),
    ]
