"""Documents: the library and private spaces take whole, readable files of their type only."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from library.models import HubDocument
from library.uploads import FileUploadField
from tests.library import document_samples

WRONG = document_samples.wrong_files()


def form_data(name, data, **more):
    collection = Collection.get_first_root_node().pk
    return {
        "title": "Notes",
        "file": SimpleUploadedFile(name, data),
        "collection": collection,
    } | more


@pytest.mark.same_on_both
def test_wrong_files_are_refused_with_the_reason():
    taken = []
    for name, (data, message) in WRONG.items():
        try:
            FileUploadField().clean(SimpleUploadedFile(name, data))
            taken.append((name, "taken"))
        except ValidationError as error:
            if message not in error.messages[0]:
                taken.append((name, error.messages[0]))
    assert len(WRONG) >= 76
    assert taken == []


@pytest.mark.same_on_both
@pytest.mark.parametrize("extension", document_samples.ALL)
def test_right_files_are_accepted(extension):
    upload = SimpleUploadedFile(f"a.{extension}", document_samples.RIGHT[extension])
    assert FileUploadField().clean(upload).name == f"a.{extension}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["page.pdf", "protected.docx", "bomb.docx"])
def test_library_refuses_what_spaces_refuse(admin, media, name):
    data, message = WRONG[name]
    url = reverse("wagtaildocs:add")
    response = admin.post(url, form_data(name, data))
    [error] = response.context["form"].errors["file"]
    assert message in error

    files = {"files[]": SimpleUploadedFile(name, data), "title": "Notes"}
    answer = admin.post(reverse("wagtaildocs:add_multiple"), files | {"collection": 1}).json()
    assert message in answer["error_message"]

    prefix = "document-chooser-upload-"
    fields = {f"{prefix}{key}": value for key, value in form_data(name, data).items()}
    answer = admin.post(reverse("wagtaildocs_chooser:create"), fields).json()
    assert message in answer["htmlFragment"]
    assert not HubDocument.objects.exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.django_db
def test_wrong_file_replaces_no_document(admin, media):
    url = reverse("wagtaildocs:add")
    assert admin.post(url, form_data("a.pdf", document_samples.PDF)).status_code == 302
    document = HubDocument.objects.get()
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    data, message = WRONG["program.pdf"]
    response = admin.post(edit, form_data("b.pdf", data))
    assert message in response.context["form"].errors["file"][0]
    document.refresh_from_db()
    assert document.file.read() == document_samples.PDF
    assert admin.post(edit, {"title": "Other", "collection": 1}).status_code == 302
