"""The directory: members find each other by what each of them shows, and by nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Profile
from accounts.models.profile import PROFILE_FIELDS
from networks.memberships.services import end_membership
from networks.models import Membership
from tests.networks.space.conftest import SPACE_URL, response_text, signed_in

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


def profile(membership: Membership, shown: str = " ".join(PROFILE_FIELDS), **said: str) -> Profile:
    """Write a member's profile, of which they show some parts."""
    seen = {
        f"{part}_seen_by": "networks" if part in shown.split() else "nobody"
        for part in PROFILE_FIELDS
    }
    return Profile.objects.update_or_create(user=membership.user, defaults=SAID | said | seen)[0]


def names(answer) -> list[str]:
    return [member.name for member in answer.context["people"]]


def test_members_see_what_each_one_shows(by_ben, ann):
    profile(ann)
    page = response_text(by_ben.get(PEOPLE))
    for words in ("Niamh Ó Sé", "Incident lead", "Zanzibar Trust", "Wales, Ireland", "of falls"):
        assert words in page
    assert f"/account/people/{ann.user_id}/picture/" in page
    assert "ann@trust.example" not in page


@pytest.mark.parametrize("hidden", [part for part in PROFILE_FIELDS if part != "name"])
def test_what_one_keeps_to_oneself_is_neither_shown_nor_found(by_ben, by_lead, ann, hidden):
    profile(ann, " ".join(part for part in PROFILE_FIELDS if part != hidden))
    for client in (by_ben, by_lead):
        page = response_text(client.get(PEOPLE))
        assert "Niamh" in page
        words = {"country": ", Ireland", "region": "Wales, Ireland", "picture": "/picture/"}
        assert words.get(hidden, SAID[hidden]) not in page
        if hidden == "region":
            assert names(client.get(PEOPLE, {"region": "wales"})) == []
        elif hidden in {"role", "organisation"}:
            for word in SAID[hidden].split():
                assert names(client.get(PEOPLE, {"q": word})) == [], word


def test_whoever_does_not_show_their_name_is_counted_and_not_listed(by_ben, ann):
    profile(ann, "role organisation about region")
    page = response_text(by_ben.get(PEOPLE))
    assert "Incident lead" not in page
    assert "2 people belong" in page
    assert names(by_ben.get(PEOPLE, {"q": "incident"})) == []


def test_one_searches_by_name_role_organisation_and_region(by_ben, ann, ben):
    profile(ann)
    profile(ben, name="Ben", role="Nurse", organisation="Hospice", region="london", about="Pain")
    for asked in ({"q": "niamh"}, {"q": "zanzibar LEAD"}, {"region": "wales"}):
        assert names(by_ben.get(PEOPLE, asked)) == ["Niamh Ó Sé"], asked
    assert names(by_ben.get(PEOPLE, {"q": "niamh", "region": "london"})) == []
    assert names(by_ben.get(PEOPLE, {"q": "%"})) == []
    assert "Nobody fits" in response_text(by_ben.get(PEOPLE, {"q": "giraffe"}))
    for odd in ("?region=mars", "?q=%00", "?page=x", "?q=" + "x" * 999):
        assert by_ben.get(PEOPLE + odd).status_code == 200


def test_organisers_are_marked_and_come_first(by_ann, lead, ann):
    profile(lead, name="Zoë Lead")
    profile(ann, name="Ann")
    assert names(by_ann.get(PEOPLE)) == ["Zoë Lead", "Ann"]
    assert response_text(by_ann.get(PEOPLE)).count(">Organiser<") == 1


def test_whoever_left_or_is_closed_or_elsewhere_is_not_there(by_ben, ann, lead, stranger):
    for membership in (ann, lead, stranger):
        profile(membership)
    end_membership(ann)
    lead.user.is_active = False
    lead.user.save()
    assert names(by_ben.get(PEOPLE)) == []


def test_profiles_are_seen_by_those_one_shares_a_network_with(ann, ben, stranger):
    shown = profile(ann)
    assert "name" in shown.seen_by(ben.user)
    assert shown.seen_by(stranger.user) == {}
    end_membership(ben)
    assert shown.seen_by(ben.user) == {}


def test_home_names_who_is_new_and_shows_their_name(by_lead, ann, ben, join):
    profile(ann, name="New Ann")
    profile(ben, "role", name="Hidden Ben")
    old = join("old@trust.example")
    profile(old, name="Old Olga")
    Membership.objects.filter(pk=old.pk).update(since=timezone.localdate() - timedelta(days=40))
    page = response_text(by_lead.get(SPACE_URL))
    assert "New Ann" in page
    assert "Hidden Ben" not in page
    assert "Old Olga" not in page


def test_many_members_take_no_more_questions(by_ann, join, django_assert_max_num_queries):
    counts = {PEOPLE: [], SPACE_URL: []}
    for round_ in range(3):  # the first time fills the pieces of the page that are kept
        for number in range(10):
            profile(join(f"p{round_}-{number}@trust.example"), name=f"Person {round_}-{number}")
        for address, numbers in counts.items():
            # who asks and whether they belong (3), what the page shows (3 to 5), its frame (3)
            with django_assert_max_num_queries(11) as asked:
                by_ann.get(address)
            numbers.append(len(asked))
    for numbers in counts.values():
        assert numbers[1] == numbers[2]


def test_an_outsider_finds_nobody(stranger, ann):
    profile(ann)
    answer = signed_in(stranger.user).get(PEOPLE, {"q": "niamh"})
    assert answer.status_code == 404
