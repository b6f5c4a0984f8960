"""URLs of documents and images."""

from django.core.files.base import ContentFile

from library.models import HubDocument
from tests import factories as make


def test_document_is_served_by_its_view_only(client, hub):
    document = HubDocument.objects.create(
        title="Notes", file=ContentFile(b"Notes of a meeting", name="notes.txt")
    )
    assert client.get(document.file.url).status_code == 404
    traversal = f"/media/images/../{document.file.name}"
    assert client.get(traversal).status_code in {400, 404}
    block = {"type": "document", "value": {"document": document.pk, "description": ""}}
    make.make_blog(hub.blogs, "Notes of a meeting", body=[block])
    assert client.get(document.url).status_code == 200


def test_renditions_are_served_and_originals_are_not(client, hub):
    image = make.make_image("Hills")
    assert client.get(image.file.url).status_code == 404
    assert client.get(image.get_rendition("width-400").url).status_code == 200


def test_a_lost_rendition_is_shown_as_a_placeholder(client, db):
    response = client.get("/media/images/lost.width-800.jpg")
    assert (response.status_code, response["Content-Type"]) == (404, "image/svg+xml")
    assert b"<svg" in b"".join(response.streaming_content)
