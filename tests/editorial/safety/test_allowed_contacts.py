"""Allowed contacts: reviewers change the list, editors read it, the scanner uses it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from editorial.safety.models import AllowedContact
from identifiers import find_identifiers

LIST = "/admin/editorial/allowedcontact/"
ROW = {
    "contact_type": "telephone",
    "contact": "+44 (0)1632 960001",
    "organisation": "A charity",
    "reason": "It is on its site.",
}


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_reviewer_adds_contact_and_is_stored_as_added_by(people, role):
    user = getattr(people, role)
    response = client_of(user).post(f"{LIST}create/", ROW)
    assert response.status_code == 302
    contact = AllowedContact.objects.get()
    assert (contact.contact, contact.added_by) == ("01632 960001", user)
    assert find_identifiers("Ring 01632-960-001.", AllowedContact.objects.as_allow_list()) == []


def test_editing_a_contact_keeps_added_by(people):
    client_of(people.reviewer).post(f"{LIST}create/", ROW)
    pk = AllowedContact.objects.get().pk
    data = {**ROW, "organisation": "Another charity"}
    assert client_of(people.admin).post(f"{LIST}edit/{pk}/", data).status_code == 302
    contact = AllowedContact.objects.get()
    assert (contact.organisation, contact.added_by) == ("Another charity", people.reviewer)


def test_editor_views_list_and_cannot_change_it(people):
    contact = AllowedContact.objects.create(**ROW)
    client = client_of(people.editor)
    assert "A charity" in client.get(LIST).content.decode()
    assert client.get(f"{LIST}inspect/{contact.pk}/").status_code == 200
    for url in (f"{LIST}create/", f"{LIST}edit/{contact.pk}/", f"{LIST}delete/{contact.pk}/"):
        assert "A charity" not in client.post(url, ROW, follow=False).content.decode()
    assert AllowedContact.objects.count() == 1


@pytest.mark.parametrize(
    ("contact_type", "contact", "canonical"),
    [
        ("email", " Press@Charity.Example ", "press@charity.example"),
        ("domain", "@Charity.example", "charity.example"),
        ("telephone", "116 123", "116123"),
        ("telephone", "+353 1 234 5678", "+353 1 234 5678"),
        ("postcode", "sw1a1aa", "SW1A 1AA"),
        ("address", "71-75  Shelton st", "71-75 shelton street"),
    ],
)
def test_contact_is_stored_in_canonical_form(db, contact_type, contact, canonical):
    assert (
        AllowedContact.objects.create(
            **{**ROW, "contact_type": contact_type, "contact": contact}
        ).contact
        == canonical
    )


@pytest.mark.parametrize(
    ("contact_type", "contact", "message"),
    [
        ("email", "press at charity", "full email address"),
        ("domain", "gmail.com", "gives email addresses to the public"),
        ("domain", "charity", "after the @"),
        ("telephone", "ring us", "in digits"),
        ("telephone", "960001 960001 960001", "area code"),
        ("postcode", "SW1A", "full postcode"),
        ("address", "Elm Road", "house number and street"),
        ("address", " ", "Enter the contact"),
    ],
)
def test_invalid_contact_has_plain_error_message(db, contact_type, contact, message):
    with pytest.raises(ValidationError) as error:
        AllowedContact(**{**ROW, "contact_type": contact_type, "contact": contact}).full_clean()
    assert message in str(error.value.message_dict["contact"])


def test_contact_is_unique_in_any_notation(people):
    AllowedContact.objects.create(**ROW)
    response = client_of(people.reviewer).post(
        f"{LIST}create/", {**ROW, "contact": "01632 960 001"}
    )
    assert "already on the list" in response.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        AllowedContact.objects.create(**{**ROW, "contact": "(01632) 960001"})


def test_list_is_exported_without_formulas_and_searched(people):
    AllowedContact.objects.create(**{**ROW, "organisation": "=cmd()"})
    client = client_of(people.reviewer)
    assert b"'=cmd()" in b"".join(client.get(f"{LIST}?export=csv").streaming_content)
    assert client.get(f"{LIST}?q=charity").status_code == 200
