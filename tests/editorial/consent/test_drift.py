"""Consent covers the content shown, including the records of people; drift is flagged."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from editorial.consent import expiry
from editorial.consent.drift import flag_drifted_pages
from editorial.consent.models import Consent, SignOff
from editorial.reviews.models import ReviewDate
from editorial.workflow.fingerprint import fingerprint
from outbox.models import Notification
from pages.models import Person
from tests import factories as make
from tests.editorial.consent.sign_off_helpers import (
    agree_by_link,
    current_task_name,
    request_sign_off_path,
    shown_fingerprint,
    start_workflow,
)
from tests.editorial.editor_actions import decide, is_live


def change_person(client, person_name, **changes):
    """Change a person's record in the admin."""
    person = Person.objects.get(name=person_name)
    data = {"name": person.name, "role": person.role, "organisation": person.organisation}
    data |= {"about": "null", "portrait": person.portrait_id or "", "user": ""}
    url = reverse("wagtailsnippets_pages_person:edit", args=[person.pk])
    response = client.post(url, data | changes)
    assert response.status_code == 302, response.context["form"].errors
    person.refresh_from_db()
    return person


def review_of(page):
    return ReviewDate.objects.get(page_id=page.pk)


# --- The fingerprint ---------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["name", "about"])
def test_fingerprint_changes_with_a_shown_field_of_a_person(published, field):
    before = fingerprint(published.specific)
    Person.objects.filter(name="Amina Yusuf").update(**{field: "Other"})
    assert fingerprint(Page.objects.get(pk=published.pk).specific) != before


def test_fingerprint_changes_with_a_portrait(published):
    before = fingerprint(published.specific)
    Person.objects.filter(name="Amina Yusuf").update(portrait=make.make_image("Ada"))
    assert fingerprint(Page.objects.get(pk=published.pk).specific) != before


def test_fingerprint_ignores_fields_of_a_person_that_the_page_does_not_show(published, people):
    before = fingerprint(published.specific)
    # The interview stores the person's role at the time; the account is never shown.
    Person.objects.filter(name="Amina Yusuf").update(role="Director", user=people.member)
    assert fingerprint(Page.objects.get(pk=published.pk).specific) == before


def test_anonymous_page_publishes_no_person_data(hub, people):
    page = make.make_blog(hub.blogs, "Anon", is_anonymous=True)
    assert page.published_person_data == []


def test_fingerprint_ignores_the_key_order_of_stored_blocks(interview):
    """PostgreSQL orders the keys of a stored block; reading the block restores their order."""
    revision = interview.get_latest_revision()
    [block] = json.loads(revision.content["body"])
    reordered = {name: block[name] for name in ("id", "value", "type")}
    reordered["value"] = dict(reversed(block["value"].items()))
    fingerprints = set()
    for stored in (block, reordered):
        revision.content["body"] = json.dumps([stored])
        page = revision.as_object()
        fingerprints |= {fingerprint(page), fingerprint(page)}
    assert len(fingerprints) == 1


# --- Before publication ------------------------------------------------------------------------


def test_changed_record_invalidates_consents_before_publication(
    at_sign_off, answered_links, people, as_user
):
    assert current_task_name(at_sign_off) == "Safety check"
    change_person(as_user(people.editor), "Bertil Åkesson", role="Nurse")
    assert current_task_name(at_sign_off) == "Safety check"
    change_person(as_user(people.editor), "Bertil Åkesson", name="Bertil Åkesson, RN")
    decide(as_user(people.reviewer), at_sign_off, "approve")
    assert not is_live(at_sign_off)
    for number in (0, 1):
        agree_by_link(request_sign_off_path(at_sign_off, number))
    decide(as_user(people.reviewer), at_sign_off, "approve")
    assert is_live(at_sign_off)


def test_agreement_to_stale_content_is_rejected(at_sign_off, people, as_user):
    link = request_sign_off_path(at_sign_off)
    outdated = shown_fingerprint(link)
    person = Person.objects.get(name="Amina Yusuf")
    person.about = "<p>She was dismissed.</p>"
    person.save()
    for stale in (outdated, "", "x" * 999):
        response = Client().post(
            link, {"answer": "agreed", "shown_fingerprint": stale, "remarks": "Good."}
        )
        assert response.status_code == 422
        html = response.content.decode()
        assert "changed while you were reading" in html
        assert "She was dismissed." in html and "Good." in html
    assert not Consent.objects.exists()
    agree_by_link(link)
    assert Consent.objects.get().name == "Amina Yusuf"


# --- Drift of a public page --------------------------------------------------------------------


def test_drift_keeps_the_page_public_and_notifies_owner_and_editors(
    published, people, as_user, client
):
    editor = as_user(people.editor)
    person = Person.objects.get(name="Amina Yusuf")
    person.about = "<p>Other words.</p>"
    person.save()
    assert is_live(published)
    assert "Other words." in client.get(published.url).content.decode()
    assert review_of(published).review_on == timezone.localdate()
    assert "agreed to" in review_of(published).brought_forward
    notifications = Notification.objects.filter(kind="editorial/consent_drift")
    assert {notification.user for notification in notifications} == {people.writer, people.editor}
    page_html = editor.get(f"/admin/desk/{published.pk}/sign-off/").content.decode()
    assert "has changed since people agreed to it" in page_html
    flag_drifted_pages()
    person.save()
    assert notifications.count() == 2


