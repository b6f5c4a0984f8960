"""The audiences a page can be written for, mirrored into the database for many-to-many use."""

from django.apps import apps

AUDIENCES = (
    ("everyone", "Everyone"),
    ("staff", "Health and care staff"),
    ("leads", "Patient safety leads"),
    ("patients", "Patients and families"),
)


def sync_audiences(sender: object, **kwargs: object) -> None:
    """Create or update the `Audience` rows after migrating; repeating it changes nothing."""
    audiences = apps.get_model("pages", "Audience").objects
    for order, (slug, name) in enumerate(AUDIENCES):
        audiences.update_or_create(slug=slug, defaults={"name": name, "order": order})
