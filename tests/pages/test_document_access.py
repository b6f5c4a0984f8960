"""A document of unpublished pages alone is served to nobody but the editorial team."""

import pytest
from django.core.files.base import ContentFile

from library.models import HubDocument
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("live", [True, False])
def test_document_is_served_where_a_live_page_shows_it(client, hub, live):
    file = ContentFile(b"Notes", name="notes.txt")
    document = HubDocument.objects.create(title="Notes", file=file)
    block = {"type": "document", "value": {"document": document.pk, "description": ""}}
    make.make_blog(hub.blogs, "Two boxes", live=live, body=[block])
    assert client.get(document.url).status_code == (200 if live else 404)
