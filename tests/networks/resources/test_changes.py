"""Permission to change and remove resources, optimistic locking, and purging."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Profile
from networks.memberships.services import end_membership
from networks.models import Resource
from networks.resources.services import purge_removed_resources
from tests.clients import signed_in
from tests.networks.space_client import (
    RESOURCE_LIST_URL,
    SPACE_URL,
    add_resource,
    listed_titles,
    response_text,
    stored_files,
    submit_form,
)

pytestmark = pytest.mark.django_db


def test_members_change_own_resources_and_organisers_all(ann_client, ben_client, organiser_client):
    url = add_resource(ann_client, tags="old").get_absolute_url()
    for form_url in ("change/", "new-version/", "remove/", "put-back/"):
        assert ben_client.post(url + form_url, {"title": "Mine"}).status_code == 404
    assert f"{url}change/" not in response_text(ben_client.get(url))
    for number, client in enumerate((ann_client, organiser_client)):
        response = submit_form(client, f"{url}change/", title=f"Better {number}", tags="new")
        assert response.status_code == 302
        resource = Resource.objects.get()
        assert resource.title == f"Better {number}"
        assert [tag.name for tag in resource.tags.all()] == ["new"]


def test_resource_shows_visible_name_of_the_member_who_added_it(ann_client, ben_client, ann):
    url = add_resource(ann_client).get_absolute_url()
    profile = Profile.objects.create(user=ann.user, name="Ann Achebe")
    assert "Added by Ann Achebe" in response_text(ben_client.get(url))
    Profile.objects.filter(pk=profile.pk).update(name_visibility="nobody")
    assert "Achebe" not in response_text(ben_client.get(url))


@pytest.mark.parametrize(
    "text", ["For 943 476 5919", "Born 12/03/1956, like others", "Hospital number: AB123456"]
)
def test_patient_identifiers_are_rejected_in_space_forms(organiser_client, text):
    for form_url, field, fields in (
        ("resources/add/", "description", {"title": "A card", "link": "https://a.example/"}),
        ("run/welcome/", "welcome", {}),
        ("run/messages/write/", "text", {"subject": "News"}),
    ):
        response = submit_form(
            organiser_client, f"{SPACE_URL}{form_url}", **{field: text}, **fields
        )
        assert response.status_code == 422, form_url
        assert field in response.context["form"].errors, form_url
        assert text in response_text(response)
    assert (
        submit_form(
            organiser_client, f"{SPACE_URL}run/welcome/", welcome="Ring 020 7946 0000."
        ).status_code
        == 302
    )


def test_second_member_is_warned_before_overwriting_resource(ann_client, organiser_client):
    url = add_resource(ann_client, tags="old").get_absolute_url() + "change/"
    expected_version = ann_client.get(url).context["form"]["expected_version"].value()
    for _ in range(2):  # sent again, it is no other's
        data = {"title": "Hers", "tags": "b, a", "expected_version": expected_version}
        assert ann_client.post(url, data).status_code == 302
    response = organiser_client.post(
        url, {"title": "Theirs", "tags": "old", "expected_version": expected_version}
    )
    assert response.status_code == 422
    assert "Another person changed this while" in response_text(response)
    resource = Resource.objects.get()
    assert resource.title == "Hers"
    assert {tag.name for tag in resource.tags.all()} == {"a", "b"}
    over = {
        "title": "Theirs",
        "tags": "old",
        "expected_version": response.context["form"]["expected_version"].value(),
    }
    assert organiser_client.post(url, over).status_code == 302
    assert Resource.objects.get().title == "Theirs"


def test_removed_resource_is_hidden_and_can_be_restored(ann_client, ben_client, organiser_client):
    resource = add_resource(ann_client)
    url = resource.get_absolute_url()
    assert "Remove resource" in response_text(ann_client.get(f"{url}remove/"))
    submit_form(ann_client, f"{url}remove/")
    assert (
        listed_titles(ben_client.get(RESOURCE_LIST_URL))
        == listed_titles(ann_client.get(RESOURCE_LIST_URL))
        == []
    )
    for gone in (url, f"{url}versions/1/"):
        assert ben_client.get(gone).status_code == 404
    assert "This resource was removed" in response_text(organiser_client.get(url))
    organiser_client.post(f"{url}put-back/")
    assert listed_titles(ben_client.get(RESOURCE_LIST_URL)) == ["Checklist"]


def test_removed_resource_is_purged_with_its_files(ann_client, django_capture_on_commit_callbacks):
    resource = add_resource(ann_client)
    submit_form(ann_client, f"{resource.get_absolute_url()}remove/")
    assert purge_removed_resources() == 0
    Resource.objects.update(removed_at=timezone.now() - timedelta(days=31))
    assert len(stored_files()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_removed_resources() == 1
    assert not Resource.objects.exists()
    assert stored_files() == []


def test_former_member_cannot_change_resources(ann_client, ann):
    url = add_resource(ann_client).get_absolute_url()
    end_membership(ann)
    again = signed_in(ann.user)
    for form_url in ("", "change/", "remove/", "versions/1/"):
        assert again.get(url + form_url).status_code == 404


def test_resource_is_not_found_under_another_network(ann_client, other_organiser):
    resource = add_resource(ann_client)
    client = signed_in(other_organiser.user)
    for form_url in ("", "change/", "remove/", "versions/1/"):
        assert (
            client.get(f"/networks/nnn/space/resources/{resource.pk}/{form_url}").status_code == 404
        )
