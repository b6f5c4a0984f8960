"""Cache invalidation of networks: unpublished or changed, with every URL that shows them."""

from collections.abc import Iterator

import pytest
import requests
from django.test import Client

from accounts.roles import EDITOR
from networks.models import JoinForm, Network, NetworkIndexPage, NetworkStory
from page_cache.models import PurgeJob
from pages.models import HubPage
from tests import factories as make
from tests.networks.factories import make_form, make_network
from tests.page_cache.purge_helpers import purged_paths, put_behind_cache
from tests.pages.conftest import hub
from tests.purge_server import PurgeServer

__all__ = ["hub"]

OWN = {"/networks/psmn/", "/networks/psmn/join/", "/networks/psmn/join/thanks/"}


@pytest.fixture
def cache() -> Iterator[PurgeServer]:
    """An HTTP cache that accepts purges."""
    with PurgeServer() as server:
        yield server


@pytest.fixture
def network(hub, cache, settings) -> Network:
    """A cached published network with a topic, a form and a story, and the index page."""
    put_behind_cache(cache, settings)
    make_index(hub)
    made = make_network("PSMN", "psmn", join_form=make_form(), joining_policy="by-request")
    made.topics.add(hub.topic)
    made.stories.add(NetworkStory(page=HubPage.objects.get(pk=hub.blog.pk)))
    made.save()
    PurgeJob.objects.all().delete()
    return made


def make_index(hub) -> None:
    """Publish the index page of networks."""
    page = NetworkIndexPage(title="Networks", slug="networks", summary="Who meets.")
    hub.home.add_child(instance=page)


def unpublish(record) -> None:
    """Unpublish a record in the admin."""
    client = Client()
    client.force_login(make.make_user("editor@hub.example", EDITOR))
    kind = record._meta.model_name
    response = client.post(f"/admin/snippets/networks/{kind}/unpublish/{record.pk}/")
    assert response.status_code == 302


def publish(record) -> None:
    """Publish a changed record."""
    record.save_revision().publish(skip_permission_checks=True)


@pytest.mark.parametrize("change", [unpublish, publish, lambda network: network.delete()])
def test_a_changed_network_purges_every_url_that_shows_it(hub, network, cache, change):
    change(network)
    shown = {"/networks/", "/sitemap.xml", "/topics/culture/", hub.subtopic.url}
    assert OWN | shown <= purged_paths(cache)


@pytest.mark.parametrize("change", [unpublish, publish])
def test_a_changed_join_form_purges_every_url_that_links_to_it(hub, network, cache, change):
    block = {"type": "form", "value": {"form": network.join_form_id, "text": "Write to us"}}
    page = make.make_standard(hub.home, "Contact", body=[block])
    PurgeJob.objects.all().delete()
    change(JoinForm.objects.get())
    own = {"/networks/forms/join-a-network/", "/networks/forms/join-a-network/thanks/"}
    assert OWN | own | {page.url, f"/api/v2/pages/{page.pk}/"} <= purged_paths(cache)


def test_an_unpublished_story_purges_its_networks(hub, network, cache):
    HubPage.objects.get(pk=hub.blog.pk).unpublish()
    assert "/networks/psmn/" in purged_paths(cache)


def test_a_draft_purges_nothing(network, cache):
    network.save_revision()
    assert purged_paths(cache) == set()


@pytest.mark.django_db(transaction=True)
def test_an_unpublished_network_disappears_from_the_cache(live_server, settings):
    with PurgeServer(live_server.url) as cache:
        made = make.make_hub()
        put_behind_cache(cache, settings)
        make_index(made)
        network = make_network("Zanzibar Network", "zanzibar")
        network.topics.add(make.make_topic(made.topics, "Culture"))
        network.save()
        paths = ["/networks/zanzibar/", "/networks/", "/topics/culture/", "/sitemap.xml"]
        for path in paths:
            response = requests.get(cache.address + path, timeout=20)
            assert "zanzibar" in response.text.lower(), path
        assert set(cache.kept) == set(paths)
        unpublish(network)
        purged_paths(cache)
        for path in paths:
            response = requests.get(cache.address + path, timeout=20)
            assert "zanzibar network" not in response.text.lower(), path