def test_restored_record_ends_the_drift(published, people, as_user):
    person = Person.objects.get(name="Amina Yusuf")
    person.about = "<p>Other words.</p>"
    person.save()
    person.about = ""
    person.save()
    assert flag_drifted_pages() == 0
    page_html = as_user(people.editor).get(f"/admin/desk/{published.pk}/sign-off/").content.decode()
    assert "changed since people agreed to it" not in page_html


def test_new_agreement_of_everyone_ends_the_drift(published, people, as_user):
    person = Person.objects.get(name="Amina Yusuf")
    person.about = "<p>Other words.</p>"
    person.save()
    agree_by_link(request_sign_off_path(published, 0))
    assert flag_drifted_pages() == 1
    agree_by_link(request_sign_off_path(published, 1))
    assert flag_drifted_pages() == 0
    assert is_live(published)


def test_daily_job_flags_a_page_whose_image_file_was_replaced(published, people):
    picture, other = make.make_image("One"), make.make_image("Two")
    Person.objects.filter(name="Amina Yusuf").update(portrait=picture)
    ReviewDate.objects.update(
        agreed_fingerprint=fingerprint(Page.objects.get(pk=published.pk).specific)
    )
    Consent.objects.update(fingerprint=review_of(published).agreed_fingerprint)
    assert flag_drifted_pages() == 0
    picture.file, picture.file_hash = other.file.name, ""
    picture.title = "Another"
    with picture.file.storage.open(other.file.name, "wb") as file:
        Image.new("RGB", (10, 10), "red").save(file, "PNG")
    picture.save()
    assert flag_drifted_pages() == 1


def test_page_without_consents_is_not_flagged(hub, people):
    person = make.make_person("An author")
    page = make.make_blog(hub.blogs, "Theirs", person, owner=people.writer)
    page.save_revision().publish(skip_permission_checks=True)
    day = review_of(page).review_on
    person.about = "<p>A typo mended.</p>"
    person.save()
    assert review_of(page).review_on == day
    assert not Notification.objects.filter(kind="editorial/consent_drift").exists()


def test_expired_consent_unpublishes_a_drifted_page(published):
    person = Person.objects.get(name="Amina Yusuf")
    person.about = "<p>Other words.</p>"
    person.save()
    Consent.objects.filter(name="Bertil Åkesson").update(expires_on=timezone.localdate())
    assert expiry.unpublish_expired() == 1
    assert not is_live(published)


def test_drift_check_of_a_saved_person_has_constant_query_count(
    hub, people, django_assert_max_num_queries
):
    person = make.make_person("A prolific author")
    add_blogs_with_agreement(hub, person, 1)
    with CaptureQueriesContext(connection) as few:
        person.save()
    add_blogs_with_agreement(hub, person, 2)
    # Twenty at most; four of them check for drift.
    with django_assert_max_num_queries(min(len(few), 20)):
        person.save()


def add_blogs_with_agreement(hub, person, number):
    """Publish blogs by a person, who agreed to something else."""
    today = timezone.localdate()
    for _ in range(number):
        page = make.make_blog(hub.blogs, f"Blog {ReviewDate.objects.count()}", person)
        ReviewDate.objects.create(
            page=page, checked_on=today, review_on=today, agreed_fingerprint="x"
        )


# --- Republication -----------------------------------------------------------------------------


def test_admin_explains_how_to_republish_after_expiry(published, people, as_user):
    Consent.objects.filter(name="Amina Yusuf").update(expires_on=timezone.localdate())
    expiry.unpublish_expired()
    editor, url = as_user(people.editor), f"/admin/desk/{published.pk}/sign-off/"
    edit = f"/admin/pages/{published.pk}/edit/"
    assert f'href="{url}"' in editor.get(edit).content.decode().split("because consent")[1]
    page_html = editor.get(url).content.decode()
    assert "Amina Yusuf: expired on" in page_html and "choose Submit" in page_html
    assert "Bertil" not in page_html.split("To publish the page again")[0].split("has ended")[1]
    agree_by_link(request_sign_off_path(published, 0))
    assert "expired on" not in editor.get(url).content.decode()
    assert "because consent" not in editor.get(edit).content.decode()
    page = Page.objects.get(pk=published.pk).specific
    start_workflow(page, people.writer)
    decide(editor, page, "approve")
    assert current_task_name(page) == "Safety check"
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)
    assert expiry.unpublish_expired() == 0


def test_admin_advises_against_asking_a_person_who_withdrew(published, people, as_user):
    Consent.objects.filter(name="Amina Yusuf").update(
        withdrawn_at=timezone.now() - timedelta(days=1)
    )
    published.unpublish()
    page_html = as_user(people.editor).get(f"/admin/desk/{published.pk}/sign-off/").content.decode()
    assert "Ask again only if they want you to." in page_html
    assert SignOff.objects.pending().count() == 0
