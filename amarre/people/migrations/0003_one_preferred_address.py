"""One preferred address of a kind; e-mail domains in their ASCII form, as the post office compares them."""

from django.db import migrations, models


def clean(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_contactpoint SET is_preferred = %s WHERE is_preferred AND EXISTS (SELECT 1 FROM "
            "people_contactpoint o WHERE o.person_id = people_contactpoint.person_id AND o.kind = "
            "people_contactpoint.kind AND o.is_preferred AND o.id < people_contactpoint.id)",
            [False],
        )
    # The telephone as a channel is called as its kind is.
    apps.get_model("people", "Person").objects.filter(preferred_channel="phone").update(preferred_channel="call")
    is_foreign = "normal ~ '[^ -~]'" if schema_editor.connection.vendor == "postgresql" else "normal GLOB '*[^ -~]*'"
    point = apps.get_model("people", "ContactPoint")
    rows = point.objects.filter(kind="email").extra(where=[is_foreign])
    for row in rows.iterator():
        local, _at, domain = row.normal.rpartition("@")
        try:
            ascii_domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            continue
        normal = f"{local}@{ascii_domain}"
        if not point.objects.filter(person_id=row.person_id, kind="email", normal=normal).exists():
            point.objects.filter(pk=row.pk).update(normal=normal)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_wishes")]

    operations = [
        migrations.RunPython(clean, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_preferred", True)), fields=("person", "kind"), name="one_preferred_address"
            ),
        ),
    ]
