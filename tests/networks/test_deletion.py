"""Networks and join forms in use are not deleted; files are deleted with their record."""

from pathlib import PurePath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.roles import EDITOR
from networks.models import JoinForm, JoinRequest, Network, ResourceVersion
from tests import factories as make

FORM, NETWORK = "/admin/snippets/networks/joinform/", "/admin/snippets/networks/network/"
BULK_DELETE_URL = "/admin/bulk/networks/{}/delete/?id={}"


@pytest.fixture
def join_request(networks) -> JoinRequest:
    """A request to join the network."""
    return JoinRequest.objects.create(
        form=networks.form, network=networks.ours, name="Jo", expires_on=timezone.localdate()
    )


def test_editor_cannot_delete_networks_or_forms(networks, as_user):
    client = as_user(make.make_user("editor@hub.example", EDITOR))
    client.post(f"{FORM}delete/{networks.form.pk}/")
    client.post(f"{NETWORK}delete/{networks.other.pk}/")
    client.post(BULK_DELETE_URL.format("network", networks.other.pk))
    assert JoinForm.objects.count() == 1
    assert Network.objects.count() == 2


def test_administrator_is_advised_to_unpublish_records_in_use(networks, join_request, as_user):
    client = as_user(make.make_admin())
    for url in (
        f"{FORM}delete/{networks.form.pk}/",
        f"{NETWORK}delete/{networks.ours.pk}/",
        BULK_DELETE_URL.format("joinform", networks.form.pk),
        BULK_DELETE_URL.format("network", networks.ours.pk),
    ):
        assert "Unpublish it instead" in client.post(url, follow=True).content.decode(), url
    for url in (f"{FORM}delete/{networks.form.pk}/", f"{NETWORK}delete/{networks.ours.pk}/"):
        assert "Unpublish it instead" in client.get(url, follow=True).content.decode(), url
    assert JoinRequest.objects.filter(pk=join_request.pk, network=networks.ours).exists()


def test_administrator_deletes_unused_network(networks, as_user):
    unused = Network.objects.create(name="Unused", slug="unused", joining_policy="closed")
    as_user(make.make_admin()).post(f"{NETWORK}delete/{unused.pk}/")
    assert not Network.objects.filter(pk=unused.pk).exists()


def test_network_with_related_records_is_protected(networks):
    with pytest.raises(ProtectedError):
        networks.ours.delete()


def test_file_is_deleted_with_its_resource_version(
    networks, as_user, django_capture_on_commit_callbacks
):
    file = SimpleUploadedFile("notes.txt", b"What we learned.")
    form_data = {"title": "Notes", "description": "", "link": "", "tags": "", "file": file}
    as_user(networks.member).post("/networks/psmn/space/resources/add/", form_data)
    version = ResourceVersion.objects.get()
    storage, name = version.file.storage, version.file.name
    assert PurePath(name).suffix == ".txt"
    with django_capture_on_commit_callbacks(execute=True):
        ResourceVersion.objects.all().delete()
        assert storage.exists(name)
    assert not storage.exists(name)
