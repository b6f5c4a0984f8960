"""For whom a page is written: one table, kept in the database so that pages can name several."""

AUDIENCES = (
    ("everyone", "Everyone"),
    ("staff", "Health and care staff"),
    ("leads", "Patient safety leads"),
    ("patients", "Patients and families"),
)


def sync_audiences(sender: object, **kwargs: object) -> None:
    """Make the audiences that are missing. Can be repeated."""
    from pages.models import Audience

    for order, (slug, name) in enumerate(AUDIENCES):
        Audience.objects.update_or_create(slug=slug, defaults={"name": name, "order": order})
