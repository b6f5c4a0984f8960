"""The pages that explain feeds, and lead to them."""

from tests.pages.test_people import URL, read


def test_feeds_page_explains_and_links_every_public_feed(client, hub, settings):
    content = read(client, "/feeds/")
    assert f'value="{settings.WAGTAILADMIN_BASE_URL}/feed/"' in content
    for url in ("/feeds/topics/culture/", "/feeds/topics/culture/speaking-up/"):
        assert url in content
        assert "feed reader" in read(client, url)
    assert "/feed/topics/culture/speaking-up/" in read(client, "/feeds/topics/culture/speaking-up/")
    assert f"{URL}feed/" in read(client, "/feeds/people/zoe-oconnor/")
    for url in ("/", hub.topic.url, URL):
        page = read(client, url)
        assert 'class="feed-link" href="/feeds/' in page, url
        assert 'type="application/atom+xml"' in page, url
    assert client.get("/feeds/topics/unknown/").status_code == 404
