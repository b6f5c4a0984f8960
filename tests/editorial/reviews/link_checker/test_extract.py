"""Extraction of external links from pages and the records they show."""

from editorial.reviews.link_checker.extract import extract_links, sync_external_links
from editorial.reviews.models import ExternalLink
from pages.models import HelpSource
from tests import factories as make


def test_extract_links_from_blocks_and_referenced_records(hub, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example"
    source = HelpSource.objects.create(name="A line", url="https://line.example/help#top")
    person = make.make_person("Ada", about='<p><a href="https://ada.example/">Ada</a></p>')
    page = make.make_blog(
        hub.blogs,
        "Links",
        person,
        body=[
            {"type": "notice", "value": {"text": "Of loss.", "sources": [source.pk]}},
            {"type": "text", "value": '<p><a href="https://text.example/?a=1&amp;b=2">x</a></p>'},
            {"type": "text", "value": '<p><a href="https://hub.example/blogs/">own</a></p>'},
            {
                "type": "text",
                "value": '<p><a href="mailto:a@b.example">a</a> http:// https://[</p>',
            },
            {
                "type": "link",
                "value": {"title": "Card", "page": None, "url": "http://card.example/a"},
            },
        ],
    )
    assert extract_links(page.specific_class.objects.get(pk=page.pk)) == {
        "https://line.example/help",
        "https://ada.example/",
        "https://text.example/?a=1&b=2",
        "http://card.example/a",
    }


def test_sync_deletes_links_that_are_on_no_public_page(link_to, hub):
    page = link_to("https://one.example/", "https://two.example/")
    sync_external_links()
    sync_external_links()
    assert [link.host for link in ExternalLink.objects.all()] == ["one.example", "two.example"]
    page.body = [{"type": "text", "value": '<p><a href="https://two.example/">x</a></p>'}]
    page.save()
    sync_external_links()
    [link] = ExternalLink.objects.all()
    assert (link.host, link.pages.get().pk) == ("two.example", page.pk)
    page.unpublish()
    sync_external_links()
    assert not ExternalLink.objects.exists()
