"""Plain text fields of pages are shown as text, also in listings and in structured data."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db
MARKUP = "</script><img src=x onerror=alert(1)>"


def test_title_and_summary_of_a_blog(client, hub):
    page = make.make_blog(hub.blogs, f"Two boxes {MARKUP}", summary=f"Alike. {MARKUP}")
    make.tag(page, hub.topic)
    for url in (page.url, "/blogs/", "/", hub.topic.url, "/search/?q=boxes", "/feed/"):
        text = client.get(url).content.decode()
        assert "Two boxes" in text, url
        assert MARKUP not in text, url
        assert "<img src=x" not in text, url
