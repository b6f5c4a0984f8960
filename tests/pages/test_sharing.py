"""Sharing of articles: by email, link and print, without third parties."""

from urllib.parse import unquote

from tests.pages.test_people import read


def test_articles_can_be_shared_without_javascript_or_third_parties(client, hub):
    for page in (hub.blog, hub.resource, hub.interview, hub.campaign):
        content = read(client, page.url)
        assert "mailto:?subject=" in content
        link = content.split('href="mailto:?')[1].split('"')[0]
        assert page.full_url in unquote(link)
        for button in ("data-copy-link", "data-share", "data-print"):
            assert f"{button}" in content
            assert " hidden>" in content.split(button)[1][:200]
    assert "mailto:" not in read(client, "/blogs/")
