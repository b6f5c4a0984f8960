"""The inbox of join requests: filters, counts, and isolation of networks."""

from datetime import datetime, timedelta

from bs4 import BeautifulSoup
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


def create_request(
    form: JoinForm, network: Network | None, key: str, **fields: object
) -> JoinRequest:
    """Create a request of the same person."""
    until = timezone.localdate() + timedelta(days=30)
    values = {"name": f"Jo {key}", "email": "jo@trust.example", "expires_on": until, **fields}
    return JoinRequest.objects.create(form=form, network=network, fingerprint=key, **values)


def test_inbox_shows_open_requests_and_decided_ones_by_filter(organiser_client, psmn, join_form):
    create_request(join_form, psmn, "one")
    create_request(join_form, psmn, "two", status=RequestStatus.DECLINED)
    default, unfiltered = organiser_client.get(INBOX), organiser_client.get(f"{INBOX}?state=all")
    assert [f"Jo {key}" in default.content.decode() for key in ("one", "two")] == [True, False]
    assert [f"Jo {key}" in unfiltered.content.decode() for key in ("one", "two")] == [True, True]
    assert "Jo two" in organiser_client.get(f"{INBOX}?state=declined").content.decode()
    assert "Jo two" not in organiser_client.get(f"{INBOX}?state=nonsense").content.decode()


def test_inbox_link_of_the_space_lists_the_counted_requests(organiser_client, psmn, join_form):
    create_request(join_form, psmn, "one")
    create_request(join_form, psmn, "two", status=RequestStatus.DECLINED)
    space_page = organiser_client.get("/networks/psmn/space/run/")
    assert space_page.context["open_requests"]["number"] == 1
    listed = organiser_client.get(space_page.context["inbox"]).content.decode()
    assert [f"Jo {key}" in listed for key in ("one", "two")] == [True, False]


def test_organiser_sees_count_of_own_networks_requests_only(organiser_client, psmn, join_form):
    fields = {"summary": "…", "purpose": "…", "intended_members": "…", "joining_policy": "closed"}
    other = Network.objects.create(name="Other", slug="other", **fields)
    create_request(join_form, psmn, "one")
    create_request(join_form, other, "two")
    create_request(join_form, None, "three")
    create_request(join_form, psmn, "four")
    page = organiser_client.get(INBOX).content.decode()
    rows = BeautifulSoup(page, "html.parser").select("table.listing tbody tr")
    assert [row.select("td")[-1].get_text(strip=True) for row in rows] == ["1", "-"]


def test_request_page_query_count_is_constant(organiser_client, psmn, join_form):
    address = f"{INBOX}inspect/{create_request(join_form, psmn, 'one').pk}/"
    counts = []
    for number in (2, 12):
        for key in range(number):
            create_request(join_form, psmn, f"{number} and {key}")
        organiser_client.get(address)
        with CaptureQueriesContext(connection) as queries:
            organiser_client.get(address)
        counts.append(len(queries))
    # One query gets the others, each with its network and form.
    assert counts[0] == counts[1]


def test_question_email_does_not_name_the_organiser(organiser_client, organiser, psmn, join_form):
    organiser.user.first_name = "Orla"
    organiser.user.save()
    question_url = f"/admin/networks/requests/{create_request(join_form, psmn, 'one').pk}/ask/"
    assert "It does not name you." in organiser_client.get(question_url).content.decode()
    organiser_client.post(question_url, {"text": "Why?"})
    notification = Notification.objects.get(kind="networks/request_asked")
    assert "Why?" in notification.text
    assert "Orla" not in notification.text


def test_reconciliation_table_has_caption_and_column_headers(organiser_client):
    page = organiser_client.get("/admin/networks/requests/tally/").content.decode()
    assert "<caption" in page
    assert '<th scope="col">Requests</th>' in page


def test_inbox_does_not_use_the_model_name_join_request(organiser_client, psmn, join_form):
    create_request(join_form, psmn, "one")
    assert "oin request" not in organiser_client.get(INBOX).content.decode()


def test_admin_shows_times_in_24_hour_format(psmn, organiser):
    evening = datetime(2026, 7, 4, 20, 10, tzinfo=LONDON)
    Membership.objects.update(ended_at=evening)
    client = Client()
    client.force_login(make.make_admin())
    assert "4 July 2026, 8:10pm" in client.get("/admin/networks/membership/").content.decode()
