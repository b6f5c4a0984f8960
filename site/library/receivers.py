"""Signal receivers of the library: renditions of images, and metadata of uploaded files."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.models import UploadedFile

from library.document_metadata.removal import remove_metadata
from library.file_types import file_extension
from library.image_metadata import strip_metadata
from library.models import HubDocument, HubImage
from library.renditions import generate_renditions_task


def enqueue_renditions(instance: HubImage, raw: bool = False, **kwargs: object) -> None:
    """Enqueue the generation of an image's renditions before its first reader needs them.

    With Django's immediate task backend the upload would wait for some twenty renditions, most of
    which are never requested; templates then generate those they need.
    """
    if raw or isinstance(generate_renditions_task.get_backend(), ImmediateBackend):
        return
    transaction.on_commit(partial(generate_renditions_task.enqueue, instance.pk))


def strip_pending_upload(instance: UploadedFile, **kwargs: object) -> None:
    """Strip the metadata of an image or document that Wagtail stores until its form is completed.

    Wagtail stores it as uploaded, and moves it into the library afterwards.

    Raises:
        InvalidImageError: The image is damaged. The form has refused it before.
        InvalidDocumentError: The document is damaged. The form has refused it before.
    """
    kind = instance.for_content_type
    if kind is None or not instance.file or instance.file._committed:
        return
    if kind.model_class() is HubImage:
        instance.file = strip_metadata(instance.file)
    elif kind.model_class() is HubDocument:
        instance.file = remove_metadata(instance.file, file_extension(instance.file.name))


def connect() -> None:
    """Connect the receivers."""
    pre_save.connect(
        strip_pending_upload, sender=UploadedFile, dispatch_uid="library.clean_waiting_upload"
    )
    post_save.connect(
        enqueue_renditions, sender=HubImage, dispatch_uid="library.make_renditions_later"
    )
