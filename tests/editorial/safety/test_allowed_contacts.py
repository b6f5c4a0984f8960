"""The desk keeps a list of public contacts; reviewers change it, editors read it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from editorial.safety.models import AllowedContact
from identifiers import find_identifiers
from tests import factories as make

LIST = "/admin/editorial/allowedcontact/"
ROW = {
    "contact_type": "telephone",
    "contact": "+44 (0)1632 960001",
    "organisation": "A charity",
    "reason": "It is on its site.",
}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("who", ["reviewer", "admin"])
def test_a_reviewer_adds_a_contact_and_answers_for_it(hub, who):
    user = hub.reviewer if who == "reviewer" else make.make_admin()
    answer = signed_in(user).post(f"{LIST}create/", ROW)
    assert answer.status_code == 302
    contact = AllowedContact.objects.get()
    assert (contact.contact, contact.added_by) == ("01632 960001", user)
    assert find_identifiers("Ring 01632-960-001.", AllowedContact.objects.as_allow_list()) == []


def test_whoever_changes_it_later_does_not_become_who_added_it(hub):
    signed_in(hub.reviewer).post(f"{LIST}create/", ROW)
    pk = AllowedContact.objects.get().pk
    changed = {**ROW, "organisation": "Another charity"}
    assert signed_in(make.make_admin()).post(f"{LIST}edit/{pk}/", changed).status_code == 302
    contact = AllowedContact.objects.get()
    assert (contact.organisation, contact.added_by) == ("Another charity", hub.reviewer)


def test_an_editor_reads_the_list_and_changes_nothing(hub):
    contact = AllowedContact.objects.create(**ROW)
    client = signed_in(hub.editor)
    assert "A charity" in client.get(LIST).content.decode()
    assert client.get(f"{LIST}inspect/{contact.pk}/").status_code == 200
    for url in (f"{LIST}create/", f"{LIST}edit/{contact.pk}/", f"{LIST}delete/{contact.pk}/"):
        assert "A charity" not in client.post(url, ROW, follow=False).content.decode()
    assert AllowedContact.objects.count() == 1


@pytest.mark.parametrize(
    ("contact_type", "contact", "kept"),
    [
        ("email", " Press@Charity.Example ", "press@charity.example"),
        ("domain", "@Charity.example", "charity.example"),
        ("telephone", "116 123", "116123"),
        ("telephone", "+353 1 234 5678", "+353 1 234 5678"),
        ("postcode", "sw1a1aa", "SW1A 1AA"),
        ("address", "71-75  Shelton st", "71-75 shelton street"),
    ],
)
def test_a_contact_is_kept_in_one_way_of_writing(db, contact_type, contact, kept):
    assert (
        AllowedContact.objects.create(
            **{**ROW, "contact_type": contact_type, "contact": contact}
        ).contact
        == kept
    )


@pytest.mark.parametrize(
    ("contact_type", "contact", "says"),
    [
        ("email", "press at charity", "whole e-mail address"),
        ("domain", "gmail.com", "Anybody can have"),
        ("domain", "charity", "after the @"),
        ("telephone", "ring us", "in figures"),
        ("telephone", "960001 960001 960001", "area code"),
        ("postcode", "SW1A", "whole postcode"),
        ("address", "Elm Road", "number and the road"),
        ("address", " ", "Write the contact"),
    ],
)
def test_what_is_wrong_with_a_contact_is_said_in_plain_words(db, contact_type, contact, says):
    with pytest.raises(ValidationError) as wrong:
        AllowedContact(**{**ROW, "contact_type": contact_type, "contact": contact}).full_clean()
    assert says in str(wrong.value.message_dict["contact"])


def test_a_contact_is_listed_once_however_it_is_written(hub):
    AllowedContact.objects.create(**ROW)
    answer = signed_in(hub.reviewer).post(f"{LIST}create/", {**ROW, "contact": "01632 960 001"})
    assert "on the list already" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        AllowedContact.objects.create(**{**ROW, "contact": "(01632) 960001"})


def test_the_list_can_be_taken_away_as_a_spreadsheet_and_searched(hub):
    AllowedContact.objects.create(**{**ROW, "organisation": "=cmd()"})
    client = signed_in(hub.reviewer)
    assert b"'=cmd()" in b"".join(client.get(f"{LIST}?export=csv").streaming_content)
    assert client.get(f"{LIST}?q=charity").status_code == 200
