"""The network generator: consistent members and requests, and working pages."""

import pytest
from django.test import Client
from django.utils.html import escape
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.roles import MEMBER, ORGANISER
from benchmarks.generators.networks import generate_network_data, has_network_data
from benchmarks.generators.sizes import AdminSize, NetworkSize
from benchmarks.network_urls import network_urls
from benchmarks.search_terms import NO_MATCH, RARE_NAME
from networks.enums import RequestStatus
from networks.models import JoinRequest, Membership, Network, RequestEvent
from networks.requests.reconciliation import reconcile_requests
from outbox.models import Notification
from tests.snapshots import snapshot

ADMIN_SIZE = AdminSize(pages=200, partners=4, workflow_pages=40, records=6, staff=6)
SMALL = NetworkSize(
    networks=3,
    members=40,
    requests=120,
    past_sessions=4,
    coming=3,
    shared=6,
    log_rows=100,
    admin=ADMIN_SIZE,
)


@pytest.fixture
@snapshot
def network_data(db):
    """Generated networks on a small scale."""
    assert not has_network_data(SMALL)
    generate_network_data(SMALL, quiet=True)


def test_generated_networks_have_members_and_requests_of_every_status(network_data):
    assert has_network_data(SMALL)
    counts = Membership.objects.member_counts()
    for network in Network.objects.all():
        assert counts[network.pk].member_count == SMALL.members
        assert network.memberships.organisers().count() == 2
    assert Membership.objects.values("user").distinct().count() == SMALL.accounts
    roles = {MEMBER, ORGANISER}
    organiser = Membership.objects.organisers()[0].user
    assert set(organiser.groups.values_list("name", flat=True)) == roles
    stages = set(JoinRequest.objects.values_list("status", flat=True))
    assert stages == set(RequestStatus.values)
    log = PageLogEntry.objects.count() + ModelLogEntry.objects.count()
    assert log + RequestEvent.objects.count() >= SMALL.log_rows


def test_reconciliation_of_generated_requests_adds_up(network_data):
    people = {role: user for role, user, _ in network_urls()}
    counted = reconcile_requests(people["administrator"])
    assert counted.accepted == SMALL.requests
    assert counted.notified + counted.pending + counted.quarantined == counted.accepted
    assert bool(counted.pending) == Notification.objects.filter(status="queued").exists()


@pytest.mark.same_on_both
def test_every_benchmarked_url_responds(network_data):
    seen = set()
    for role, user, addresses in network_urls():
        client = Client()
        client.force_login(user)
        for address in addresses:
            if address.name in seen:
                continue
            seen.add(address.name)
            response = client.get(address.path)
            assert response.status_code == 200, f"{address.path} as {role}"
            page = response.content.decode()
            if address.name == "directory: a rare name":
                assert escape(RARE_NAME) in page
            elif address.name == "directory: found nothing":
                assert NO_MATCH in page
                assert "No members match your search" in page
