"""Fixtures of the identifier scans: a blog with an identifier in every part."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile

from library.models import HubDocument
from pages.models import BlogPage, HelpSource
from tests import factories as make
from tests.editorial.safety.blocks import image_value, text_block
from tests.snapshots import snapshot


@pytest.fixture
def document(db: None) -> HubDocument:
    """Return a document with an NHS number in its file name."""
    return HubDocument.objects.create(
        title="A letter", file=ContentFile(b"x", name="letter_9998656907.txt")
    )


@pytest.fixture
@snapshot
def blog(hub: SimpleNamespace, document: HubDocument) -> BlogPage:
    """Return a blog with one identifier in each field, block and displayed record."""
    picture, second = make.make_image("A shelf"), make.make_image("Mrs Okafor’s dialysis chair")
    source = HelpSource.objects.create(
        name="A friend", description="Write to friend@home.example.", telephone="07700 900001"
    )
    body = [
        text_block("<p>Ring <b>07700 900</b>002.</p><p>Twice.</p>"),
        text_block('<p>Write <a href="mailto:aunt@home.example">to her</a>.</p>'),
        text_block(f'<p>See <a linktype="document" id="{document.pk}">this</a>.</p>'),
        {"type": "picture", "value": image_value(picture, "A wall", "")},
        {
            "type": "picture",
            "value": image_value(second, "Label: NHS 999 819 3036", "Room of Mrs Bell"),
        },
        {
            "type": "statistics",
            "value": {
                "figures": [
                    {"value": "1", "label": "call", "as_of": "2025-01-01", "source": "Us"},
                    {
                        "value": "2",
                        "label": "calls",
                        "as_of": "2025-01-01",
                        "source": "count@home.example",
                    },
                ]
            },
        },
        {"type": "notice", "value": {"text": "DOB 12/03/1957", "sources": [source.pk]}},
    ]
    author = make.make_person("Dr Una Quell", about="<p>Hospital number K204518.</p>")
    page = make.make_blog(hub.blogs, "Dr Una Quell died of sepsis", author, body=body)
    return BlogPage.objects.get(pk=page.pk)
