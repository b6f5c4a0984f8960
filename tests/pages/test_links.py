"""Links inside the hub keep their words, and lead only to what the reader may see."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from networks.models import Network
from pages.broken_links import pages_with_broken_addresses
from pages.links import broken_references
from pages.models import FeaturedItem
from tests import factories as make
from tests.clients import signed_in
from tests.pages.test_query_counts import capture_queries
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db
HUB = settings.WAGTAILADMIN_BASE_URL


def text_block(html):
    return {"type": "text", "value": html}


def page_link(page_id, words):
    return f'<p><a linktype="page" id="{page_id}">{words}</a></p>'


def link_card(title, page=None, url=""):
    return {
        "type": "link",
        "value": {"title": title, "page": page and page.pk, "url": url, "description": ""},
    }


@pytest.fixture
@snapshot
def hub():
    """A page that links in every way to a public page, and to pages readers may not see."""
    hub = make.make_hub()
    public = make.make_blog(hub.blogs, "A public page")
    draft = make.make_blog(hub.blogs, "A draft page")
    draft.unpublish()
    gone = make.make_blog(hub.blogs, "A deleted page")
    restricted = make.make_blog(hub.blogs, "A restricted page")
    restriction = PageViewRestriction.objects.create(
        page=restricted, restriction_type=PageViewRestriction.GROUPS
    )
    group = Group.objects.create(name="Readers")
    restriction.groups.add(group)
    network = Network(
        name="A draft network", slug="a-draft", summary="S", purpose="<p>P</p>", live=False
    )
    network.save()
    hub.linking = make.make_standard(
        hub.home,
        "Links",
        body=[
            text_block(
                page_link(public.pk, "to public")
                + page_link(draft.pk, "to <b>draft</b>")
                + page_link(gone.pk, "to deleted")
                + page_link(restricted.pk, "to restricted")
                + page_link(987654, "to nothing")
                + f'<p><a href="{HUB}{public.url}#top">typed public</a></p>'
                + f'<p><a href="{HUB}{draft.url}">typed draft</a></p>'
                + f'<p><a href="{HUB}/blogs/never-was/">typed nothing</a></p>'
                + '<p><a href="/networks/a-draft/">typed network</a></p>'
                + '<p><a href="/search/?q=a">typed view</a></p>'
                + '<p><a href="//[">broken host</a> <a href="/%2F[">broken path</a></p>'
                + '<p><a href="/a%00b">control character</a></p>'
                + '<p><a href="https://www.who.int/">elsewhere</a></p>'
                + '<p><a href="mailto:a@b.example">by email</a></p>'
            ),
            link_card("Card public", public),
            link_card("Card draft", draft),
            link_card("Card restricted", restricted),
            link_card("Card deleted", gone),
            link_card("Card typed", url=f"{HUB}{public.url}"),
            link_card("Card typed draft", url=f"{HUB}{draft.url}"),
            link_card("Card elsewhere", url="https://www.who.int/"),
        ],
    )
    gone.delete()
    hub.pages = SimpleNamespace(public=public, draft=draft, restricted=restricted)
    hub.group = group
    cache.clear()
    return hub


LINKED = {
    *("to public", "typed public", "typed view", "elsewhere", "by email"),
    *("Card public", "Card typed", "Card elsewhere"),
}
NOT_LINKED = {
    *("to draft", "to deleted", "to nothing", "typed draft", "typed nothing", "typed network"),
    *("Card draft", "Card deleted", "Card typed draft"),
}
RESTRICTED = {"to restricted", "Card restricted"}


def links_of(client, page):
    """Return the words of a page's main part, its links by words, and its external ones."""
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    main = html.find("main")
    links = {}
    for link in main.find_all("a"):
        words = (link.find("strong") or link).get_text(" ", strip=True)
        links[words] = link
    return main.get_text(" ", strip=True), links


def test_readers_get_links_to_what_they_may_see(hub):
    words, links = links_of(Client(), hub.linking)
    assert links.keys() >= LINKED
    assert not links.keys() & (NOT_LINKED | RESTRICTED)
    for each in NOT_LINKED | RESTRICTED:
        assert each in words, each
    assert all(link.get("href") for link in links.values())
    external = {each for each, link in links.items() if "external" in link.get("rel", [])}
    assert external == {"Card elsewhere"}
    member = make.make_user("member@hub.example")
    member.groups.add(hub.group)
    _, links = links_of(signed_in(member), hub.linking)
    assert links.keys() >= LINKED | RESTRICTED
    assert not links.keys() & NOT_LINKED


