"""Adding, searching and downloading resources; validation of uploaded files."""

from collections.abc import Iterable
from io import BytesIO

import pytest
from PIL import Image

from networks.models import Resource, ResourceVersion
from tests.networks.resources.upload_samples import (
    MISLABELLED_UPLOADS,
    REFUSED_NAMES,
    VALID_UPLOADS,
)
from tests.networks.space_client import (
    PDF,
    RESOURCE_ADD_URL,
    RESOURCE_LIST_URL,
    add_resource,
    listed_titles,
    response_text,
    stored_files,
    submit_form,
    uploaded_file,
)
from tests.pdf_samples import make_pdf

pytestmark = pytest.mark.django_db


def first_and_soak(names: Iterable[str]) -> list:
    """Return the cases of a test that submits the form: the first one, the others as soak tests.

    `test_uploads` validates a file of every name.
    """
    first, *others = names
    return [first, *(pytest.param(name, marks=pytest.mark.soak) for name in others)]


# --- Adding --------------------------------------------------------------------------------------


def test_member_finds_and_downloads_resource_of_another(ann_client, ben_client):
    add_resource(
        ann_client, "Falls checklist", description="For night shifts", tags="Falls, Night ,falls"
    )
    add_resource(ann_client, "Other")
    for query in ("falls", "night CHECKLIST", "checklist.pdf falls", "shifts fall"):
        assert listed_titles(ben_client.get(RESOURCE_LIST_URL, {"q": query})) == [
            "Falls checklist"
        ], query
    assert listed_titles(ben_client.get(RESOURCE_LIST_URL, {"tag": "night"})) == ["Falls checklist"]
    page = ben_client.get(Resource.objects.get(title="Falls checklist").get_absolute_url())
    saved = ben_client.get(page.context["latest"].get_absolute_url())
    assert b"".join(saved.streaming_content) == PDF


def test_search_matches_every_word_literally(ann_client):
    add_resource(ann_client, "100% of falls", tags="a_b")
    add_resource(ann_client, "1000 falls", tags="axb")
    assert listed_titles(ann_client.get(RESOURCE_LIST_URL, {"q": "100% falls"})) == [
        "100% of falls"
    ]
    assert listed_titles(ann_client.get(RESOURCE_LIST_URL, {"q": "a_b"})) == ["100% of falls"]
    assert listed_titles(ann_client.get(RESOURCE_LIST_URL, {"q": "falls \\"})) == []
    assert "No resources match your search" in response_text(
        ann_client.get(RESOURCE_LIST_URL, {"q": "falls giraffe"})
    )


def test_unusual_query_gets_a_list(ann_client, psmn):
    Resource.objects.create(network=psmn, title="Checklist")
    for query in (
        "q=%00", "q=" + "x" * 500, "page=x", "page=-1", "page=99", "tag=none", "q=%"
    ):  # fmt: skip
        assert ann_client.get(f"{RESOURCE_LIST_URL}?{query}").status_code == 200, query


def test_member_adds_a_link(ann_client):
    resource = add_resource(ann_client, "Guidance", link="england.nhs.uk/falls")
    assert resource.link == "https://england.nhs.uk/falls"
    assert 'rel="noopener noreferrer"' in response_text(ann_client.get(resource.get_absolute_url()))


@pytest.mark.parametrize(
    ("data", "where", "text"),
    [
        ({}, "file", "Choose a file or enter a link."),
        ({"file": uploaded_file(), "link": "https://a.example/"}, "file", "not both"),
        ({"link": "javascript:alert(1)"}, "link", "Enter a web address"),
        ({"file": uploaded_file("empty.pdf", b"")}, "file", "empty"),
        ({"title": " ", "link": "https://a.example/"}, "title", "Enter the title."),
        (
            {"link": "https://a.example/", "tags": ",".join("abcdefghijk")},
            "tags",
            "no more than 10",
        ),
        ({"link": "https://a.example/", "tags": "x" * 41}, "tags", "is too long. Each tag"),
    ],
)
def test_invalid_resource_shows_field_error_and_keeps_input(ann_client, data, where, text):
    response = submit_form(
        ann_client, RESOURCE_ADD_URL, **{"title": "Title", "description": "My words", **data}
    )
    assert response.status_code == 422
    assert text in " ".join(response.context["form"].errors[where])
    assert "My words" in response_text(response)
    assert not Resource.objects.exists()


@pytest.mark.parametrize("name", first_and_soak(VALID_UPLOADS))
def test_allowed_file_types_are_accepted(ann_client, name):
    file = uploaded_file(name, VALID_UPLOADS[name])
    resource = add_resource(ann_client, file=file, keep_details="on")
    version = resource.versions.get()
    assert version.name.lower() == name.lower()
    assert version.size == version.file.size


@pytest.mark.parametrize("name", first_and_soak(MISLABELLED_UPLOADS))
def test_file_with_mismatching_content_is_rejected(ann_client, name):
    response = submit_form(
        ann_client,
        RESOURCE_ADD_URL,
        title="Title",
        file=uploaded_file(name, MISLABELLED_UPLOADS[name]),
    )
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert "choose it again" in response_text(response)
    assert not Resource.objects.exists()


@pytest.mark.parametrize("name", first_and_soak(REFUSED_NAMES))
def test_other_file_types_are_rejected(ann_client, name):
    response = submit_form(
        ann_client, RESOURCE_ADD_URL, title="Title", file=uploaded_file(name, b"<html>")
    )
    assert "You cannot upload this type of file" in str(response.context["form"].errors["file"])


