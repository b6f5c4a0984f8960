"""The inbox shows at first what waits for somebody, and nothing of other networks."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.enums import RequestStatus
from networks.models import JoinForm, JoinRequest, Membership, Network
from outbox.models import Notification
from tests import factories as make
from tests.networks.factories import LONDON

INBOX = "/admin/networks/joinrequest/"


@pytest.fixture
def lead(organiser) -> Client:
    """The organiser's browser."""
    client = Client()
    client.force_login(organiser.user)
    return client


def keep(form: JoinForm, network: Network | None, key: str, **fields: object) -> JoinRequest:
    """Keep a request by the same person."""
    until = timezone.localdate() + timedelta(days=30)
    given = {"name": f"Jo {key}", "email": "jo@trust.example", "expires_on": until, **fields}
    return JoinRequest.objects.create(form=form, network=network, fingerprint=key, **given)


def test_inbox_shows_open_requests_and_decided_ones_by_filter(lead, psmn, join_form):
    keep(join_form, psmn, "one")
    keep(join_form, psmn, "two", status=RequestStatus.DECLINED)
    first, everything = lead.get(INBOX), lead.get(f"{INBOX}?state=all")
    assert [f"Jo {key}" in first.content.decode() for key in ("one", "two")] == [True, False]
    assert [f"Jo {key}" in everything.content.decode() for key in ("one", "two")] == [True, True]
    assert "Jo two" in lead.get(f"{INBOX}?state=declined").content.decode()
    assert "Jo two" not in lead.get(f"{INBOX}?state=nonsense").content.decode()


def test_inbox_link_of_the_space_lists_the_counted_requests(lead, psmn, join_form):
    keep(join_form, psmn, "one")
    keep(join_form, psmn, "two", status=RequestStatus.DECLINED)
    room = lead.get("/networks/psmn/space/run/")
    assert room.context["open_requests"]["number"] == 1
    listed = lead.get(room.context["inbox"]).content.decode()
    assert [f"Jo {key}" in listed for key in ("one", "two")] == [True, False]


def test_organiser_sees_count_of_own_networks_requests_only(lead, psmn, join_form):
    fields = {"summary": "…", "purpose": "…", "intended_members": "…", "joining": "closed"}
    other = Network.objects.create(name="Other", slug="other", **fields)
    keep(join_form, psmn, "one")
    keep(join_form, other, "two")
    keep(join_form, None, "three")
    keep(join_form, psmn, "four")
    page = lead.get(INBOX).content.decode()
    assert page.count("once") == 1
    assert "times" not in page


def test_request_page_query_count_is_constant(lead, psmn, join_form):
    address = f"{INBOX}inspect/{keep(join_form, psmn, 'one').pk}/"
    join_request = []
    for number in (2, 12):
        for key in range(number):
            keep(join_form, psmn, f"{number} and {key}")
        lead.get(address)
        with CaptureQueriesContext(connection) as queries:
            lead.get(address)
        join_request.append(len(queries))
    # The others come in one query, each with its network and form.
    assert join_request[0] == join_request[1]


def test_question_email_does_not_name_the_organiser(lead, organiser, psmn, join_form):
    organiser.user.first_name = "Orla"
    organiser.user.save()
    asking = f"/admin/networks/requests/{keep(join_form, psmn, 'one').pk}/ask/"
    assert "It does not name you." in lead.get(asking).content.decode()
    lead.post(asking, {"text": "Why?"})
    letter = Notification.objects.get(kind="networks/request_asked")
    assert "Why?" in letter.text
    assert "Orla" not in letter.text


def test_reconciliation_table_has_caption_and_column_headers(lead):
    page = lead.get("/admin/networks/requests/tally/").content.decode()
    assert "<caption" in page
    assert '<th scope="col">How many</th>' in page


def test_inbox_does_not_use_the_model_name_join_request(lead, psmn, join_form):
    keep(join_form, psmn, "one")
    assert "oin request" not in lead.get(INBOX).content.decode()


def test_admin_shows_times_in_24_hour_format(psmn, organiser):
    evening = datetime(2026, 7, 4, 20, 10, tzinfo=LONDON)
    Membership.objects.update(ended_at=evening)
    client = Client()
    client.force_login(make.make_admin())
    assert "4 July 2026, 20:10" in client.get("/admin/networks/membership/").content.decode()
