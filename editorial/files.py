"""Images and documents are public as long as a public page shows them."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_permission_policy
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from editorial.guests.permissions import is_guest
from page_cache.invalidation import purge


class ReferencingPages:
    """The pages that show an object, themselves or through a record such as a person.

    Args:
        obj: An image, a document or a record.
    """

    def __init__(self, obj: Any) -> None:
        self.obj = obj

    @cached_property
    def page_ids(self) -> set[int]:
        """Return the ids of the pages."""
        page_ids: set[int] = set()
        for reference in ReferenceIndex.get_references_to(self.obj):
            if reference.base_content_type_id == get_default_page_content_type().pk:
                page_ids.add(int(reference.object_id))
            else:
                page_ids |= self._pages_using_file(reference)
        return page_ids

    def any_live(self, exclude: int | None = None) -> bool:
        """Return whether one of the pages is live, apart from the page with an id."""
        return Page.objects.filter(pk__in=self.page_ids - {exclude}, live=True).exists()

    @staticmethod
    def _pages_using_file(reference: ReferenceIndex) -> set[int]:
        """Return the ids of the pages that show the record which contains a reference."""
        references = ReferenceIndex.objects.filter(
            to_content_type_id=reference.base_content_type_id,
            to_object_id=reference.object_id,
            base_content_type=get_default_page_content_type(),
        )
        return {int(pk) for pk in references.values_list("object_id", flat=True)}


def withdraw_unpublished_files(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receive `page_unpublished` and withdraw the files that no other live page shows.

    The renditions of an image are deleted; the image stays in the library, and its renditions are
    generated again when a page shows it. A document is refused by its view. Both are purged from
    the caches in front of the site.
    """
    portraits = {image.pk: image for image in getattr(instance, "portraits", ()) if image}
    images = portraits | _referenced_files(instance, get_image_model())
    renditions = [
        rendition
        for image in images.values()
        if not ReferencingPages(image).any_live(exclude=instance.pk)
        for rendition in image.renditions.all()
    ]
    purge([rendition.full_url for rendition in renditions])
    for rendition in renditions:
        rendition.delete()
    documents = _referenced_files(instance, get_document_model()).values()
    purge(
        settings.WAGTAILADMIN_BASE_URL + document.url
        for document in documents
        if not ReferencingPages(document).any_live(exclude=instance.pk)
    )


def _referenced_files(page: Page, model: type[Model]) -> dict[int, Any]:
    """Return the images, or the documents, that a page refers to, by primary key."""
    references = ReferenceIndex.get_references_for_object(page)
    references = references.filter(to_content_type__model=model._meta.model_name)
    return model._default_manager.in_bulk(
        [int(pk) for pk in references.values_list("to_object_id", flat=True)]
    )


def _may_choose_document(user: Any, document: Any) -> bool:
    return not is_guest(user) or document_permission_policy.user_has_any_permission_for_instance(
        user, ["choose"], document
    )


def refuse_unpublished_document(document: Any, request: HttpRequest) -> None:
    """Refuse to serve a document to a reader who may read none of the pages that show it.

    Nobody guesses the URL of a document before a page publishes it. Users of the admin still read
    it, a guest only those they may choose.

    Raises:
        Http404: No live page shows the document, or only pages that the reader may not read.
    """
    if not isinstance(document, get_document_model()):
        return
    if request.user.has_perm("wagtailadmin.access_admin") and _may_choose_document(
        request.user, document
    ):
        return
    pages = Page.objects.filter(pk__in=ReferencingPages(document).page_ids, live=True)
    if not any(_may_read(page, request) for page in pages):
        raise Http404


def _may_read(page: Page, request: HttpRequest) -> bool:
    restrictions = page.get_view_restrictions()
    return all(restriction.accept_request(request) for restriction in restrictions)
