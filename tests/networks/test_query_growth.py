"""Query counts of pages are independent of the number of members, networks and requests."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import Profile
from accounts.roles import EDITOR
from config.initial_pages import create_site_structure
from networks.enums import RequestEventKind
from networks.figures import CACHE_KEY
from networks.models import JoinRequest, Network, Resource, SignUp
from tests import factories as make
from tests.networks import factories

pytestmark = pytest.mark.django_db
SPACE_URL = "/networks/psmn/space/"
INBOX = "/admin/networks/joinrequest/"
MEMBER_URLS = [
    "/networks/",
    "/networks/psmn/",
    SPACE_URL,
    f"{SPACE_URL}people/",
    f"{SPACE_URL}people/?q=person",
    f"{SPACE_URL}people/?q=trust+person&region=wales",
    f"{SPACE_URL}people/?q=zzyzx",
    f"{SPACE_URL}resources/?q=paper",
    f"{SPACE_URL}sessions/",
]
ORGANISER_URLS = [
    f"{SPACE_URL}run/",
    f"{SPACE_URL}run/members/?q=person",
    INBOX,
    f"{INBOX}?q=again",
    f"{INBOX}?state=open&taker=nobody",
    f"{INBOX}?q=zzyzx",
    "/admin/networks/requests/tally/",
]
ADMIN_URLS = ["/admin/networks/membership/", "/admin/reports/site-history/"]


@pytest.fixture
def index(db: None) -> None:
    """Create the index page of networks."""
    create_site_structure()


def create_records(ours: Network, by: object, round_: int) -> JoinRequest:
    """Create two more of each record. Returns one of the requests."""
    kind = ContentType.objects.get_for_model(Network)
    for number in range(2):
        name = f"{round_}-{number}"
        other = factories.make_network(f"Network {name}", f"network-{name}")
        session = factories.make_session(ours, f"Talk {name}")
        Resource.objects.create(network=ours, title=f"Paper {name}", added_by=by)
        user = factories.make_member(ours, f"person-{name}@trust.example")
        factories.join(other, user)
        SignUp.objects.create(session=session, user=user)
        visibility = {f"{part}_visibility": "networks" for part in ("organisation", "region")}
        values = {"name": f"Person {name}", "organisation": f"Trust {name}", "region": "wales"}
        Profile.objects.update_or_create(user=user, defaults=values | visibility)
        request = JoinRequest.objects.create(
            fingerprint=sha256(name.encode()).hexdigest(),
            form=ours.join_form,
            network=ours,
            email="again@trust.example",
            expires_on=timezone.localdate() + timedelta(days=30),
        )
        for event_kind in (
            RequestEventKind.RECEIVED,
            RequestEventKind.CLAIMED,
            RequestEventKind.CLAIM_RELEASED,
        ):
            request.events.create(kind=event_kind, actor=by)
        ModelLogEntry.objects.create(
            content_type=kind,
            object_id=str(other.pk),
            label=name,
            action="wagtail.edit",
            timestamp=timezone.now(),
            user=by,
        )
    return request


def query_counts(client: Client, addresses: list[str]) -> dict[str, int]:
    """Return the number of queries by URL, with a cold cache of member counts."""
    counts = {}
    for address in addresses:
        cache.delete(CACHE_KEY)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            counts[address] = len(queries)
        assert response.status_code == 200, address
    return counts


@pytest.mark.parametrize(
    "role",
    [
        "organiser",
        "administrator",
        pytest.param("member", marks=pytest.mark.soak),
        pytest.param("editor", marks=pytest.mark.soak),
    ],
)
def test_query_counts_do_not_grow_with_records(index, networks, as_user, role):
    user = {
        "member": lambda: networks.member,
        "organiser": lambda: networks.organiser,
        "editor": lambda: make.make_user("editor@hub.example", EDITOR),
        "administrator": make.make_admin,
    }[role]()
    addresses = {
        "member": MEMBER_URLS,
        "organiser": [*MEMBER_URLS, *ORGANISER_URLS],
        "editor": [address for address in ORGANISER_URLS if not address.startswith(SPACE_URL)],
        "administrator": [INBOX, *ADMIN_URLS],
    }[role]
    client = as_user(user)
    request = create_records(networks.ours, networks.organiser, 0)
    if role != "member":
        addresses = [*addresses, f"{INBOX}inspect/{request.pk}/"]
    for address in addresses:
        client.get(address)  # fills the caches
    few = query_counts(client, addresses)
    create_records(networks.ours, networks.organiser, 1)
    assert query_counts(client, addresses) == few


def test_member_counts_of_all_networks_are_cached(index, networks, client):
    Profile.objects.create(user=networks.member, name="Ann", organisation="A trust")
    Profile.objects.create(user=networks.second, name="Ben", organisation="a Trust")
    assert "3 members from 1 organisation" in client.get("/networks/").content.decode()
    factories.make_member(networks.ours, "late@hub.example")
    with CaptureQueriesContext(connection) as queries:
        assert "3 members from 1 organisation" in client.get("/networks/").content.decode()
    assert not [query for query in queries if "COUNT(DISTINCT" in query["sql"].upper()]
    cache.clear()
    assert "4 members from 1 organisation" in client.get("/networks/").content.decode()
