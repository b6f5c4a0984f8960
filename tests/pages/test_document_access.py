"""A document that no public page shows is served to nobody but the editorial team."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

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


def test_document_of_no_page_is_served_to_the_editorial_team_only(client):
    document = HubDocument.objects.create(title="Notes", file=ContentFile(b"Notes", name="n.txt"))
    assert client.get(document.url).status_code == 404
    client.force_login(make.make_user("editor@hub.example", "Editors"))
    assert client.get(document.url).status_code == 200


def test_document_of_a_private_page_is_served_to_its_readers_only(client, hub):
    file = ContentFile(b"Notes", name="notes.txt")
    document = HubDocument.objects.create(title="Notes", file=file)
    block = {"type": "document", "value": {"document": document.pk, "description": ""}}
    blog = make.make_blog(hub.blogs, "Two boxes", body=[block])
    PageViewRestriction.objects.create(page=blog, restriction_type="login")
    assert client.get(document.url).status_code == 404
    client.force_login(make.make_user("reader@hub.example"))
    assert client.get(document.url).status_code == 200
