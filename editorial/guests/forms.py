"""The page editor's form, restricted for guests."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.widgets import BaseChooser
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page, ReferenceIndex

from editorial.guests.permissions import is_above_section, is_guest, is_in_section
from editorial.schedule import ScheduleForm


class GuestRestrictedPageForm(ScheduleForm):
    """Rejects references that a guest's choosers do not offer.

    Wagtail's choosers restrict what is offered, but their fields accept any id that is posted, and
    the form would then show the title of the object.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_guest(self.for_user):
            for field in self.fields.values():
                if isinstance(field.widget, BaseChooser):
                    # Its view is not among those that a guest may open.
                    field.widget.show_edit_link = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if is_guest(self.for_user) and references_outside_section(self.for_user, self.instance):
            self.add_error(None, "Choose a page or file of your own campaign.")


def references_outside_section(user: Any, page: Page) -> list[str]:
    """Return the models of the objects outside a guest's section that a page newly refers to."""
    added = set(_references(page)) - set(_stored_references(page))
    pks_by_type: dict[ContentType, list[str]] = {}
    for content_type_id, pk in added:
        content_type = ContentType.objects.get_for_id(content_type_id)
        pks_by_type.setdefault(content_type, []).append(pk)
    return [
        ".".join(content_type.natural_key())
        for content_type, pks in pks_by_type.items()
        if not all(
            _user_can_reference(user, record)
            for record in content_type.model_class().objects.filter(pk__in=pks)
        )
    ]


def _stored_references(page: Page) -> Iterator[tuple[int, str]]:
    stored = Page.objects.filter(pk=page.pk).first() if page.pk else None
    return _references(stored.get_latest_revision_as_object()) if stored else iter(())


def _references(page: Page) -> Iterator[tuple[int, str]]:
    for content_type_id, pk, _, _ in ReferenceIndex._extract_references_from_object(page):
        yield content_type_id, pk


def _user_can_reference(user: object, instance: object) -> bool:
    if isinstance(instance, Page):
        return is_in_section(user, instance) or is_above_section(user, instance)
    if isinstance(instance, get_image_model()):
        return images.user_has_any_permission_for_instance(user, ["choose"], instance)
    if isinstance(instance, get_document_model()):
        return documents.user_has_any_permission_for_instance(user, ["choose"], instance)
    return True
