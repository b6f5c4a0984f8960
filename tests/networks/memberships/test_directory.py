"""The directory shows the profile fields that members make visible."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Profile
from accounts.models.profile import PROFILE_FIELDS
from networks.memberships.services import end_membership
from networks.models import Membership
from tests.clients import signed_in
from tests.networks.space_client import SPACE_URL, response_text

pytestmark = pytest.mark.django_db
PEOPLE = f"{SPACE_URL}people/"
SAID = {
    "name": "Niamh Ó Sé",
    "role": "Incident lead",
    "organisation": "Zanzibar Trust",
    "country": "IE",
    "region": "wales",
    "about": "I read reviews of falls.",
    "picture": "profiles/x.jpg",
}


def profile(
    membership: Membership, visible: str = " ".join(PROFILE_FIELDS), **values: str
) -> Profile:
    """Write a member's profile, of which they show some parts."""
    visibility = {
        f"{part}_visibility": "networks" if part in visible.split() else "nobody"
        for part in PROFILE_FIELDS
    }
    return Profile.objects.update_or_create(
        user=membership.user, defaults=SAID | values | visibility
    )[0]


def names(response) -> list[str]:
    return [member.name for member in response.context["member_cards"]]


def test_directory_shows_visible_profile_fields(ben_client, ann):
    profile(ann)
    page = response_text(ben_client.get(PEOPLE))
    for text in ("Niamh Ó Sé", "Incident lead", "Zanzibar Trust", "Wales, Ireland", "of falls"):
        assert text in page
    assert f"/account/people/{ann.user_id}/picture/" in page
    assert "ann@trust.example" not in page


def test_directory_is_filtered_by_who_takes_messages(ben_client, ann, organiser):
    for membership, name in ((ann, "Niamh"), (organiser, "Olga")):
        profile(membership, name=name)
    Membership.objects.filter(pk=ann.pk).update(accepts_questions=True)
    assert names(ben_client.get(f"{PEOPLE}?messages=yes")) == ["Niamh"]
    assert set(names(ben_client.get(f"{PEOPLE}?messages=perhaps"))) == {"Niamh", "Olga"}


@pytest.mark.parametrize("hidden", [part for part in PROFILE_FIELDS if part != "name"])
def test_hidden_profile_field_is_neither_shown_nor_searched(
    ben_client, organiser_client, ann, hidden
):
    profile(ann, " ".join(part for part in PROFILE_FIELDS if part != hidden))
    for client in (ben_client, organiser_client):
        page = response_text(client.get(PEOPLE))
        assert "Niamh" in page
        text = {"country": ", Ireland", "region": "Wales, Ireland", "picture": "/picture/"}
        assert text.get(hidden, SAID[hidden]) not in page
        if hidden == "region":
            assert names(client.get(PEOPLE, {"region": "wales"})) == []
        elif hidden in {"role", "organisation"}:
            for word in SAID[hidden].split():
                assert names(client.get(PEOPLE, {"q": word})) == [], word


def test_member_with_hidden_name_is_counted_and_not_listed(ben_client, ann):
    profile(ann, "role organisation about region")
    page = response_text(ben_client.get(PEOPLE))
    assert "Incident lead" not in page
    assert "2 members" in page
    assert names(ben_client.get(PEOPLE, {"q": "incident"})) == []


def test_directory_search_by_name_role_organisation_and_region(ben_client, ann, ben):
    profile(ann)
    profile(ben, name="Ben", role="Nurse", organisation="Hospice", region="london", about="Pain")
    for query in ({"q": "niamh"}, {"q": "zanzibar LEAD"}, {"region": "wales"}):
        assert names(ben_client.get(PEOPLE, query)) == ["Niamh Ó Sé"], query
    for query in ("NIAMH o se", "níamh", "niamh o\u0301"):
        assert len(names(ben_client.get(PEOPLE, {"q": query}))) == 1, query
    assert names(ben_client.get(PEOPLE, {"q": "niamh", "region": "london"})) == []
    assert names(ben_client.get(PEOPLE, {"q": "%"})) == []
    assert "No members match your search" in response_text(ben_client.get(PEOPLE, {"q": "giraffe"}))
    for query in ("?region=mars", "?q=%00", "?page=x", "?q=" + "x" * 999):
        assert ben_client.get(PEOPLE + query).status_code == 200


def test_organisers_are_marked_and_listed_first(ann_client, organiser, ann):
    profile(organiser, name="Zoë Lead")
    profile(ann, name="Ann")
    assert names(ann_client.get(PEOPLE)) == ["Zoë Lead", "Ann"]
    assert response_text(ann_client.get(PEOPLE)).count(">Organiser<") == 1


def test_former_closed_and_other_members_are_not_listed(
    ben_client, ann, organiser, other_organiser
):
    for membership in (ann, organiser, other_organiser):
        profile(membership)
    end_membership(ann)
    organiser.user.is_active = False
    organiser.user.save()
    assert names(ben_client.get(PEOPLE)) == []


def test_profile_is_visible_to_members_of_a_shared_network(ann, ben, other_organiser):
    visible = profile(ann)
    assert "name" in visible.visible_fields(ben.user)
    assert visible.visible_fields(other_organiser.user) == {}
    end_membership(ben)
    assert visible.visible_fields(ben.user) == {}


def test_home_lists_new_members_with_visible_name(organiser_client, ann, ben, join):
    profile(ann, name="New Ann")
    profile(ben, "role", name="Hidden Ben")
    old = join("old@trust.example")
    profile(old, name="Old Olga")
    Membership.objects.filter(pk=old.pk).update(since=timezone.localdate() - timedelta(days=40))
    page = response_text(organiser_client.get(SPACE_URL))
    assert "New Ann" in page
    assert "Hidden Ben" not in page
    assert "Old Olga" not in page


def test_directory_query_count_is_constant(ann_client, join, django_assert_max_num_queries):
    counts = {PEOPLE: [], SPACE_URL: []}
    for round_, count in enumerate((1, 1, 4)):  # the first request fills the fragment cache
        for number in range(count):
            profile(join(f"p{round_}-{number}@trust.example"), name=f"Person {round_}-{number}")
        for url, numbers in counts.items():
            # user and membership (3), content (3 to 5), base template (3)
            with django_assert_max_num_queries(14) as query:
                ann_client.get(url)
            numbers.append(len(query))
    for numbers in counts.values():
        assert numbers[1] == numbers[2]


def test_outsider_gets_no_directory(other_organiser, ann):
    profile(ann)
    response = signed_in(other_organiser.user).get(PEOPLE, {"q": "niamh"})
    assert response.status_code == 404
