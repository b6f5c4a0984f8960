"""A small hub with a page full of places where somebody could be named."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile

from accounts.roles import EDITOR, REVIEWER
from library.models import HubDocument
from pages.models import BlogPage, HelpSource
from tests import factories as make
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def hub(db: None) -> SimpleNamespace:
    """A hub with its sections, an editor and a reviewer."""
    made = make.make_hub()
    made.editor = make.make_user("editor@hub.example", EDITOR)
    made.reviewer = make.make_user("reviewer@hub.example", REVIEWER)
    return made


@pytest.fixture
def document(db: None) -> HubDocument:
    """A document whose name gives somebody away."""
    return HubDocument.objects.create(
        title="A letter", file=ContentFile(b"x", name="letter_9998656907.txt")
    )


@pytest.fixture
@snapshot
def blog(hub: SimpleNamespace, document: HubDocument) -> BlogPage:
    """A blog with one thing to find in each corner."""
    picture, second = make.make_image("A shelf"), make.make_image("Mrs Okafor’s dialysis chair")
    source = HelpSource.objects.create(
        name="A friend", description="Write to friend@home.example.", telephone="07700 900001"
    )
    body = [
        text("<p>Ring <b>07700 900</b>002.</p><p>Twice.</p>"),
        text('<p>Write <a href="mailto:aunt@home.example">to her</a>.</p>'),
        text(f'<p>See <a linktype="document" id="{document.pk}">this</a>.</p>'),
        {"type": "picture", "value": shown(picture, "A wall", "")},
        {"type": "picture", "value": shown(second, "Label: NHS 999 819 3036", "Room of Mrs Bell")},
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


def text(markup: str) -> dict:
    """Make a block of text."""
    return {"type": "text", "value": markup}


def shown(image: object, alt: str, caption: str) -> dict:
    """Make what a picture block holds."""
    return {
        "image": {"image": image.pk, "alt_text": alt, "decorative": False},
        "caption": caption,
        "credit": "",
    }