def test_home_page_links_to_public_pages_only(hub):
    home, draft = hub.home, hub.pages.draft
    home.action_text, home.action_page = "Start here", draft
    home.purposes = [
        {"type": "purpose", "value": {"title": "Learn", "page": draft.pk, "url": ""}},
        {"type": "purpose", "value": {"title": "Read", "page": hub.pages.public.pk, "url": ""}},
    ]
    home.save()
    FeaturedItem.objects.create(home=home, item=draft)
    words, links = links_of(Client(), home)
    assert "Read" in links
    assert not {"Start here", "Learn", "A draft page"} & links.keys()
    assert "Learn" in words
    assert all(link.get("href") for link in links.values())


def test_links_take_the_same_queries_whatever_their_number(hub):
    body = [link_card(f"Card {number}", hub.pages.public) for number in range(3)]
    body += [text_block(page_link(hub.pages.draft.pk, "d") * 3) for _ in range(3)]
    few = make.make_standard(hub.home, "Few", body=body[2:4])
    many = make.make_standard(hub.home, "Many", body=body)
    counts = []
    for page in (few, few, many):
        cache.clear()
        counts.append(len(capture_queries(Client(), page.url)))
    assert counts[1] == counts[2]


def test_editors_are_told(hub):
    admin = signed_in(make.make_admin())
    response = admin.get(reverse("wagtailadmin_pages:edit", args=[hub.linking.pk]))
    panel = BeautifulSoup(response.content, "html.parser").select_one(".help-warning ul")
    listed = {item.get_text(" ", strip=True).split("”")[0][1:] for item in panel.find_all("li")}
    assert listed >= NOT_LINKED | RESTRICTED
    assert not listed & LINKED
    report = admin.get(reverse("broken_links_report")).content.decode()
    assert "Links" in report
    assert reverse("wagtailadmin_pages:edit", args=[hub.linking.pk]) in report
    clean = make.make_standard(hub.home, "Clean", body=[link_card("Card", hub.pages.public)])
    page = admin.get(reverse("wagtailadmin_pages:edit", args=[clean.pk])).content.decode()
    assert "Readers see these words without a link" not in page
    report = admin.get(reverse("broken_links_report")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[clean.pk]) not in report
    assert "broken-links" in admin.get(reverse("wagtailadmin_home")).content.decode()


def test_typed_addresses_are_resolved_in_every_spelling(hub):
    site = Site.objects.get()
    public, draft = hub.pages.public, hub.pages.draft
    make_redirect = Redirect.objects.create
    make_redirect(site=site, old_path="/to-public", redirect_page=public)
    make_redirect(site=site, old_path="/to-draft", redirect_page=draft)
    make_redirect(site=site, old_path="/twice", redirect_link="/to-public?a=1")
    make_redirect(site=site, old_path="/loop", redirect_link="/loop/")
    make_redirect(site=site, old_path="/gone")
    spellings = ("{}", "{}/", "{}?a=1", "{}/?a=1#b", HUB + "{}", HUB + "{}/?a=1")
    working = [public.url.rstrip("/"), "/to-public", "/twice", "/search"]
    broken = [draft.url_path.removeprefix("/home").rstrip("/"), "/to-draft", "/loop", "/gone"]
    for path in working + broken:
        urls = [spelling.format(path) for spelling in spellings]
        body = [link_card(f"Card {n}", url=url) for n, url in enumerate(urls)]
        text = "".join(f'<p><a href="{url}">Words {n}</a></p>' for n, url in enumerate(urls))
        page = make.make_standard(hub.home, "Typed", body=[*body, text_block(text)])
        assert len(broken_references(page)) == (12 if path in broken else 0), path
        assert (page.pk in pages_with_broken_addresses()) == (path in broken), path
        page.delete()


def test_report_lists_one_typed_address_for_each_spelling(hub):
    """Each page of the report has one address, so that no other address puts it there."""
    admin = signed_in(make.make_admin())
    path = "/no/such/page"
    urls = [path, f"{path}/", f"{path}?a=1", HUB + path, f"{HUB}{path}/"]
    bodies = [link_card("C", url=url) for url in urls]
    bodies += [text_block(f'<p><a href="{url}">W</a></p>') for url in urls]
    pages = [make.make_standard(hub.home, f"P {n}", body=[b]) for n, b in enumerate(bodies)]
    report = admin.get(reverse("broken_links_report")).content.decode()
    for page in pages:
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in report
