"""Who may change and remove what members share, and what becomes of it then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Profile
from networks.memberships.services import end_membership
from networks.models import Resource
from networks.resources.services import purge_removed_resources
from tests.networks.space.conftest import (
    RESOURCE_LIST_URL,
    SPACE_URL,
    add_resource,
    listed_titles,
    response_text,
    signed_in,
    stored_files,
    submit_form,
)

pytestmark = pytest.mark.django_db


def test_one_changes_ones_own_and_the_organisers_all(by_ann, by_ben, by_lead):
    address = add_resource(by_ann, tags="old").get_absolute_url()
    for way in ("change/", "new-version/", "remove/", "put-back/"):
        assert by_ben.post(address + way, {"title": "Mine"}).status_code == 404
    assert f"{address}change/" not in response_text(by_ben.get(address))
    for number, client in enumerate((by_ann, by_lead)):
        answer = submit_form(client, f"{address}change/", title=f"Better {number}", tags="new")
        assert answer.status_code == 302
        resource = Resource.objects.get()
        assert resource.title == f"Better {number}"
        assert [tag.name for tag in resource.tags.all()] == ["new"]


def test_a_resource_says_who_added_it_to_members_whom_they_show_their_name(by_ann, by_ben, ann):
    address = add_resource(by_ann).get_absolute_url()
    profile = Profile.objects.create(user=ann.user, name="Ann Achebe")
    assert "Added by Ann Achebe" in response_text(by_ben.get(address))
    Profile.objects.filter(pk=profile.pk).update(name_seen_by="nobody")
    assert "Achebe" not in response_text(by_ben.get(address))


@pytest.mark.parametrize(
    "words", ["For 943 476 5919", "Born 12/03/1956, like others", "Hospital number: AB123456"]
)
def test_what_leads_to_a_patient_is_refused_in_the_room_too(by_lead, words):
    for way, field, rest in (
        ("resources/add/", "description", {"title": "A card", "link": "https://a.example/"}),
        ("run/welcome/", "welcome", {}),
        ("run/messages/write/", "text", {"subject": "News"}),
    ):
        answer = submit_form(by_lead, f"{SPACE_URL}{way}", **{field: words}, **rest)
        assert answer.status_code == 422, way
        assert field in answer.context["form"].errors, way
        assert words in response_text(answer)
    assert (
        submit_form(by_lead, f"{SPACE_URL}run/welcome/", welcome="Ring 020 7946 0000.").status_code
        == 302
    )


def test_the_second_of_two_who_change_a_resource_is_told_of_the_first(by_ann, by_lead):
    address = add_resource(by_ann, tags="old").get_absolute_url() + "change/"
    seen = by_ann.get(address).context["form"]["seen"].value()
    for _ in range(2):  # sent again, it is no other's
        said = {"title": "Hers", "tags": "b, a", "seen": seen}
        assert by_ann.post(address, said).status_code == 302
    late = by_lead.post(address, {"title": "Theirs", "tags": "old", "seen": seen})
    assert late.status_code == 422
    assert "Somebody else changed this while" in response_text(late)
    resource = Resource.objects.get()
    assert resource.title == "Hers"
    assert {tag.name for tag in resource.tags.all()} == {"a", "b"}
    over = {"title": "Theirs", "tags": "old", "seen": late.context["form"]["seen"].value()}
    assert by_lead.post(address, over).status_code == 302
    assert Resource.objects.get().title == "Theirs"


def test_what_was_removed_is_gone_for_all_but_can_be_put_back(by_ann, by_ben, by_lead):
    resource = add_resource(by_ann)
    address = resource.get_absolute_url()
    assert "Remove this" in response_text(by_ann.get(f"{address}remove/"))
    submit_form(by_ann, f"{address}remove/")
    assert (
        listed_titles(by_ben.get(RESOURCE_LIST_URL))
        == listed_titles(by_ann.get(RESOURCE_LIST_URL))
        == []
    )
    for gone in (address, f"{address}versions/1/"):
        assert by_ben.get(gone).status_code == 404
    assert "This was removed" in response_text(by_lead.get(address))
    by_lead.post(f"{address}put-back/")
    assert listed_titles(by_ben.get(RESOURCE_LIST_URL)) == ["Checklist"]


def test_what_was_removed_is_deleted_in_time_with_its_files(
    by_ann, django_capture_on_commit_callbacks
):
    resource = add_resource(by_ann)
    submit_form(by_ann, f"{resource.get_absolute_url()}remove/")
    assert purge_removed_resources() == 0
    Resource.objects.update(removed_at=timezone.now() - timedelta(days=31))
    assert len(stored_files()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_removed_resources() == 1
    assert not Resource.objects.exists()
    assert stored_files() == []


def test_whoever_left_changes_nothing_any_more(by_ann, ann):
    address = add_resource(by_ann).get_absolute_url()
    end_membership(ann)
    again = signed_in(ann.user)
    for way in ("", "change/", "remove/", "versions/1/"):
        assert again.get(address + way).status_code == 404


def test_a_resource_of_another_network_is_not_found_through_ones_own(by_ann, stranger):
    resource = add_resource(by_ann)
    client = signed_in(stranger.user)
    for way in ("", "change/", "remove/", "versions/1/"):
        assert client.get(f"/networks/nnn/space/resources/{resource.pk}/{way}").status_code == 404
