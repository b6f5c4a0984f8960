"""The editor's form, as far as guests are concerned."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page, ReferenceIndex

from editorial.guests.permissions import is_above_section, is_guest, is_in_section


class GuestRestrictedPageForm(WagtailAdminPageForm):
    """Refuses a guest what their choosers do not offer: the form shows the name of what it holds.

    Wagtail's choosers narrow what is offered, and its fields take any id that is sent.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        if is_guest(self.for_user) and references_outside_section(self.for_user, self.instance):
            self.add_error(None, "Choose only among your own campaign’s pages and files.")


def references_outside_section(user: Any, page: Page) -> list[str]:
    """Return the kinds of what a page would newly hold from outside a guest's room."""
    asked = set(_references(page)) - set(_stored_references(page))
    found: dict[ContentType, list[str]] = {
        ContentType.objects.get_for_id(kind): [] for kind, _ in asked
    }
    for kind, pk in asked:
        found[ContentType.objects.get_for_id(kind)].append(pk)
    return [
        ".".join(kind.natural_key())
        for kind, pks in found.items()
        if not all(
            _user_can_reference(user, thing)
            for thing in kind.model_class().objects.filter(pk__in=pks)
        )
    ]


def _stored_references(page: Page) -> Iterator[tuple[int, str]]:
    stored = Page.objects.filter(pk=page.pk).first() if page.pk else None
    return _references(stored.get_latest_revision_as_object()) if stored else iter(())


def _references(page: Page) -> Iterator[tuple[int, str]]:
    for kind, pk, _, _ in ReferenceIndex._extract_references_from_object(page):
        yield kind, pk


def _user_can_reference(user: object, thing: object) -> bool:
    if isinstance(thing, Page):
        return is_in_section(user, thing) or is_above_section(user, thing)
    if isinstance(thing, get_image_model()):
        return images.user_has_any_permission_for_instance(user, ["choose"], thing)
    if isinstance(thing, get_document_model()):
        return documents.user_has_any_permission_for_instance(user, ["choose"], thing)
    return True
