"""What a public page shows from the library and the records stays fit to be shown."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from editorial.safety.models import AllowedContact
from library.models import HubDocument, HubImage
from pages.models import HelpSource, Person
from tests import factories as make
from tests.editorial.html_forms import parse_forms

NUMBER = "943 476 5919"
WORDS = f"Her NHS number is {NUMBER}."
TELEPHONE = "01632 960 983"


@pytest.fixture
def shown(hub):
    """One of each, on a public page."""
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


def change(client, record, **fields):
    """Open the form of a record, change it and save it; return the answer."""
    url = reverse(EDIT[type(record)], args=[record.pk])
    form = max(parse_forms(client.get(url)), key=len)  # the others are buttons
    for name, value in fields.items():
        form[name] = value
    return client.post(url, form, follow=True)


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ("picture", "title"),
        ("picture", "description"),
        ("picture", "credit"),
        ("portrait", "description"),
        ("document", "title"),
        ("person", "role"),
        ("person", "organisation"),
        ("source", "description"),
    ],
)
def test_a_number_is_refused_beside_its_field_and_what_was_typed_is_kept(
    shown, people, as_user, what, field
):
    record = shown[what]
    html = change(as_user(people.editor), record, **{field: WORDS}).content.decode()
    assert "Take the NHS number out" in html
    assert WORDS in html
    assert getattr(type(record).objects.get(pk=record.pk), field) != WORDS
    assert NUMBER not in Client().get(shown["page"].url).content.decode()


def test_so_is_one_in_the_name_of_a_file(shown, people, as_user):
    file = ContentFile(b"Notes", name="nhs-number-943-476-5919.txt")
    html = change(as_user(people.editor), shown["document"], file=file).content.decode()
    assert "Take the NHS number out" in html
    assert "943" not in HubDocument.objects.get().file.name


def test_so_is_one_in_the_form_for_several_pictures(shown, people, as_user):
    picture = shown["picture"]
    prefix = f"image-{picture.pk}"
    data = {f"{prefix}-title": "A chart", f"{prefix}-description": WORDS}
    as_user(people.editor).post(
        reverse("wagtailimages:edit_multiple", args=[picture.pk]),
        data,
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    picture.refresh_from_db()
    assert picture.description == ""


def test_what_no_public_page_shows_is_checked_with_the_page_that_will(people, as_user):
    person = make.make_person()
    change(as_user(people.editor), person, role=WORDS)
    person.refresh_from_db()
    assert person.role == WORDS


def test_what_stood_there_before_keeps_nobody_from_mending_something_else(shown, people, as_user):
    Person.objects.update(role=WORDS)
    change(as_user(people.editor), shown["person"], organisation="Another trust")
    assert Person.objects.get().organisation == "Another trust"


def test_a_contact_that_the_desk_allows_may_be_added(shown, people, as_user):
    source = shown["source"]
    html = change(as_user(people.editor), source, telephone=TELEPHONE).content.decode()
    assert "add it to the allowed contacts" in html
    AllowedContact.objects.create(
        contact_type="telephone",
        contact=TELEPHONE,
        organisation="The helpline",
        reason="On its site",
    )
    change(as_user(people.editor), source, telephone=TELEPHONE)
    source.refresh_from_db()
    assert source.telephone == TELEPHONE
