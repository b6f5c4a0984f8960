"""The audiences a page can be written for, mirrored into the database for many-to-many use."""

AUDIENCES = (
    ("everyone", "Everyone"),
    ("staff", "Health and care staff"),
    ("leads", "Patient safety leads"),
    ("patients", "Patients and families"),
)


def sync_audiences(sender: object, **kwargs: object) -> None:
    """Create or update the `Audience` rows after migrating; repeating it changes nothing."""
    from pages.models import Audience

    for order, (slug, name) in enumerate(AUDIENCES):
        Audience.objects.update_or_create(slug=slug, defaults={"name": name, "order": order})
