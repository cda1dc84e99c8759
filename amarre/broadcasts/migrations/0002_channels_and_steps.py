"""Words by kind of channel, layouts, fallbacks, scheduled sends, and several batches for one message."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("broadcasts", "0001_initial"),
        ("channels", "0003_post_office"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Layout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("mjml", models.TextField()),
                ("is_default", models.BooleanField(default=False, verbose_name="used unless another is chosen")),
            ],
            options={"ordering": ["name", "id"]},
        ),
        migrations.AddConstraint(
            model_name="layout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)), fields=("is_default",), name="one_default_layout"
            ),
        ),
        migrations.CreateModel(
            name="MessageStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("wait_hours", models.PositiveSmallIntegerField(default=0, verbose_name="hours to wait")),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("bounced", "it came back, or there is no address"),
                            ("no_receipt", "nothing confirms that it arrived"),
                        ],
                        default="bounced",
                        max_length=10,
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="channels.channel"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="broadcasts.message"
                    ),
                ),
            ],
            options={"ordering": ["position"]},
        ),
        migrations.AddConstraint(
            model_name="messagestep",
            constraint=models.UniqueConstraint(fields=("message", "position"), name="one_step_per_position"),
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(default=0)),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sending", to="channels.batch"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sendings", to="broadcasts.message"
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AlterModelOptions(name="messagetext", options={"ordering": ["id"]}),
        migrations.AddField("messagetext", "channel_kind", models.CharField(blank=True, default="", max_length=30)),
        migrations.AddField("messagetext", "options", models.JSONField(blank=True, default=dict)),
        migrations.RemoveConstraint("messagetext", "one_text_per_language"),
        migrations.AddConstraint(
            "messagetext",
            models.UniqueConstraint(
                fields=("message", "channel_kind", "language"), name="one_text_per_kind_language"
            ),
        ),
        migrations.AddField(
            "message",
            "preferred_first",
            models.BooleanField(default=False, verbose_name="each person by the channel they prefer"),
        ),
        migrations.AddField(
            "message", "send_at", models.DateTimeField(blank=True, null=True, verbose_name="to be sent on")
        ),
        migrations.AddField(
            "message",
            "send_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("message", "send_trouble", models.CharField(blank=True, max_length=300)),
        migrations.AddField(
            "message",
            "layout",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="broadcasts.layout",
            ),
        ),
    ]
