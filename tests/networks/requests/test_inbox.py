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


def test_what_is_decided_is_shown_when_asked_for(lead, psmn, join_form):
    keep(join_form, psmn, "one")
    keep(join_form, psmn, "two", status=RequestStatus.DECLINED)
    first, everything = lead.get(INBOX), lead.get(f"{INBOX}?state=all")
    assert [f"Jo {key}" in first.content.decode() for key in ("one", "two")] == [True, False]
    assert [f"Jo {key}" in everything.content.decode() for key in ("one", "two")] == [True, True]
    assert "Jo two" in lead.get(f"{INBOX}?state=declined").content.decode()
    assert "Jo two" not in lead.get(f"{INBOX}?state=nonsense").content.decode()


def test_the_room_leads_to_as_many_as_it_says(lead, psmn, join_form):
    keep(join_form, psmn, "one")
    keep(join_form, psmn, "two", status=RequestStatus.DECLINED)
    room = lead.get("/networks/psmn/space/run/")
    assert room.context["open_requests"]["number"] == 1
    listed = lead.get(room.context["inbox"]).content.decode()
    assert [f"Jo {key}" in listed for key in ("one", "two")] == [True, False]


def test_an_organiser_does_not_learn_how_often_somebody_asked_elsewhere(lead, psmn, join_form):
    fields = {"summary": "…", "purpose": "…", "intended_members": "…", "joining": "closed"}
    other = Network.objects.create(name="Other", slug="other", **fields)
    keep(join_form, psmn, "one")
    keep(join_form, other, "two")
    keep(join_form, None, "three")
    keep(join_form, psmn, "four")
    page = lead.get(INBOX).content.decode()
    assert page.count("once") == 1
    assert "times" not in page


def test_a_request_asks_as_often_beside_many_others(lead, psmn, join_form):
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


def test_what_is_said_of_a_question_is_true_of_its_letter(lead, organiser, psmn, join_form):
    organiser.user.first_name = "Orla"
    organiser.user.save()
    asking = f"/admin/networks/requests/{keep(join_form, psmn, 'one').pk}/ask/"
    assert "It does not name you." in lead.get(asking).content.decode()
    lead.post(asking, {"text": "Why?"})
    letter = Notification.objects.get(kind="networks/request_asked")
    assert "Why?" in letter.text
    assert "Orla" not in letter.text


def test_the_tally_is_a_table_with_a_name(lead):
    page = lead.get("/admin/networks/requests/tally/").content.decode()
    assert "<caption" in page
    assert '<th scope="col">How many</th>' in page


def test_requests_have_one_name(lead, psmn, join_form):
    keep(join_form, psmn, "one")
    assert "oin request" not in lead.get(INBOX).content.decode()


def test_the_desk_tells_the_time_as_a_ward_does(psmn, organiser):
    evening = datetime(2026, 7, 4, 20, 10, tzinfo=LONDON)
    Membership.objects.update(ended_at=evening)
    client = Client()
    client.force_login(make.make_admin())
    assert "4 July 2026, 20:10" in client.get("/admin/networks/membership/").content.decode()
