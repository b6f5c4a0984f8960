"""However many people, networks, requests and entries of history there are: a page asks no more."""

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
from networks.models import JoinRequest, Network, Resource, SignUp
from tests import factories as make
from tests.networks import factories

pytestmark = pytest.mark.django_db
ROOM = "/networks/psmn/space/"
INBOX = "/admin/networks/joinrequest/"
READ = [
    "/networks/",
    "/networks/psmn/",
    ROOM,
    f"{ROOM}people/",
    f"{ROOM}people/?q=person",
    f"{ROOM}people/?q=trust+person&region=wales",
    f"{ROOM}people/?q=zzyzx",
    f"{ROOM}resources/?q=paper",
    f"{ROOM}sessions/",
]
RUN = [
    f"{ROOM}run/",
    f"{ROOM}run/members/?q=person",
    INBOX,
    f"{INBOX}?q=again",
    f"{INBOX}?state=open&taker=nobody",
    f"{INBOX}?q=zzyzx",
    "/admin/networks/requests/tally/",
]
DESK = ["/admin/networks/membership/", "/admin/reports/site-history/"]


@pytest.fixture
def index(db: None) -> None:
    """The page on which all networks stand."""
    create_site_structure()


def grow(ours: Network, by: object, round_: int) -> JoinRequest:
    """Let five more of everything be there. Returns one of the requests."""
    kind = ContentType.objects.get_for_model(Network)
    for number in range(5):
        name = f"{round_}-{number}"
        other = factories.make_network(f"Network {name}", f"network-{name}")
        session = factories.make_session(ours, f"Talk {name}")
        Resource.objects.create(network=ours, title=f"Paper {name}", added_by=by)
        user = factories.make_member(ours, f"person-{name}@trust.example")
        factories.join(other, user)
        SignUp.objects.create(session=session, user=user)
        shown = {f"{part}_visibility": "networks" for part in ("organisation", "region")}
        said = {"name": f"Person {name}", "organisation": f"Trust {name}", "region": "wales"}
        Profile.objects.update_or_create(user=user, defaults=said | shown)
        request = JoinRequest.objects.create(
            fingerprint=sha256(name.encode()).hexdigest(),
            form=ours.join_form,
            network=ours,
            email="again@trust.example",
            expires_on=timezone.localdate() + timedelta(days=30),
        )
        for kind in (
            RequestEventKind.RECEIVED,
            RequestEventKind.CLAIMED,
            RequestEventKind.CLAIM_RELEASED,
        ):
            request.events.create(kind=kind, actor=by)
        ModelLogEntry.objects.create(
            content_type=kind,
            object_id=str(other.pk),
            label=name,
            action="wagtail.edit",
            timestamp=timezone.now(),
            user=by,
        )
    return request


def asked_by(client: Client, addresses: list[str]) -> dict[str, int]:
    """Return how many questions each page asks, of which no figure is kept."""
    numbers = {}
    for address in addresses:
        client.get(address)
        cache.delete("networks.member_counts")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            numbers[address] = len(queries)
        assert answer.status_code == 200, address
    return numbers


@pytest.mark.parametrize("who", ["member", "organiser", "editor", "administrator"])
def test_query_counts_do_not_grow_with_records(index, networks, as_user, who):
    user = {
        "member": lambda: networks.member,
        "organiser": lambda: networks.organiser,
        "editor": lambda: make.make_user("editor@hub.example", EDITOR),
        "administrator": make.make_admin,
    }[who]()
    addresses = {
        "member": READ,
        "organiser": [*READ, *RUN],
        "editor": [address for address in RUN if not address.startswith(ROOM)],
        "administrator": [*(address for address in RUN if not address.startswith(ROOM)), *DESK],
    }[who]
    client = as_user(user)
    request = grow(networks.ours, networks.organiser, 0)
    if who != "member":
        addresses = [*addresses, f"{INBOX}inspect/{request.pk}/"]
    few = asked_by(client, addresses)
    for round_ in (1, 2):
        grow(networks.ours, networks.organiser, round_)
    assert asked_by(client, addresses) == few


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
