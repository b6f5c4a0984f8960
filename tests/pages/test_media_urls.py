"""Files are reached by the address made for them, and by no other."""

from django.core.files.base import ContentFile

from library.models import HubDocument
from tests import factories as make


def test_a_document_is_not_reached_past_its_view(client, hub):
    document = HubDocument.objects.create(
        title="Notes", file=ContentFile(b"Notes of a meeting", name="notes.txt")
    )
    assert client.get(document.file.url).status_code == 404
    climbing = f"/media/images/../{document.file.name}"
    assert client.get(climbing).status_code in {400, 404}
    assert client.get(document.url).status_code == 200


def test_a_picture_is_reached_at_the_sizes_pages_show(client, hub):
    image = make.make_image("Hills")
    assert client.get(image.file.url).status_code == 404
    assert client.get(image.get_rendition("width-400").url).status_code == 200
