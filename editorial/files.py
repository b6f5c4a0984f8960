"""Pictures and documents go with the pages that show them."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from editorial.guests.permissions import is_guest
from page_cache.invalidation import purge_urls


class ReferencingPages:
    """The pages that hold a thing, themselves or through a record such as a person's.

    Args:
        thing: A picture or a document of the library.
    """

    def __init__(self, thing: Any) -> None:
        self.thing = thing

    @cached_property
    def pages(self) -> set[int]:
        """Return the ids of the pages."""
        pages: set[int] = set()
        for reference in ReferenceIndex.get_references_to(self.thing):
            if reference.base_content_type_id == get_default_page_content_type().pk:
                pages.add(int(reference.object_id))
            else:
                pages |= self._pages_with(reference)
        return pages

    def any_live(self, beside: int | None = None) -> bool:
        """Return whether one of the pages is public, leaving one of them out."""
        return Page.objects.filter(pk__in=self.pages - {beside}, live=True).exists()

    @staticmethod
    def _pages_with(reference: ReferenceIndex) -> set[int]:
        found = ReferenceIndex.objects.filter(
            to_content_type_id=reference.base_content_type_id,
            to_object_id=reference.object_id,
            base_content_type=get_default_page_content_type(),
        )
        return {int(pk) for pk in found.values_list("object_id", flat=True)}


def withdraw_unpublished_files(sender: type, instance: Page, **kwargs: Any) -> None:
    """Take away the pictures and documents that only the page held which was unpublished.

    The public sizes of a picture are removed; the picture itself stays in the library, where no
    reader reaches it, and its sizes are made again when a page shows it. A document is refused by
    its view. Caches in front drop their copies of both.
    """
    portraits = {each.pk: each for each in getattr(instance, "portraits", ()) if each}
    pictures = portraits | _referenced_files(instance, get_image_model())
    sizes = [
        size
        for picture in pictures.values()
        if not ReferencingPages(picture).any_live(beside=instance.pk)
        for size in picture.renditions.all()
    ]
    purge_urls([size.full_url for size in sizes])
    for size in sizes:
        size.delete()
    documents = _referenced_files(instance, get_document_model()).values()
    purge_urls(
        settings.WAGTAILADMIN_BASE_URL + document.url
        for document in documents
        if not ReferencingPages(document).any_live(beside=instance.pk)
    )


def _referenced_files(page: Page, model: type[Model]) -> dict[int, Any]:
    """Return the pictures, or the documents, that a page refers to, by their ids."""
    references = ReferenceIndex.get_references_for_object(page)
    found = references.filter(to_content_type__model=model._meta.model_name)
    return model._default_manager.in_bulk(
        [int(pk) for pk in found.values_list("to_object_id", flat=True)]
    )


def _may_choose_document(user: Any, document: Any) -> bool:
    return not is_guest(user) or documents.user_has_any_permission_for_instance(
        user, ["choose"], document
    )


def refuse_unpublished_document(document: Any, request: HttpRequest) -> None:
    """Give out a document while a public page holds it, or none ever did.

    Raises:
        Http404: All the pages that hold it are taken down or drafts. The desk still reads it, and
            a guest what is their own campaign's.
    """
    if request.user.has_perm("wagtailadmin.access_admin") and _may_choose_document(
        request.user, document
    ):
        return
    holders = ReferencingPages(document)
    if isinstance(document, get_document_model()) and holders.pages and not holders.any_live():
        raise Http404
