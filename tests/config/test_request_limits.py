"""Oversized numbers in URLs and query strings respond 404, and raise no error."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from campaigns.models import GuestWriter
from networks.enums import MembershipRole
from tests import factories as make
from tests.editorial.conftest import hub, people
from tests.editorial.rollback_client import EXCLUDED_URL_NAMES, RollbackClient
from tests.editorial.url_arguments import create_url_arguments
from tests.editorial.url_enumeration import UrlTemplate, url_templates
from tests.networks import factories
from tests.snapshots import snapshot

__all__ = ["hub", "people"]

HUGE = 10**20
NUMBERS = ("pk", "id", "number", "version", "revision_id_a", "revision_id_b")
"""How the names of arguments end that are numbers."""
ASKED = (
    "/account/",
    "/admin/",
    "/admin/api/main/pages/",
    "/admin/choose-page/",
    "/admin/choose-page/chosen-multiple/",
    "/admin/desk/queue/",
    "/admin/documents/chooser/chosen-multiple/",
    "/admin/forms/",
    "/admin/images/",
    "/admin/images/chooser/chosen-multiple/",
    "/admin/networks/joinrequest/",
    "/admin/pages/",
    "/admin/pages/usage/pages/blogpage/",
    "/admin/reports/site-history/",
    "/admin/snippets/choose/networks/network/chosen-multiple/",
    "/admin/snippets/networks/network/",
    "/api/v2/pages/",
    "/blogs/",
    "/networks/",
    "/networks/forms/of-others/",
    "/networks/ours/space/resources/",
    "/search/",
)
"""Addresses that take a number in a question."""
QUESTIONS = ("id", "p", "page", "limit", "offset", "owner", "user", "network", "from", "topic")


@pytest.fixture
@snapshot
def objects(hub, people) -> dict[str, list]:
    """Create one object for each URL argument."""
    page = make.make_blog(hub.blogs, "A page", live=False, owner=people.writer)
    page.save_revision(user=people.writer)
    page.get_workflow().start(page, people.writer)
    writer = GuestWriter.objects.get(user=people.guest)
    return create_url_arguments("Norwich", [page], writer, hub.campaign.workspace.collection)


@pytest.fixture
def users(people) -> SimpleNamespace:
    """Create users of each role, and members of a network."""
    network = factories.make_network("Ours", "ours")
    organiser = factories.make_member(network, "lead@hub.example", MembershipRole.ORGANISER)
    member = factories.make_member(network, "joiner@hub.example")
    return SimpleNamespace(
        admin=people.admin, guest=people.guest, organiser=organiser, member=member
    )


def oversized_urls(address: UrlTemplate, objects: dict[str, list]) -> Iterator[str]:
    """Yield a URL with an oversized number in all arguments, then in each of them."""
    arguments = [name for name in address.arguments if name.endswith(NUMBERS)]
    if address.name in EXCLUDED_URL_NAMES or not arguments:
        return
    for filled in dict.fromkeys([tuple(arguments), *((argument,) for argument in arguments)]):
        yield next(
            address.fill(objects | {f"{address.name}|{argument}": [HUGE] for argument in filled})
        )


@pytest.mark.soak
def test_an_oversized_id_in_a_url_is_not_found(objects, users):
    client = RollbackClient(users.admin)
    for url in [url for address in url_templates() for url in oversized_urls(address, objects)]:
        for method in ("get", "post"):
            with client.request(method, url):
                pass
    assert not client.errors, "\n".join(client.errors)
    assert client.request_count > 400


@pytest.mark.parametrize(
    "role",
    [
        "guest",
        pytest.param("organiser", marks=pytest.mark.soak),
        pytest.param("member", marks=pytest.mark.soak),
        pytest.param(None, marks=pytest.mark.soak),
    ],
)
def test_an_oversized_id_is_not_found_by_any_user(objects, users, role):
    client = RollbackClient(getattr(users, role) if role else None)
    for address in url_templates():
        for url in [*oversized_urls(address, objects)][:1]:
            with client.request("get", url):
                pass
    assert not client.errors, "\n".join(client.errors)
    assert client.request_count > 150


@pytest.mark.parametrize(
    "role",
    [
        "admin",
        pytest.param("guest", marks=pytest.mark.soak),
        pytest.param("organiser", marks=pytest.mark.soak),
        pytest.param(None, marks=pytest.mark.soak),
    ],
)
def test_an_oversized_id_in_a_query_string_raises_no_error(objects, users, role):
    client = RollbackClient(getattr(users, role) if role else None)
    together = "&".join(f"{name}={HUGE}" for name in QUESTIONS)
    for url in ASKED:
        with client.request("get", f"{url}?{together}"):
            pass
    assert not client.errors, "\n".join(client.errors)


@pytest.mark.each_database
@pytest.mark.parametrize("url", ["/account/people/{}/picture/", "/admin/desk/{}/review-date/"])
def test_an_oversized_id_is_not_found_where_the_database_refuses_it(users, client, url):
    client.force_login(users.admin)
    assert client.get(url.format(HUGE)).status_code == 404