def test_too_large_file_is_rejected(ann_client, settings):
    settings.HUB_UPLOAD_BYTES = 100
    response = submit_form(
        ann_client, RESOURCE_ADD_URL, title="Title", file=uploaded_file(content=PDF + b" " * 100)
    )
    assert "Make it smaller" in str(response.context["form"].errors["file"])


def test_image_metadata_is_removed(ann_client):
    assert b"CANARY" in VALID_UPLOADS["ward.JPG"]
    version = add_resource(
        ann_client, file=uploaded_file("ward.JPG", VALID_UPLOADS["ward.JPG"])
    ).versions.get()
    expected = version.file.read()
    assert b"CANARY" not in expected
    assert Image.open(BytesIO(expected)).size == (20, 10)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ann\\plan.PDF", "plan.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("Prüfliste „neu“ 漢字.pdf", "Prüfliste „neu“ 漢字.pdf"),
        ("漢" * 250 + ".pdf", "漢" * 116 + ".pdf"),
        ("a:b?.pdf", "a b.pdf"),
    ],
)
def test_file_names_are_cleaned_and_used_for_download(ann_client, name, expected):
    file = uploaded_file()
    file._name = name  # as a browser submits it; SimpleUploadedFile would clean the name
    resource = add_resource(ann_client, file=file)
    version = resource.versions.get()
    assert version.name.replace(" ", "") == expected.replace(" ", "")
    response = ann_client.get(version.get_absolute_url())
    assert response["Content-Disposition"].startswith("attachment")
    assert version.name not in version.file.name


def test_repeated_submission_uploads_once_and_correction_is_kept(ann_client):
    token = ann_client.get(RESOURCE_ADD_URL).context["form_token"]
    for content in (PDF, PDF, make_pdf("better")):
        data = {"title": "Plan", "form_token": token, "file": uploaded_file(content=content)}
        assert ann_client.post(RESOURCE_ADD_URL, data).status_code == 302
    assert Resource.objects.count() == ResourceVersion.objects.count() == 2
    assert len(stored_files()) == 2


@pytest.mark.parametrize("token", ["", "forged:1abc:x", "\0"])
def test_form_without_valid_token_is_accepted(ann_client, token):
    data = {"title": "Plan", "form_token": token, "link": "https://a.example/"}
    assert ann_client.post(RESOURCE_ADD_URL, data).status_code == 302


# --- Versions ------------------------------------------------------------------------------------


def test_new_version_is_listed_first_and_earlier_ones_stay(ann_client, ben_client):
    resource = add_resource(ann_client)
    renew = f"{resource.get_absolute_url()}new-version/"
    token = ann_client.get(renew).context["form_token"]
    for _ in range(2):
        data = {
            "form_token": token,
            "note": "Shorter",
            "file": uploaded_file("Second.pdf", make_pdf("2")),
        }
        ann_client.post(renew, data)
    assert [version.number for version in resource.versions.all()] == [2, 1]
    page = response_text(ben_client.get(resource.get_absolute_url()))
    assert "Shorter" in page
    assert "Version 1: Checklist.pdf" in page
    for number, content in ((1, PDF), (2, make_pdf("2"))):
        saved = ben_client.get(f"{resource.get_absolute_url()}versions/{number}/")
        assert b"".join(saved.streaming_content) == content
    assert ben_client.get(f"{resource.get_absolute_url()}versions/3/").status_code == 404
    assert listed_titles(ben_client.get(RESOURCE_LIST_URL, {"q": "second"})) == ["Checklist"]


def test_version_requires_a_note(ann_client):
    resource = add_resource(ann_client)
    response = submit_form(
        ann_client, f"{resource.get_absolute_url()}new-version/", file=uploaded_file(), note=""
    )
    assert response.status_code == 422


# --- The file ------------------------------------------------------------------------------------


def test_file_is_served_whole_and_uncached(ann_client):
    url = f"{add_resource(ann_client).get_absolute_url()}versions/1/"
    for response in (ann_client.get(url), ann_client.head(url)):
        assert response.status_code == 200
        assert response["Content-Length"] == str(len(PDF))
        assert response["Content-Disposition"] == 'attachment; filename="Checklist.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"
        assert not response.has_header("ETag")
    assert ann_client.get(url, headers={"Range": "bytes=0-3"}).status_code == 200


def test_missing_file_gets_404(ann_client):
    resource = add_resource(ann_client)
    resource.versions.get().file.delete(save=False)
    assert ann_client.get(f"{resource.get_absolute_url()}versions/1/").status_code == 404


def test_files_are_stored_outside_media_root(ann_client, settings):
    version = add_resource(ann_client).versions.get()
    assert not version.file.path.startswith(str(settings.MEDIA_ROOT) + "/")
    assert ann_client.get(f"/media/{version.file.name}").status_code == 404
    assert ann_client.get(f"/media/images/../{version.file.name}").status_code in {400, 404}


# --- As many as there are ------------------------------------------------------------------------


def test_resource_list_query_count_is_constant(ann_client, psmn, django_assert_max_num_queries):
    numbers = []
    for count in (1, 1, 3):  # the first request fills the fragment cache
        for number in range(count):
            results = Resource.objects.create(network=psmn, title=f"Resource {number}")
            results.tags.create(name=f"tag {number}")
        # user and membership (3), tags to filter by, count, list, tags of the list,
        # and the page's frame (3)
        with django_assert_max_num_queries(13) as captured:
            ann_client.get(RESOURCE_LIST_URL)
        numbers.append(len(captured))
    assert numbers[1] == numbers[2]
