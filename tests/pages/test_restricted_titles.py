"""What a reader may not see is named on no page that they may see."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from networks.models import Network
from pages.models import HubPage
from search_index.vocabulary import rebuild_vocabulary
from tests import factories as make
from tests.clients import signed_in
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

RESTRICTED = ("Xerophyte", "Ylangtopic", "Quokka", "Zibeline", "Wombatcampaign")
"""A topic, its subtopic, a person, a page and a campaign that only a group may see."""
LISTS = [
    *("/", "/blogs/", "/resources/", "/campaigns/", "/interviews/", "/topics/", "/topics/culture/"),
    *("/impact/", "/networks/", "/feed/", "/feed/topics/culture/", "/sitemap.xml", "/missing/"),
    *("/api/v2/pages/", "/api/v2/pages/?topic=culture", "/blogs/?topic=culture"),
]
QUERIES = ("miss", "checklist", "xerophyte", "quokka", "xerophite", "zibelin", "network")


def restrict(page, group):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)


@pytest.fixture
@snapshot
def tree(hub):
    """Public pages that refer to restricted ones in every way."""
    hub.group = Group.objects.create(name="A network")
    secret_topic = make.make_topic(hub.topics, "Xerophyte")
    below = make.make_topic(secret_topic, "Ylangtopic")
    restrict(secret_topic, hub.group)
    secret_page = make.make_blog(hub.blogs, "Zibeline", make.make_person("Quokka Smith"))
    restrict(secret_page, hub.group)
    secret_campaign = make.make_campaign(hub.campaigns, "Wombatcampaign")
    restrict(secret_campaign, hub.group)
    make.make_blog(secret_campaign, "Zibeline of the campaign")
    for page in (hub.blog, hub.resource, hub.campaign, hub.interview, secret_page):
        make.tag(page, secret_topic, below, hub.topic)
    network = Network(name="A network", slug="one", summary="S", purpose="<p>P</p>", live=True)
    network.topics = [secret_topic, hub.topic]
    network.save()
    rebuild_vocabulary()
    return hub


def urls():
    pages = HubPage.objects.filter(title__in=("A near miss", "A checklist", "On time"))
    others = HubPage.objects.filter(title__in=("Ten past eight", "Spotlight: Zoë"))
    own = [page.url for page in (*pages, *others)]
    api = [f"/api/v2/pages/{page.pk}/" for page in pages]
    searches = [f"/search/?q={query}" for query in QUERIES]
    return [*LISTS, "/networks/one/", *own, *api, *searches]


def test_restricted_titles_are_named_nowhere(tree):
    client = Client()
    stranger = signed_in(make.make_user("stranger@hub.example"))
    for url in urls():
        for reader in (client, stranger):
            body = reader.get(url).content.decode()
            named = [each for each in RESTRICTED if each in body]
            assert not named, (url, named)


def test_readers_of_the_group_see_them(tree):
    member = make.make_user("member@hub.example")
    member.groups.add(tree.group)
    client = signed_in(member)
    page = client.get(tree.blog.url).content.decode()
    assert "Xerophyte" in page
    assert "Ylangtopic" in page
    assert "Zibeline" in page  # related by the restricted topic
    assert "Wombatcampaign" in client.get("/campaigns/").content.decode()
    assert "Ylangtopic" in client.get("/topics/").content.decode()
