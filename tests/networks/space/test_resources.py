"""What members share: found by its words, kept once, and taken only if it is what it says."""

from io import BytesIO

import pytest
from PIL import Image

from networks.models import Resource, ResourceVersion
from tests.networks.space.conftest import (
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
from tests.networks.space.upload_samples import MISLABELLED_UPLOADS, REFUSED_NAMES, VALID_UPLOADS

pytestmark = pytest.mark.django_db


# --- Adding --------------------------------------------------------------------------------------


def test_what_one_member_adds_another_finds_by_its_words_and_saves(by_ann, by_ben):
    add_resource(
        by_ann, "Falls checklist", description="For night shifts", tags="Falls, Night ,falls"
    )
    add_resource(by_ann, "Other")
    for query in ("falls", "night CHECKLIST", "checklist.pdf falls", "shifts fall"):
        assert listed_titles(by_ben.get(RESOURCE_LIST_URL, {"q": query})) == ["Falls checklist"], (
            query
        )
    assert listed_titles(by_ben.get(RESOURCE_LIST_URL, {"tag": "night"})) == ["Falls checklist"]
    page = by_ben.get(Resource.objects.get(title="Falls checklist").get_absolute_url())
    saved = by_ben.get(page.context["newest"].get_absolute_url())
    assert b"".join(saved.streaming_content) == PDF


def test_every_word_has_to_stand_somewhere_and_signs_mean_themselves(by_ann):
    add_resource(by_ann, "100% of falls", tags="a_b")
    add_resource(by_ann, "1000 falls", tags="axb")
    assert listed_titles(by_ann.get(RESOURCE_LIST_URL, {"q": "100% falls"})) == ["100% of falls"]
    assert listed_titles(by_ann.get(RESOURCE_LIST_URL, {"q": "a_b"})) == ["100% of falls"]
    assert listed_titles(by_ann.get(RESOURCE_LIST_URL, {"q": "falls \\"})) == []
    assert "Nothing fits" in response_text(by_ann.get(RESOURCE_LIST_URL, {"q": "falls giraffe"}))


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=" + "x" * 500, "?page=x", "?page=-1", "?page=99", "?tag=none", "?q=%"]
)
def test_odd_questions_get_a_list(by_ann, query):
    add_resource(by_ann)
    assert by_ann.get(RESOURCE_LIST_URL + query).status_code == 200


def test_a_link_is_shared_too(by_ann):
    resource = add_resource(by_ann, "Guidance", link="england.nhs.uk/falls")
    assert resource.link == "https://england.nhs.uk/falls"
    assert 'rel="noopener noreferrer"' in response_text(by_ann.get(resource.get_absolute_url()))


@pytest.mark.parametrize(
    ("said", "where", "words"),
    [
        ({}, "file", "one of the two"),
        ({"file": uploaded_file(), "link": "https://a.example/"}, "file", "one of the two"),
        ({"link": "javascript:alert(1)"}, "link", "valid URL"),
        ({"file": uploaded_file("empty.pdf", b"")}, "file", "empty"),
        ({"title": " ", "link": "https://a.example/"}, "title", "required"),
        ({"link": "https://a.example/", "tags": ",".join("abcdefghijk")}, "tags", "10 is the most"),
        ({"link": "https://a.example/", "tags": "x" * 41}, "tags", "too long for a tag"),
        ({"link": "https://a.example/", "title": "a\0b"}, "title", "Null characters"),
        ({"link": "https://a.example/", "tags": "a\0b"}, "tags", "Null characters"),
    ],
)
def test_an_error_stands_beside_its_field_and_what_was_typed_stays(by_ann, said, where, words):
    answer = submit_form(
        by_ann, RESOURCE_ADD_URL, **{"title": "Title", "description": "My words", **said}
    )
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[where])
    assert "My words" in response_text(answer)
    assert not Resource.objects.exists()


@pytest.mark.parametrize("name", VALID_UPLOADS)
def test_every_kind_on_the_list_is_taken(by_ann, name):
    resource = add_resource(by_ann, file=uploaded_file(name, VALID_UPLOADS[name]))
    version = resource.versions.get()
    assert version.name.lower() == name.lower()
    assert version.size == version.file.size


