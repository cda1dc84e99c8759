"""A message's one batch becomes the first of its sendings.

Backwards, a message keeps the first of its batches, and the words written for one kind of channel are lost: the older
tables have no place for more. The batches and their rows stay in the ledger.
"""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

CARRY = """
    INSERT INTO broadcasts_sending (message_id, batch_id, step)
    SELECT id, batch_id, 0 FROM broadcasts_message WHERE batch_id IS NOT NULL
"""
CARRY_BACK = """
    UPDATE broadcasts_message SET batch_id = (
        SELECT batch_id FROM broadcasts_sending
        WHERE message_id = broadcasts_message.id ORDER BY step, id LIMIT 1
    )
"""
ONLY_COMMON_WORDS = "DELETE FROM broadcasts_messagetext WHERE channel_kind <> ''"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("broadcasts", "0002_channels_and_steps")]

    operations: ClassVar = [
        migrations.RunSQL(CARRY, [CARRY_BACK, ONLY_COMMON_WORDS]),
        migrations.RemoveField("message", "batch"),
    ]
