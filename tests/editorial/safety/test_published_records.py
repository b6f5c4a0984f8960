"""Forms of records that a public page displays refuse new identifiers."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from editorial.safety.models import AllowedContact
from library.models import HubDocument, HubImage
from pages.models import HelpSource, Person
from tests import factories as make
from tests.editorial.html_forms import parse_forms
from tests.snapshots import snapshot

NUMBER = "943 476 5919"
WORDS = f"Her NHS number is {NUMBER}."
TELEPHONE = "01632 960 983"


@pytest.fixture
@snapshot
def displayed_records(hub):
    """Return one record of each model, displayed on a public page."""
    picture = make.make_image("A chart")
    portrait = make.make_image("A nurse")
    document = HubDocument.objects.create(
        title="Notes", file=ContentFile(b"Notes", name="notes.txt")
    )
    person = make.make_person(portrait=portrait)
    source = HelpSource.objects.create(name="A helpline", description="Day and night.")
    body = [
        {"type": "document", "value": {"document": document.pk, "description": ""}},
        {"type": "notice", "value": {"text": "Of a death.", "sources": [source.pk]}},
    ]
    page = make.make_blog(
        hub.blogs, "Out", person, image=picture, image_is_decorative=True, body=body
    )
    return {
        "page": page,
        "picture": picture,
        "portrait": portrait,
        "document": document,
        "person": person,
        "source": source,
    }


EDIT = {
    HubImage: "wagtailimages:edit",
    HubDocument: "wagtaildocs:edit",
    Person: "wagtailsnippets_pages_person:edit",
    HelpSource: "wagtailsnippets_pages_helpsource:edit",
}


def submit_edit_form(client, record, **fields):
    """Post the edit form of a record with changed fields and return the response."""
    url = reverse(EDIT[type(record)], args=[record.pk])
    form = max(parse_forms(client.get(url)), key=len)  # the others are buttons
    for name, value in fields.items():
        form[name] = value
    return client.post(url, form, follow=True)


@pytest.mark.parametrize(
    ("record_name", "field"),
    [
        ("picture", "title"),
        ("document", "title"),
        ("person", "role"),
        ("source", "description"),
        pytest.param("picture", "description", marks=pytest.mark.soak),
        pytest.param("picture", "credit", marks=pytest.mark.soak),
        pytest.param("portrait", "description", marks=pytest.mark.soak),
        pytest.param("person", "organisation", marks=pytest.mark.soak),
    ],
)
def test_identifier_is_a_field_error_and_input_is_kept(
    displayed_records, people, as_user, record_name, field
):
    record = displayed_records[record_name]
    html = submit_edit_form(as_user(people.editor), record, **{field: WORDS}).content.decode()
    assert "Remove the NHS number" in html
    assert WORDS in html
    assert getattr(type(record).objects.get(pk=record.pk), field) != WORDS
    assert NUMBER not in Client().get(displayed_records["page"].url).content.decode()


def test_identifier_in_file_name_is_an_error(displayed_records, people, as_user):
    file = ContentFile(b"Notes", name="nhs-number-943-476-5919.txt")
    html = submit_edit_form(
        as_user(people.editor), displayed_records["document"], file=file
    ).content.decode()
    assert "Remove the NHS number" in html
    assert "943" not in HubDocument.objects.get().file.name


def test_identifier_in_multiple_image_form_is_an_error(displayed_records, people, as_user):
    picture = displayed_records["picture"]
    prefix = f"image-{picture.pk}"
    data = {f"{prefix}-title": "A chart", f"{prefix}-description": WORDS}
    as_user(people.editor).post(
        reverse("wagtailimages:edit_multiple", args=[picture.pk]),
        data,
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    picture.refresh_from_db()
    assert picture.description == ""


def test_record_of_no_public_page_is_not_scanned(people, as_user):
    person = make.make_person()
    submit_edit_form(as_user(people.editor), person, role=WORDS)
    person.refresh_from_db()
    assert person.role == WORDS


def test_identifier_already_stored_does_not_block_other_changes(displayed_records, people, as_user):
    Person.objects.update(role=WORDS)
    submit_edit_form(
        as_user(people.editor), displayed_records["person"], organisation="Another trust"
    )
    assert Person.objects.get().organisation == "Another trust"


def test_allowed_contact_may_be_added(displayed_records, people, as_user):
    source = displayed_records["source"]
    html = submit_edit_form(as_user(people.editor), source, telephone=TELEPHONE).content.decode()
    assert "add it to the allowed contacts" in html
    AllowedContact.objects.create(
        contact_type="telephone",
        contact=TELEPHONE,
        organisation="The helpline",
        reason="On its site",
    )
    submit_edit_form(as_user(people.editor), source, telephone=TELEPHONE)
    source.refresh_from_db()
    assert source.telephone == TELEPHONE
