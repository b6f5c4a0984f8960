"""Access to join requests, and actions on them: claim, decline, quarantine, release."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from accounts.roles import PARTNER, REVIEWER
from networks.enums import MembershipRole, RequestStatus
from networks.join_forms.spam import HONEYPOT_FIELD
from networks.models import JoinRequest
from networks.requests.replies import save_reply
from outbox.models import Notification
from tests import factories as make
from tests.clients import signed_in
from tests.networks.join_request_client import JOIN_URL, apply_action, filled_form

pytestmark = pytest.mark.django_db
INBOX = "/admin/networks/joinrequest/"


def inbox_rows(client) -> list[list[str]]:
    """Return the cells of the inbox's rows, newest first."""
    page = BeautifulSoup(client.get(INBOX).content, "html.parser")
    rows = page.select("table.listing tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]


# --- Access --------------------------------------------------------------------------------------


def test_editor_reads_and_searches_all_requests(editor, join_request, other_request):
    page = editor.get(f"{INBOX}?q=NIÀMH").content.decode()
    assert "Niamh Ó Sé" in page
    assert "Zanzibar" not in page
    page_html = editor.get(f"{INBOX}inspect/{join_request.pk}/").content.decode()
    assert "I look after incident reviews." in page_html
    assert "Zanzibar" in editor.get(f"{INBOX}inspect/{other_request.pk}/").content.decode()


def test_organiser_reads_and_decides_requests_of_own_network_only(
    organiser_client, join_request, other_request
):
    for query in ("", "?q=zanzibar", f"?network={other_request.network_id}", "?export=csv"):
        response = organiser_client.get(INBOX + query)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == 200, query
        assert "Zanzibar" not in body.decode(errors="replace"), query
    assert (
        "I look after"
        in organiser_client.get(f"{INBOX}inspect/{join_request.pk}/").content.decode()
    )
    # Indistinguishable from one that does not exist.
    for pk in (other_request.pk, other_request.pk + 1000):
        assert organiser_client.get(f"{INBOX}inspect/{pk}/").status_code == 404
    for name in ("take", "accept", "decline", "ask", "quarantine"):
        response = organiser_client.post(
            f"/admin/networks/requests/{other_request.pk}/{name}/", {"text": "No."}
        )
        assert response.status_code == 404, name
    other_request.refresh_from_db()
    assert other_request.status == RequestStatus.WAITING


def test_organiser_has_no_access_to_other_admin_pages(organiser_client, join_request):
    for address in (
        "/admin/pages/",
        "/admin/images/",
        "/admin/users/",
        "/admin/snippets/networks/network/",
        "/admin/networks/membership/",
        "/admin/reports/site-history/",
        "/admin/desk/letters/",
    ):
        response = organiser_client.get(address)
        assert response.status_code == 403 or "Home" not in response.content.decode(), address


def test_admin_menu_of_organiser_links_to_requests(organiser_client, join_request):
    page = organiser_client.get("/admin/").content.decode()
    assert INBOX in page
    assert "/admin/networks/membership/" not in page


@pytest.mark.parametrize("role", [PARTNER, None])
def test_partners_and_members_are_denied_access_to_requests(join_request, role):
    client = signed_in(make.make_user("other@hub.example", *([role] if role else [])))
    assert client.get(INBOX).status_code == 403
    assert client.get(f"{INBOX}inspect/{join_request.pk}/").status_code == 403
    assert apply_action(client, join_request, "take").status_code == 403


def test_former_organiser_is_denied_access_to_requests(organiser_client, organiser, join_request):
    organiser.role = MembershipRole.MEMBER
    organiser.save()
    assert organiser_client.get(INBOX).status_code == 403


def test_requests_cannot_be_created_edited_or_deleted_in_the_admin(editor, join_request):
    for address in ("create/", f"edit/{join_request.pk}/", f"delete/{join_request.pk}/"):
        assert editor.post(INBOX + address, {"name": "x"}).status_code in {302, 403, 404}
    join_request.refresh_from_db()
    assert join_request.name == "Niamh Ó Sé"


# --- Actions -------------------------------------------------------------------------------------


def test_dashboard_counts_open_requests_for_those_who_decide(
    editor, organiser_client, join_request, other_request
):
    summary = "1 request waiting"
    assert summary in organiser_client.get("/admin/").content.decode()
    assert "2 requests waiting" in editor.get("/admin/").content.decode()
    apply_action(organiser_client, join_request, "take")
    apply_action(organiser_client, join_request, "ask", text="Where do you work?")
    dashboard = organiser_client.get("/admin/").content.decode()
    assert f"{summary}. 1 person has been asked a question." in dashboard
    assert "It is assigned." in dashboard
    reviewer = signed_in(make.make_user("reviewer@hub.example", REVIEWER))
    assert summary not in reviewer.get("/admin/").content.decode()


def test_dashboard_inbox_and_space_show_the_same_count(organiser_client, psmn, join_form):
    for number, status in enumerate(["waiting", "asked", "asked", "declined", "quarantined"]):
        JoinRequest.objects.create(
            fingerprint=str(number),
            form=join_form,
            network=psmn,
            status=status,
            claimed_by=psmn.memberships.get().user if number < 2 else None,
            expires_on=timezone.localdate() + timedelta(days=9),
        )
    JoinRequest.objects.filter(fingerprint="2").update(
        created_at=timezone.now() - timedelta(days=6, hours=1)
    )
    summary = "3 requests waiting. 2 people have been asked a question."
    dashboard = organiser_client.get("/admin/").content.decode()
    assert summary in dashboard
    assert "The oldest has waited for 6 days." in dashboard
    assert "2 are assigned." in dashboard
    assert summary in organiser_client.get("/networks/psmn/space/run/").content.decode()
    assert organiser_client.get(INBOX).context["result_count"] == 3


def test_claimed_request_cannot_be_claimed_by_a_second_user(editor, organiser_client, join_request):
    assert "Assigned to you." in apply_action(editor, join_request, "take").content.decode()
    assert (
        "changed while you had it open"
        in apply_action(organiser_client, join_request, "take").content.decode()
    )
    assert (
        "No longer assigned to you."
        in apply_action(editor, join_request, "give-back").content.decode()
    )
    kinds = [one.kind for one in join_request.events.all()]
    assert kinds == ["came", "taken", "given-back"]


def test_declining_requires_a_reason_and_emails_it(organiser_client, join_request):
    assert apply_action(organiser_client, join_request, "decline").status_code == 422
    apply_action(
        organiser_client,
        join_request,
        "decline",
        text="It is for staff. Please look at the topics.",
    )
    join_request.refresh_from_db()
    assert join_request.status == RequestStatus.DECLINED
    assert (
        "Please look at the topics."
        in Notification.objects.get(kind="networks/request_declined").text
    )
    assert (
        "changed while you had it open"
        in apply_action(organiser_client, join_request, "decline", text="Again.").content.decode()
    )
    assert Notification.objects.filter(kind="networks/request_declined").count() == 1


def test_released_quarantined_request_notifies_its_recipients(
    visitor, psmn, organiser, organiser_client
):
    visitor.post(JOIN_URL, filled_form(visitor, **{HONEYPOT_FIELD: "x"}))
    request = JoinRequest.objects.get()
    assert "hidden field" in organiser_client.get(f"{INBOX}inspect/{request.pk}/").content.decode()
    apply_action(organiser_client, request, "release")
    request.refresh_from_db()
    assert request.status == RequestStatus.WAITING
    assert Notification.objects.filter(event_key=request.event_key).count() == 2


def test_suspected_spam_is_counted_until_it_is_decided(visitor, psmn, organiser_client, editor):
    for number in range(3):
        visitor.post(
            JOIN_URL, filled_form(visitor, **{HONEYPOT_FIELD: "x", "your_name": f"Niamh {number}"})
        )
    first, second, third = JoinRequest.objects.order_by("pk")
    summary = "3 possible spam requests</a> to check"
    space_url = "/networks/psmn/space/run/"
    assert summary in editor.get("/admin/").content.decode()
    assert summary in organiser_client.get("/admin/").content.decode()
    assert summary in organiser_client.get(space_url).content.decode()
    apply_action(organiser_client, first, "release")
    assert (
        "Marked as spam." in apply_action(organiser_client, second, "quarantine").content.decode()
    )
    for client, page in (
        (editor, "/admin/"),
        (organiser_client, "/admin/"),
        (organiser_client, space_url),
    ):
        page_html = client.get(page).content.decode()
        assert "1 possible spam request</a> to check" in page_html
        assert "state=suspected" in page_html
    listed = organiser_client.get(f"{INBOX}?network={psmn.pk}&state=suspected").content.decode()
    assert [f"Niamh {number}" in listed for number in range(3)] == [False, False, True]
    assert (
        "changed while you had it open"
        in apply_action(editor, second, "quarantine").content.decode()
    )
    second.refresh_from_db()
    assert "hidden field" in second.spam_reasons
    apply_action(organiser_client, third, "quarantine")
    assert "possible spam request" not in organiser_client.get("/admin/").content.decode()


def test_other_requests_of_the_same_person_are_shown(organiser_client, visitor, join_request):
    visitor.post(JOIN_URL, filled_form(visitor, why_would_you_like_to_join="Please."))
    second = JoinRequest.objects.order_by("pk").last()
    assert inbox_rows(organiser_client)[0][-1] == "1"
    assert inbox_rows(organiser_client)[1][-1] == "-"  # the first request has no earlier one
    for one, other in ((join_request, second), (second, join_request)):
        page = organiser_client.get(f"{INBOX}inspect/{one.pk}/").content.decode()
        assert "Other requests from this person" in page
        assert f"{INBOX}inspect/{other.pk}/" in page


def test_inbox_row_shows_a_reply(organiser_client, join_request):
    apply_action(organiser_client, join_request, "ask", text="Where do you work?")
    assert "Question sent" in inbox_rows(organiser_client)[0]
    save_reply(JoinRequest.objects.get(), "At the harbour.")
    assert "Waiting: replied" in inbox_rows(organiser_client)[0]
    apply_action(organiser_client, join_request, "ask", text="And since when?")
    assert "Question sent" in inbox_rows(organiser_client)[0]


# --- Query count ---------------------------------------------------------------------------------


def test_inbox_query_count_is_constant(
    organiser_client, psmn, join_form, django_assert_max_num_queries
):
    counts = []
    for round_, count in enumerate((1, 3)):
        for number in range(count):
            JoinRequest.objects.create(
                fingerprint=f"{round_}-{number}",
                form=join_form,
                network=psmn,
                email=f"p{number}@trust.example",
                expires_on=timezone.localdate() + timedelta(days=3),
            )
        with django_assert_max_num_queries(40) as queries:
            organiser_client.get(INBOX)
        counts.append(len(queries))
    assert counts[0] == counts[1]
