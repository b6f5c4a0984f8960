"""Organisers' pages, and members' own membership."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.roles import EDITOR, ORGANISER
from networks.models import JoinForm, JoinRequest, Membership, SpaceSettings
from tests.clients import signed_in
from tests.networks.space_client import SPACE_URL, response_text, submit_form

pytestmark = pytest.mark.django_db
LEAVE = "/networks/psmn/leave/"
MEMBERS = f"{SPACE_URL}run/members/"


def roles(membership: Membership) -> list[str]:
    return [group.name for group in membership.user.groups.all()]


def test_navigation_shows_organiser_section_to_organisers_only(organiser_client, ann_client):
    assert "Manage the network" in response_text(organiser_client.get(SPACE_URL))
    assert "Manage the network" not in response_text(ann_client.get(SPACE_URL))


def test_organiser_is_redirected_to_space_and_editor_to_admin_after_sign_in(organiser):
    organiser.user.set_password("patient-safety")
    organiser.user.save()
    data = {"login": organiser.user.email, "password": "patient-safety"}
    for url in (SPACE_URL, "/admin/"):
        assert Client().post("/account/sign-in/", data).url == url
        organiser.user.groups.add(Group.objects.get(name=EDITOR))


def test_members_read_the_welcome_text(organiser_client, ann_client):
    assert (
        submit_form(
            organiser_client, f"{SPACE_URL}run/welcome/", welcome="Come in <b>all</b>"
        ).status_code
        == 302
    )
    assert "Come in &lt;b&gt;all&lt;/b&gt;" in response_text(ann_client.get(SPACE_URL))
    submit_form(
        organiser_client, f"{SPACE_URL}run/welcome/", welcome="Come\n\nin https://a.example/"
    )
    assert '<a href="https://a.example/"' in response_text(ann_client.get(SPACE_URL))
    assert SpaceSettings.objects.count() == 1
    assert (
        submit_form(organiser_client, f"{SPACE_URL}run/welcome/", welcome="x" * 4001).status_code
        == 422
    )
    assert ann_client.post(f"{SPACE_URL}run/welcome/", {"welcome": "Mine"}).status_code == 404


def test_organiser_home_shows_open_requests_and_inbox_link(organiser_client, psmn):
    form = JoinForm.objects.create(title="Join", slug="join", privacy="x", thank_you="x")
    for number, status in enumerate(["waiting", "asked", "declined", "quarantined"]):
        JoinRequest.objects.create(
            fingerprint=str(number),
            form=form,
            network=psmn,
            status=status,
            expires_on=timezone.localdate() + timedelta(days=9),
        )
    page = organiser_client.get(f"{SPACE_URL}run/")
    assert "2 requests waiting. 1 person has been asked a question." in response_text(page)
    assert organiser_client.get(page.context["inbox"]).status_code == 200


# --- Memberships ---------------------------------------------------------------------------------


def test_organiser_ends_membership_after_confirmation(organiser_client, ben_client, ben, ann):
    assert "ann@trust.example" in response_text(organiser_client.get(MEMBERS))
    content = response_text(organiser_client.get(MEMBERS, {"q": "BEN trust"}))
    assert "ben@trust.example" in content
    assert "ann@trust.example" not in content
    response = organiser_client.get(f"{MEMBERS}{ben.pk}/end/")
    assert "End membership: ben@trust.example" in response_text(response)
    assert ben_client.get(SPACE_URL).status_code == 200
    submit_form(organiser_client, f"{MEMBERS}{ben.pk}/end/")
    assert ben_client.get(SPACE_URL).url.startswith("/account/sign-in/")
    ben.user.refresh_from_db()
    assert signed_in(ben.user).get(SPACE_URL).status_code == 404
    assert organiser_client.get(f"{MEMBERS}{ben.pk}/end/").status_code == 404


def test_ended_membership_ends_login_sessions(organiser_client, ann_client, ann, ben_client, ben):
    elsewhere = signed_in(ann.user)
    submit_form(organiser_client, f"{MEMBERS}{ben.pk}/end/")
    submit_form(ann_client, LEAVE)
    browsers = (ben_client, elsewhere, ann_client, organiser_client)
    assert [browser.get("/account/").status_code for browser in browsers] == [302, 302, 200, 200]


def test_organiser_changes_role_of_member(organiser_client, ann_client, ann):
    submit_form(organiser_client, f"{MEMBERS}{ann.pk}/make-organiser/")
    assert ann_client.get(MEMBERS).status_code == 200
    assert ORGANISER in roles(ann)
    submit_form(organiser_client, f"{MEMBERS}{ann.pk}/make-member/")
    assert ann_client.get(MEMBERS).status_code == 404
    assert ORGANISER not in roles(ann)


@pytest.mark.parametrize("action", ["end", "make-member"])
def test_last_organiser_cannot_be_removed(organiser_client, organiser, ann, action):
    response = submit_form(organiser_client, f"{MEMBERS}{organiser.pk}/{action}/")
    assert response.status_code == 422
    assert "Make another member an organiser first" in response_text(response)
    submit_form(organiser_client, f"{MEMBERS}{ann.pk}/make-organiser/")
    assert submit_form(organiser_client, f"{MEMBERS}{organiser.pk}/{action}/").status_code == 302
    organiser.refresh_from_db()
    assert not organiser.is_organiser


def test_organiser_with_closed_account_does_not_count_as_organiser(
    organiser_client, organiser, join
):
    other = join("other@hub.example", organiser=True)
    other.user.is_active = False
    other.user.save()
    assert submit_form(organiser_client, LEAVE).status_code == 422


def test_organiser_cannot_manage_members_of_another_network(organiser_client, other_organiser):
    for action in ("end", "make-member", "make-organiser"):
        assert organiser_client.post(f"{MEMBERS}{other_organiser.pk}/{action}/").status_code == 404
    other_organiser.refresh_from_db()
    assert other_organiser.is_organiser


def test_member_cannot_manage_memberships(ann_client, ben):
    assert ann_client.get(MEMBERS).status_code == 404
    for action in ("end", "make-organiser"):
        assert ann_client.post(f"{MEMBERS}{ben.pk}/{action}/").status_code == 404


def test_member_list_query_count_is_constant(organiser_client, join, django_assert_max_num_queries):
    numbers = []
    for round_, count in enumerate((1, 1, 4)):  # the first request fills the fragment cache
        for number in range(count):
            join(f"p{round_}-{number}@trust.example")
        # user and membership (3), count, list, base template (3)
        with django_assert_max_num_queries(11) as captured:
            organiser_client.get(MEMBERS)
        numbers.append(len(captured))
    assert numbers[1] == numbers[2]


# --- Own membership ------------------------------------------------------------------------------


def test_member_leaves_after_confirmation_and_loses_access(ann_client, ann):
    assert "Leave this network" in response_text(ann_client.get(LEAVE))
    assert submit_form(ann_client, LEAVE).url == LEAVE
    response = ann_client.post(LEAVE)  # if submitted twice, the browser shows the second response
    assert response.url == LEAVE
    response = ann_client.get(response.url)
    assert "You have left" in response_text(response)
    assert "no-store" in response["Cache-Control"]
    assert ann_client.get(SPACE_URL).status_code == 404
    ann.refresh_from_db()
    assert ann.ended_at


def test_confirmation_of_leaving_is_shown_to_former_member_only(outsider_clients):
    for user_kind, client in outsider_clients.items():
        response = client.get(LEAVE)
        assert ("You have left" in response_text(response)) == (user_kind == "who left"), user_kind
        assert response.status_code == {"who left": 200, "nobody": 302}.get(user_kind, 404)


def test_last_organiser_cannot_leave(organiser_client):
    response = submit_form(organiser_client, LEAVE)
    assert response.status_code == 422
    assert "You are the only organiser" in response_text(response)
    assert organiser_client.get(SPACE_URL).status_code == 200


def test_second_organiser_is_warned_before_overwriting_welcome_text(organiser_client):
    url = f"{SPACE_URL}run/welcome/"
    submit_form(organiser_client, url, welcome="Come in.")
    expected_version = organiser_client.get(url).context["form"]["expected_version"].value()
    organiser_client.post(url, {"welcome": "First", "expected_version": expected_version})
    for _ in range(2):  # sent again, it is no other's
        assert (
            organiser_client.post(
                url, {"welcome": "First", "expected_version": expected_version}
            ).status_code
            == 302
        )
    response = organiser_client.post(
        url, {"welcome": "Second", "expected_version": expected_version}
    )
    assert response.status_code == 422
    assert "Another person changed this while" in response_text(response)
    assert "Second" in response_text(response)
    assert SpaceSettings.objects.get().welcome == "First"
    again = response.context["form"]["expected_version"].value()
    assert (
        organiser_client.post(url, {"welcome": "Second", "expected_version": again}).status_code
        == 302
    )
    assert SpaceSettings.objects.get().welcome == "Second"
