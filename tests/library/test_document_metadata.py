"""Metadata of documents is removed; what remains is stored only with the uploader's consent."""

import zipfile
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image
from wagtail.models import Collection, UploadedFile

from library.document_metadata import removal
from library.models import HubDocument
from library.uploads import FileUploadField
from tests.library import metadata_samples as samples
from tests.library.image_samples import SECRET, secret_jpeg
from tests.pdf_samples import annotated_pdf, make_pdf

ANNOTATION = f"<office:annotation><dc:creator>{samples.NAME}</dc:creator>Why?</office:annotation>"
CHANGED = "<text:tracked-changes><text:changed-region/></text:tracked-changes>"
SAMPLES = {
    "plain.docx": (samples.word(), []),
    "changed.docx": (
        samples.word(samples.CHANGE, samples.COMMENT),
        ["comments", "tracked changes"],
    ),
    "object.docx": (
        samples.word(word__x="", **{"word/embeddings/a.bin": b"x"}),
        ["attached files"],
    ),
    "film.docx": (
        samples.word(**{"word/media/a.mp4": b"\0\0\0\x18ftypmp42"}),
        ["details of videos, sound or unusual pictures"],
    ),
    "plain.xlsx": (samples.workbook(), []),
    "hidden.xlsx": (samples.workbook("hidden", "<comment/>"), ["comments", "hidden sheets"]),
    "plain.pptx": (samples.slides(), []),
    "commented.pptx": (samples.slides("<p:cm authorId='0'/>"), ["comments"]),
    "plain.odt": (samples.open_document(), []),
    "changed.odt": (
        samples.open_document(body=ANNOTATION + CHANGED),
        ["comments", "tracked changes"],
    ),
    "plain.pdf": (annotated_pdf(samples.NAME, secret_jpeg()), []),
    "commented.pdf": (annotated_pdf(samples.NAME, secret_jpeg(), comment="Why?"), ["comments"]),
}


def clean(name, data):
    return FileUploadField().clean(SimpleUploadedFile(name, data))


def all_bytes(name, data):
    """Return the content of a document, with the members of archives, and of archives in those."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        members = [(member.filename, archive.read(member)) for member in archive.infolist()]
    return data + b"".join(member.encode() + all_bytes(member, part) for member, part in members)


@pytest.mark.same_on_both
@pytest.mark.parametrize("name", SAMPLES)
def test_no_name_or_place_remains_and_the_rest_is_reported(name):
    data, details = SAMPLES[name]
    assert samples.NAME.encode() in all_bytes(name, data)
    cleaned = clean(name, data)
    content = all_bytes(name, cleaned.read())
    assert samples.NAME.encode() not in content
    assert SECRET not in content
    assert cleaned.details == details


@pytest.mark.same_on_both
def test_content_of_documents_remains():
    word = all_bytes("a", clean("a.docx", SAMPLES["changed.docx"][0]).read())
    assert b"Falls &amp; delays" in word
    assert b">Why?</w:comment>" in word
    assert b"rsid" not in word
    with zipfile.ZipFile(clean("a.odt", SAMPLES["plain.odt"][0])) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        with archive.open("Pictures/1.jpg") as file, Image.open(file) as picture:
            picture.load()
            assert dict(picture.getexif()) == {ExifTags.Base.Orientation: 6}
            with Image.open(BytesIO(secret_jpeg(6))) as original:
                assert picture.tobytes() == original.tobytes()
    with pikepdf.open(clean("a.pdf", SAMPLES["commented.pdf"][0])) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.pages[0].Annots[1].Contents) == "Why?"


@pytest.mark.same_on_both
def test_signed_documents_are_unchanged_and_reported():
    signed = make_pdf(
        Signed=pikepdf.Dictionary(ByteRange=[0, 1], Contents=pikepdf.String("signature"))
    )
    for name, data in {
        "a.pdf": signed,
        "a.docx": samples.word(**{"_xmlsignatures/sig1.xml": "<Signature/>"}),
    }.items():
        cleaned = clean(name, data)
        assert cleaned.read() == data
        assert cleaned.details == ["details about its author", "digital signatures"]


@pytest.mark.same_on_both
def test_unusual_files_end_within_limits():
    nested = make_pdf().replace(b"/Lang (en)", b"/Lang " + b"[" * 50_000 + b"]" * 50_000)
    attached = make_pdf(A=pikepdf.Dictionary(EF=pikepdf.Dictionary(), **{"F": "run.exe"}))
    for data in (nested, attached):
        with pytest.raises(ValidationError, match=r"damaged|program"):
            clean("a.pdf", data)


@pytest.mark.same_on_both
def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(removal, "TIMEOUT_SECONDS", 0.001)
    with pytest.raises(ValidationError, match="takes too long"):
        clean("a.pdf", make_pdf())


def form_data(name, **more):
    file = SimpleUploadedFile(name, SAMPLES[name][0])
    collection = Collection.get_first_root_node().pk
    return {"title": "Notes", "file": file, "collection": collection} | more


@pytest.mark.django_db
def test_library_asks_before_it_keeps_comments(admin, media):
    url = reverse("wagtaildocs:add")
    assert 'type="checkbox"' not in (first := admin.get(url).content.decode())
    assert "We remove the names of authors" in first
    response = admin.post(url, form_data("changed.docx"))
    [error] = response.context["form"].errors["file"]
    assert "This file has comments and tracked changes" in error
    assert "Accept or reject all changes" in error
    # In the error, and beside the box.
    assert response.content.decode().count("Keep the comments and tracked changes in") >= 2
    assert not HubDocument.objects.exists()

    assert admin.post(url, form_data("changed.docx", keep_details="on")).status_code == 302
    document = HubDocument.objects.get()
    assert samples.NAME.encode() not in all_bytes("a.docx", document.file.read())
    assert document.file_size == document.file.size


@pytest.mark.django_db
def test_other_forms_of_the_library_ask_and_clean_too(admin, media):
    multiple = reverse("wagtaildocs:add_multiple")
    add_one = reverse("wagtaildocs:add")
    assert f'href="{add_one}"' in admin.get(multiple).content.decode()

    def upload(name, **more):
        file = SimpleUploadedFile(name, SAMPLES[name][0])
        return admin.post(multiple, {"files[]": file, "title": "Notes", "collection": 1} | more)

    assert "use “add one document”" in upload("changed.docx").json()["error_message"]
    assert upload("plain.docx").json()["success"]
    # The form is incomplete, and Wagtail stores the file until it is completed.
    assert upload("plain.pdf", title="x" * 300).json()["success"]
    pending = UploadedFile.objects.get()
    prefix = "document-chooser-upload-"
    values = form_data("commented.pptx").items()
    fields = {f"{prefix}{key}": value for key, value in values}
    answer = admin.post(reverse("wagtaildocs_chooser:create"), fields).json()
    assert "Keep the comments in this file" in answer["htmlFragment"]
    for file in (pending.file, HubDocument.objects.get().file):
        assert samples.NAME.encode() not in all_bytes(file.name, file.read())
