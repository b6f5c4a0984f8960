"""Give every account made before it an entry in the library's list of addresses."""

from django.db import migrations


def add_missing(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True)
        for user in User.objects.filter(emailaddress=None)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(add_missing, migrations.RunPython.noop)]
