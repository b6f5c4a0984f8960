"""Profiles: editing, visibility of each field, pictures."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail import hooks

from accounts.models import Profile
from accounts.models.profile import PROFILE_FIELDS
from tests import factories as make
from tests.accounts.conftest import emails_to, is_signed_in, sign_in
from tests.library.image_samples import SECRET, png_bomb, secret_jpeg

FILLED = {
    "name": "Tom Achebe",
    "role": "Patient safety manager",
    "organisation": "A trust",
    "country": "GB",
    "region": "wales",
    "about": "Medicines.\nNights.",
}
EVERYBODY = {f"{part}_visibility": "networks" for part in PROFILE_FIELDS}
NOBODY = {f"{part}_visibility": "nobody" for part in PROFILE_FIELDS}


@pytest.fixture
def network(people):
    """Create a network of which the member and the editor are members."""
    members = {people.member.pk, people.editor.pk}
    with hooks.register_temporarily(
        "users_share_network", lambda viewer, owner: {viewer.pk, owner.pk} <= members
    ):
        yield


def uploaded_picture(kind: str = "PNG", size: tuple[int, int] = (900, 600)) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGBA", size, "teal").convert("RGB").save(file, kind)
    return SimpleUploadedFile(f"me.{kind.lower()}", file.getvalue())


def submit_profile(client: Client, **fields: object) -> object:
    """Submit the profile form."""
    return client.post("/account/profile/", FILLED | NOBODY | fields)


def picture_of(user: object) -> str:
    return f"/account/people/{user.pk}/picture/"


def test_a_new_profile_has_the_name_of_the_user(people):
    page = sign_in(people.member.email).get("/account/profile/")
    assert page.context["form"].instance.name == "Tom"


def test_profile_fields_are_saved(people):
    response = submit_profile(sign_in(people.member.email))
    assert response.url == "/account/"
    profile = Profile.objects.get(user=people.member)
    assert profile.filled_fields == FILLED | {"country": "United Kingdom", "region": "Wales"}


def test_a_display_name_is_the_name_in_the_menu_and_in_emails(people):
    client = sign_in(people.member.email)
    page = client.get("/account/profile/").content.decode()
    assert "Display name" in page
    assert "Everyone sees this name with what you write in public discussions" in page
    submit_profile(client, name="Lark")
    assert "<summary>Lark</summary>" in client.get("/account/").content.decode()
    Client().post("/account/sign-in/code/", {"email": people.member.email})
    assert emails_to(people.member.email)[-1].text.startswith("Hello Lark,")
    client.post("/account/address/", {"email": "new@hub.example", "action_add": "yes"})
    assert emails_to("new@hub.example")[-1].text.startswith("Hello,")


@pytest.mark.parametrize("field", ["about", "role", "organisation"])
def test_patient_identifiers_are_refused_beside_the_field_and_kept(people, field):
    client = sign_in(people.member.email)
    response = submit_profile(client, **{field: "Ask me about 943 476 5919"})
    assert response.context["form"].errors.keys() == {field}
    assert "Ask me about 943 476 5919" in response.content.decode()
    profile = Profile.objects.filter(user=people.member).first()
    assert not (profile and getattr(profile, field))


def test_each_field_has_its_own_visibility(people, network):
    client = sign_in(people.member.email)
    submit_profile(client, new_picture=uploaded_picture())
    for part in PROFILE_FIELDS:
        submit_profile(client, **{f"{part}_visibility": "networks"})
        profile = Profile.objects.get(user=people.member)
        assert set(profile.visible_fields(people.editor)) == {part}
        assert set(profile.visible_fields(people.member)) == set(PROFILE_FIELDS)


def test_profiles_are_invisible_outside_shared_networks(people, network):
    from django.contrib.auth.models import AnonymousUser

    submit_profile(sign_in(people.member.email), new_picture=uploaded_picture(), **EVERYBODY)
    profile = Profile.objects.get(user=people.member)
    for viewer in (make.make_user("other@hub.example"), people.admin, AnonymousUser()):
        assert profile.visible_fields(viewer) == {}


def test_only_the_name_is_visible_by_default(people, network):
    Profile.objects.create(user=people.member, **FILLED)
    assert set(people.member.profile.visible_fields(people.editor)) == {"name"}


def test_a_picture_is_served_only_to_users_to_whom_it_is_visible(people, network):
    own = sign_in(people.member.email)
    submit_profile(own, new_picture=uploaded_picture(), picture_visibility="networks")
    address = picture_of(people.member)
    response = sign_in(people.editor.email).get(address)
    with Image.open(BytesIO(b"".join(response.streaming_content))) as visible:
        assert (visible.format, visible.size) == ("JPEG", (480, 480))
    assert "no-store" in response["Cache-Control"]
    stranger = sign_in(make.make_user("other@hub.example").email)
    for client in (stranger, Client()):
        assert client.get(address).status_code == 404
        assert client.get("/account/people/99999/picture/").status_code == 404

    submit_profile(own, picture_visibility="nobody")
    assert sign_in(people.editor.email).get(address).status_code == 404


def test_the_picture_file_has_no_public_url(people):
    submit_profile(sign_in(people.member.email), new_picture=uploaded_picture())
    name = people.member.profile.picture.name
    for address in (f"/media/{name}", f"/media/images/../{name}", f"/media/images/%2e%2e/{name}"):
        assert Client().get(address).status_code in {400, 404}


def test_profile_pictures_have_no_metadata(people):
    upload = SimpleUploadedFile("me.jpg", secret_jpeg())
    submit_profile(sign_in(people.member.email), new_picture=upload)
    assert SECRET not in people.member.profile.picture.read()


def test_a_missing_picture_file_responds_with_404(people):
    client = sign_in(people.member.email)
    submit_profile(client, new_picture=uploaded_picture())
    picture = people.member.profile.picture
    picture.storage.delete(picture.name)
    assert client.get(picture_of(people.member)).status_code == 404


def test_replaced_and_removed_picture_files_are_deleted(people, django_capture_on_commit_callbacks):
    client = sign_in(people.member.email)
    submit_profile(client, new_picture=uploaded_picture())
    storage, first = people.member.profile.picture.storage, people.member.profile.picture.name
    with django_capture_on_commit_callbacks(execute=True):
        submit_profile(client, new_picture=uploaded_picture("JPEG"))
    second = Profile.objects.get().picture.name
    assert not storage.exists(first)
    assert storage.exists(second)
    with django_capture_on_commit_callbacks(execute=True):
        submit_profile(client, remove_picture="on")
    assert not storage.exists(second)
    assert Profile.objects.get().picture == ""


def test_non_image_file_is_a_field_error(people):
    client = sign_in(people.member.email)
    for upload in (
        SimpleUploadedFile("words.png", b"no picture at all"),
        SimpleUploadedFile("script.svg", b"<svg onload='alert(1)'/>"),
        SimpleUploadedFile("empty.jpg", b""),
        SimpleUploadedFile("huge.png", png_bomb()),
    ):
        response = submit_profile(client, new_picture=upload)
        assert list(response.context["form"].errors) == ["new_picture"], upload.name
        assert response.context["form"]["role"].value() == FILLED["role"]


def test_invalid_input_is_an_error_at_its_field(people):
    client = sign_in(people.member.email)
    for typed in (
        {"name": "", "country": "XX", "about": "x" * 2001, "name_visibility": "everybody"},
        {"region": "mars", "name": "\u200b\x00"},
    ):
        response = submit_profile(client, **typed)
        assert response.context["form"].errors.keys() == typed.keys()


def test_signing_out_elsewhere_keeps_the_current_session(people):
    client, other_client = sign_in(people.member.email), sign_in(people.member.email)
    client.post("/account/sign-out/elsewhere/")
    assert is_signed_in(client)
    assert not is_signed_in(other_client)


def test_anonymous_users_are_redirected_to_sign_in(db):
    for path in ("", "profile/", "address/", "password/", "second-step/"):
        assert Client().get(f"/account/{path}").url.startswith("/account/sign-in/?next=/account/")
