"""Organisers run the network from its room, and members see to their own place in it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.roles import EDITOR, ORGANISER
from networks.models import JoinForm, JoinRequest, Membership, Room
from tests.networks.space.conftest import SPACE_URL, response_text, signed_in, submit_form

pytestmark = pytest.mark.django_db
LEAVE = "/networks/psmn/leave/"
MEMBERS = f"{SPACE_URL}run/members/"


def roles(membership: Membership) -> list[str]:
    return [group.name for group in membership.user.groups.all()]


def test_organisers_find_the_way_and_members_do_not(by_lead, by_ann):
    assert "Run the network" in response_text(by_lead.get(SPACE_URL))
    assert "Run the network" not in response_text(by_ann.get(SPACE_URL))


def test_whoever_organises_is_led_to_the_room_and_whoever_edits_too_to_the_desk(lead):
    lead.user.set_password("patient-safety")
    lead.user.save()
    said = {"login": lead.user.email, "password": "patient-safety"}
    for place in (SPACE_URL, "/admin/"):
        assert Client().post("/account/sign-in/", said).url == place
        lead.user.groups.add(Group.objects.get(name=EDITOR))


def test_what_organisers_write_at_the_door_members_read_first(by_lead, by_ann):
    assert (
        submit_form(by_lead, f"{SPACE_URL}run/welcome/", welcome="Come in <b>all</b>").status_code
        == 302
    )
    assert "Come in &lt;b&gt;all&lt;/b&gt;" in response_text(by_ann.get(SPACE_URL))
    submit_form(by_lead, f"{SPACE_URL}run/welcome/", welcome="Come\n\nin https://a.example/")
    assert '<a href="https://a.example/"' in response_text(by_ann.get(SPACE_URL))
    assert Room.objects.count() == 1
    assert submit_form(by_lead, f"{SPACE_URL}run/welcome/", welcome="x" * 4001).status_code == 422
    assert by_ann.post(f"{SPACE_URL}run/welcome/", {"welcome": "Mine"}).status_code == 404


def test_organisers_see_how_many_ask_and_where_to_read_it(by_lead, psmn):
    form = JoinForm.objects.create(title="Join", slug="join", privacy="x", thank_you="x")
    for number, status in enumerate(["waiting", "asked", "declined", "quarantined"]):
        JoinRequest.objects.create(
            fingerprint=str(number),
            form=form,
            network=psmn,
            status=status,
            expires_on=timezone.localdate() + timedelta(days=9),
        )
    page = by_lead.get(f"{SPACE_URL}run/")
    assert "2 wait for a decision, and 1 of them was asked back" in response_text(page)
    assert by_lead.get(page.context["inbox"]).status_code == 200


# --- Memberships ---------------------------------------------------------------------------------


def test_organisers_find_a_member_and_end_the_membership_after_asking(by_lead, by_ben, ben, ann):
    assert "ann@trust.example" in response_text(by_lead.get(MEMBERS))
    found = response_text(by_lead.get(MEMBERS, {"q": "BEN trust"}))
    assert "ben@trust.example" in found
    assert "ann@trust.example" not in found
    asked = by_lead.get(f"{MEMBERS}{ben.pk}/end/")
    assert "End the membership: ben@trust.example" in response_text(asked)
    assert by_ben.get(SPACE_URL).status_code == 200
    submit_form(by_lead, f"{MEMBERS}{ben.pk}/end/")
    assert by_ben.get(SPACE_URL).url.startswith("/account/sign-in/")
    ben.user.refresh_from_db()
    assert signed_in(ben.user).get(SPACE_URL).status_code == 404
    assert by_lead.get(f"{MEMBERS}{ben.pk}/end/").status_code == 404


def test_whose_membership_ended_is_signed_out_everywhere_and_who_leaves_everywhere_else(
    by_lead, by_ann, ann, by_ben, ben
):
    elsewhere = signed_in(ann.user)
    submit_form(by_lead, f"{MEMBERS}{ben.pk}/end/")
    submit_form(by_ann, LEAVE)
    browsers = (by_ben, elsewhere, by_ann, by_lead)
    assert [browser.get("/account/").status_code for browser in browsers] == [302, 302, 200, 200]


def test_a_member_becomes_an_organiser_and_a_member_again(by_lead, by_ann, ann):
    submit_form(by_lead, f"{MEMBERS}{ann.pk}/make-organiser/")
    assert by_ann.get(MEMBERS).status_code == 200
    assert ORGANISER in roles(ann)
    submit_form(by_lead, f"{MEMBERS}{ann.pk}/make-member/")
    assert by_ann.get(MEMBERS).status_code == 404
    assert ORGANISER not in roles(ann)


@pytest.mark.parametrize("way", ["end", "make-member"])
def test_the_last_organiser_stays_until_there_is_another(by_lead, lead, ann, way):
    answer = submit_form(by_lead, f"{MEMBERS}{lead.pk}/{way}/")
    assert answer.status_code == 422
    assert "Make somebody else an organiser first" in response_text(answer)
    submit_form(by_lead, f"{MEMBERS}{ann.pk}/make-organiser/")
    assert submit_form(by_lead, f"{MEMBERS}{lead.pk}/{way}/").status_code == 302
    lead.refresh_from_db()
    assert not lead.is_organiser


def test_an_organiser_whose_account_is_closed_does_not_count(by_lead, lead, join):
    other = join("other@hub.example", organiser=True)
    other.user.is_active = False
    other.user.save()
    assert submit_form(by_lead, LEAVE).status_code == 422


def test_organisers_see_to_their_own_network_alone(by_lead, stranger):
    for way in ("end", "make-member", "make-organiser"):
        assert by_lead.post(f"{MEMBERS}{stranger.pk}/{way}/").status_code == 404
    stranger.refresh_from_db()
    assert stranger.is_organiser


def test_members_see_to_no_membership_but_their_own(by_ann, ben):
    assert by_ann.get(MEMBERS).status_code == 404
    for way in ("end", "make-organiser"):
        assert by_ann.post(f"{MEMBERS}{ben.pk}/{way}/").status_code == 404


def test_the_list_of_members_asks_no_more_questions_for_many(
    by_lead, join, django_assert_max_num_queries
):
    numbers = []
    for round_ in range(3):  # the first time fills the pieces of the page that are kept
        for number in range(10):
            join(f"p{round_}-{number}@trust.example")
        # who asks and whether they belong (3), the count, the list, and the frame (3)
        with django_assert_max_num_queries(8) as asked:
            by_lead.get(MEMBERS)
        numbers.append(len(asked))
    assert numbers[1] == numbers[2]


# --- One's own place -----------------------------------------------------------------------------


def test_a_member_leaves_after_being_asked_and_the_room_is_closed(by_ann, ann):
    assert "Leave this network?" in response_text(by_ann.get(LEAVE))
    assert submit_form(by_ann, LEAVE).url == LEAVE
    answer = by_ann.post(LEAVE)  # pressed twice, the browser shows the answer to the second
    assert answer.url == LEAVE
    answer = by_ann.get(answer.url)
    assert "You have left" in response_text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert by_ann.get(SPACE_URL).status_code == 404
    ann.refresh_from_db()
    assert ann.ended_at


def test_only_who_left_hears_of_it(outsiders):
    for who, client in outsiders.items():
        answer = client.get(LEAVE)
        assert ("You have left" in response_text(answer)) == (who == "who left"), who
        assert answer.status_code == {"who left": 200, "nobody": 302}.get(who, 404)


def test_the_last_organiser_is_told_what_to_do_before_leaving(by_lead):
    answer = submit_form(by_lead, LEAVE)
    assert answer.status_code == 422
    assert "You are the last organiser" in response_text(answer)
    assert by_lead.get(SPACE_URL).status_code == 200


def test_the_second_of_two_who_write_the_welcome_is_told_of_the_first(by_lead):
    address = f"{SPACE_URL}run/welcome/"
    submit_form(by_lead, address, welcome="Come in.")
    seen = by_lead.get(address).context["form"]["seen"].value()
    by_lead.post(address, {"welcome": "First", "seen": seen})
    for _ in range(2):  # sent again, it is no other's
        assert by_lead.post(address, {"welcome": "First", "seen": seen}).status_code == 302
    late = by_lead.post(address, {"welcome": "Second", "seen": seen})
    assert late.status_code == 422
    assert "Somebody else changed this while" in response_text(late)
    assert "Second" in response_text(late)
    assert Room.objects.get().welcome == "First"
    again = late.context["form"]["seen"].value()
    assert by_lead.post(address, {"welcome": "Second", "seen": again}).status_code == 302
    assert Room.objects.get().welcome == "Second"
