"""Headings: levels without gaps, and ids that are unique in a page, in any script."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from networks.models import Network
from pages.blocks.outline import RESERVED_IDS, unique_anchors
from tests import factories as make

PAGE_TEMPLATES = ("pages", "components", "campaigns", "interviews")


def heading(text, level="h2"):
    return {"type": "heading", "value": {"text": text, "level": level}}


CALLOUT = {
    "type": "callout",
    "value": {"tone": "warning", "heading": "Take care", "text": "<p>T</p>"},
}
TEXTS = ("Share", "Read next", "Same", "Same", "مستشفى", "病院", "!!!", "Ünïcode")
BODY = [CALLOUT, heading("Early sub-section", "h3"), CALLOUT, heading("A sub-section", "h3")]
BODY += [heading(text) for text in TEXTS]


def problems_of(html):
    """Return the skipped heading levels, and the ids that occur more than once."""
    page = BeautifulSoup(html, "html.parser")
    levels = [int(each.name[1]) for each in page.find_all(re.compile("^h[1-6]$"))]
    skipped = [pair for pair in pairwise([0, *levels]) if pair[1] > pair[0] + 1]
    ids = [each["id"] for each in page.find_all(id=True)]
    return skipped, sorted({each for each in ids if ids.count(each) > 1})


@pytest.mark.django_db
def test_headings_of_public_pages(hub):
    blog = make.make_blog(hub.blogs, "With headings", hub.person, body=BODY)
    claims = [{"claim": "A claim", "evidence": [hub.blog.pk]}]
    theme = {"heading": "今日", "introduction": "<p>I</p>", "claims": claims}
    hub.impact.themes = [{"type": "theme", "value": theme}] * 2
    hub.impact.save()
    standard = make.make_standard(hub.home, "Contact", body=[CALLOUT])
    purpose = "<h3>A heading</h3><p>P</p>"
    Network.objects.create(name="Miss", slug="miss", summary="S", purpose=purpose, live=True)
    Network.objects.get().save()
    pages = (blog, hub.blog, hub.resource, hub.campaign, hub.interview, hub.impact, standard)
    urls = [page.url for page in (*pages, hub.home, hub.topics, hub.topic, hub.blogs)]
    urls += ["/networks/", "/networks/miss/", "/search/", "/search/?q=miss", "/search/?q=qq"]
    for url in urls:
        assert problems_of(Client().get(url).content) == ([], []), url
    page = BeautifulSoup(Client().get(blog.url).content, "html.parser")
    ids = [page.find(["h2", "h3"], string=text)["id"] for text in ("Share", "مستشفى", "病院")]
    assert ids == ["share-2", "مستشفى", "病院"]


@pytest.mark.same_on_both
def test_anchors_are_unique():
    anchors = ["same", "same-2", "same-3", "section", "section-2", "病院", "main-2"]
    assert unique_anchors(["Same", "Same", "same!", "!!!", "?", "病院", "Main"]) == anchors


@pytest.mark.same_on_both
def test_ids_of_page_templates_are_reserved():
    root = settings.ROOT / "templates"
    files = [
        path for name in PAGE_TEMPLATES for path in [root / name, *(root / name).rglob("*.html")]
    ]
    html = "".join(path.read_text() for path in files if path.is_file())
    assert set(re.findall(r'\bid="([\w-]+)"', html)) - RESERVED_IDS == set()
