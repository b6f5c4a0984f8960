"""Published join and contact forms."""

from demo.content import ContentEntry, read_rows
from demo.rich_text import rich_text_field_value
from networks.models import JoinField, JoinForm, NotificationRecipient

RICH_TEXT_FIELDS = ("introduction", "privacy", "thank_you")


def load_join_forms() -> int:
    """Create the missing forms. Returns how many were created."""
    known = set(JoinForm.objects.values_list("slug", flat=True))
    missing = [row for row in read_rows("networks", "form", "slug") if row["slug"] not in known]
    for row in missing:
        _form(row).save_revision().publish()
    return len(missing)


def _form(row: ContentEntry) -> JoinForm:
    form = JoinForm(
        title=row["title"],
        slug=row["slug"],
        retention_months=row["retention_months"],
        answer_days=row.get("answer_days"),
        live=False,
    )
    for name in RICH_TEXT_FIELDS:
        setattr(form, name, rich_text_field_value(JoinForm._meta.get_field(name), row[name]))
    form.save()
    for order, question in enumerate(row["questions"]):
        JoinField.objects.create(
            form=form,
            sort_order=order,
            label=question["label"],
            field_type=question["kind"],
            required=question.get("required", True),
            choices=question.get("choices", ""),
            help_text=question.get("help", ""),
            meaning=question.get("meaning", ""),
        )
    for order, address in enumerate(row["recipients"]):
        NotificationRecipient.objects.create(form=form, sort_order=order, email=address)
    return JoinForm.objects.get(pk=form.pk)


def join_form_ids() -> dict[str, int]:
    """Return the primary key of each form by slug."""
    return dict(JoinForm.objects.values_list("slug", "pk"))