@pytest.mark.parametrize("name", MISLABELLED_UPLOADS)
def test_a_file_that_is_not_what_its_name_says_is_not_taken(by_ann, name):
    answer = submit_form(
        by_ann, RESOURCE_ADD_URL, title="Title", file=uploaded_file(name, MISLABELLED_UPLOADS[name])
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert "choose it again" in response_text(answer)
    assert not Resource.objects.exists()


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_files_of_other_kinds_are_not_taken(by_ann, name):
    answer = submit_form(
        by_ann, RESOURCE_ADD_URL, title="Title", file=uploaded_file(name, b"<html>")
    )
    assert "Files of this kind cannot be taken" in str(answer.context["form"].errors["file"])


def test_a_file_that_is_too_large_is_not_taken(by_ann, settings):
    settings.HUB_UPLOAD_BYTES = 100
    answer = submit_form(
        by_ann, RESOURCE_ADD_URL, title="Title", file=uploaded_file(content=PDF + b" " * 100)
    )
    assert "Make it smaller" in str(answer.context["form"].errors["file"])


def test_a_picture_loses_what_it_says_about_place_and_camera(by_ann):
    assert b"CANARY" in VALID_UPLOADS["ward.JPG"]
    version = add_resource(
        by_ann, file=uploaded_file("ward.JPG", VALID_UPLOADS["ward.JPG"])
    ).versions.get()
    kept = version.file.read()
    assert b"CANARY" not in kept
    assert Image.open(BytesIO(kept)).size == (20, 10)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ann\\plan.PDF", "plan.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("Prüfliste „neu“ 漢字.pdf", "Prüfliste „neu“ 漢字.pdf"),
        ("漢" * 250 + ".pdf", "漢" * 116 + ".pdf"),
        ("a:b?.pdf", "a b.pdf"),
    ],
)
def test_names_are_cleaned_and_given_back(by_ann, name, kept):
    file = uploaded_file()
    file._name = name  # as a browser sends it, past what the test's own file object strips
    resource = add_resource(by_ann, file=file)
    version = resource.versions.get()
    assert version.name.replace(" ", "") == kept.replace(" ", "")
    answer = by_ann.get(version.get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment")
    assert version.name not in version.file.name


def test_two_presses_upload_once_and_a_correction_is_not_lost(by_ann):
    shown = by_ann.get(RESOURCE_ADD_URL).context["showing"]
    for content in (PDF, PDF, PDF + b"%better"):
        said = {"title": "Plan", "showing": shown, "file": uploaded_file(content=content)}
        assert by_ann.post(RESOURCE_ADD_URL, said).status_code == 302
    assert Resource.objects.count() == ResourceVersion.objects.count() == 2
    assert len(stored_files()) == 2


@pytest.mark.parametrize("token", ["", "forged:1abc:x", "\0"])
def test_a_form_without_its_token_is_taken_all_the_same(by_ann, token):
    said = {"title": "Plan", "showing": token, "link": "https://a.example/"}
    assert by_ann.post(RESOURCE_ADD_URL, said).status_code == 302


# --- Versions ------------------------------------------------------------------------------------


def test_a_new_version_comes_first_and_the_earlier_ones_stay(by_ann, by_ben):
    resource = add_resource(by_ann)
    renew = f"{resource.get_absolute_url()}new-version/"
    shown = by_ann.get(renew).context["showing"]
    for _ in range(2):
        said = {
            "showing": shown,
            "note": "Shorter",
            "file": uploaded_file("Second.pdf", PDF + b"2"),
        }
        by_ann.post(renew, said)
    assert [version.number for version in resource.versions.all()] == [2, 1]
    page = response_text(by_ben.get(resource.get_absolute_url()))
    assert "Shorter" in page
    assert "Version 1: Checklist.pdf" in page
    for number, content in ((1, PDF), (2, PDF + b"2")):
        saved = by_ben.get(f"{resource.get_absolute_url()}versions/{number}/")
        assert b"".join(saved.streaming_content) == content
    assert by_ben.get(f"{resource.get_absolute_url()}versions/3/").status_code == 404
    assert listed_titles(by_ben.get(RESOURCE_LIST_URL, {"q": "second"})) == ["Checklist"]


def test_a_version_says_what_is_new(by_ann):
    resource = add_resource(by_ann)
    answer = submit_form(
        by_ann, f"{resource.get_absolute_url()}new-version/", file=uploaded_file(), note=""
    )
    assert answer.status_code == 422


# --- The file ------------------------------------------------------------------------------------


def test_a_file_is_saved_whole_and_kept_by_no_cache(by_ann):
    address = f"{add_resource(by_ann).get_absolute_url()}versions/1/"
    for answer in (by_ann.get(address), by_ann.head(address)):
        assert answer.status_code == 200
        assert answer["Content-Length"] == str(len(PDF))
        assert answer["Content-Disposition"] == 'attachment; filename="Checklist.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert not answer.has_header("ETag")
    assert by_ann.get(address, headers={"Range": "bytes=0-3"}).status_code == 200


def test_a_file_that_is_missing_is_no_error(by_ann):
    resource = add_resource(by_ann)
    resource.versions.get().file.delete(save=False)
    assert by_ann.get(f"{resource.get_absolute_url()}versions/1/").status_code == 404


def test_files_lie_where_no_web_server_looks(by_ann, settings):
    version = add_resource(by_ann).versions.get()
    assert not version.file.path.startswith(str(settings.MEDIA_ROOT) + "/")
    assert by_ann.get(f"/media/{version.file.name}").status_code == 404
    assert by_ann.get(f"/media/images/../{version.file.name}").status_code in {400, 404}


# --- As many as there are ------------------------------------------------------------------------


def test_the_list_asks_no_more_questions_for_many(by_ann, psmn, django_assert_max_num_queries):
    numbers = []
    for _ in range(3):  # the first time fills the pieces of the page that are kept
        for number in range(15):
            made = Resource.objects.create(network=psmn, title=f"Resource {number}")
            made.tags.create(name=f"tag {number}")
        # who asks and whether they belong (3), the tags on offer, the count, the list, its tags,
        # and the page's frame (3)
        with django_assert_max_num_queries(10) as asked:
            by_ann.get(RESOURCE_LIST_URL)
        numbers.append(len(asked))
    assert numbers[1] == numbers[2]
