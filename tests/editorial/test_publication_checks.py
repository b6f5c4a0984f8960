"""Nothing that could identify a patient is published, by any route."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from editorial.safety.models import AllowedContact, SafetyOverride
from library.models import HubImage
from outbox.models import Notification
from pages.models import BlogPage, HelpSource
from tests import factories as make
from tests.editorial.consent.sign_off_helpers import current_task_name
from tests.editorial.editor_actions import decide, is_live, post_publication_checks

NHS_NUMBER = "943 476 5919"
WARNING = "Mrs Oyelaran died of sepsis on the ward."


def at_safety_check(hub, people, as_user, **fields):
    """A blog that an editor has passed, with such words."""
    page = make.make_blog(hub.blogs, "A piece", live=False, owner=people.writer, **fields)
    page.save_revision(user=people.writer)
    page.get_workflow().start(page, people.writer)
    decide(as_user(people.editor), page, "approve")
    assert current_task_name(page) == "Safety check"
    return page


@pytest.fixture
def with_number(hub, people, as_user):
    """A blog whose picture's alternative text holds an NHS number."""
    picture = {
        "image": make.make_image("A chart").pk,
        "alt_text": f"A chart with the NHS number {NHS_NUMBER}",
        "decorative": False,
    }
    body = [{"type": "picture", "value": {"image": picture, "caption": "", "credit": ""}}]
    return at_safety_check(hub, people, as_user, body=body)


def found_on(client, page):
    return client.get(f"/admin/desk/{page.pk}/before-publication/").content.decode()


def test_the_last_step_leads_to_what_was_found_and_publishes_nothing(with_number, people, as_user):
    reviewer = as_user(people.reviewer)
    answer = decide(reviewer, with_number, "approve")
    assert not is_live(with_number)
    assert current_task_name(with_number) == "Safety check"
    shown = reviewer.get(answer.url).content.decode() if answer.status_code == 302 else ""
    shown = shown or found_on(reviewer, with_number)
    assert NHS_NUMBER in shown
    assert "Take the NHS number out" in shown
    assert "lternative text" in shown


def test_an_nhs_number_in_an_alternative_text_is_published_by_no_route(
    with_number, people, as_user
):
    page = BlogPage.objects.get(pk=with_number.pk)
    revision = page.get_latest_revision()
    for user in (None, people.admin, people.reviewer):
        with pytest.raises(PermissionDenied, match="NHS number"):
            revision.publish(user=user, skip_permission_checks=True)
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save(update_fields=["approved_go_live_at"])
    call_command("run_schedule", "--once")
    as_user(people.admin).post(
        f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": "on"}
    )
    assert not is_live(page)
    assert Notification.objects.filter(kind="held_back").exists()


def test_a_second_person_lets_it_stand_with_a_reason_that_is_kept(with_number, people, as_user):
    second = as_user(people.second_reviewer)
    assert post_publication_checks(second, with_number, reason="short").status_code == 422
    post_publication_checks(second, with_number, reason="An invented number, and it says so.")
    decide(second, with_number, "approve")
    assert not is_live(with_number)  # not by whoever let it stand
    decide(as_user(people.reviewer), with_number, "approve")
    assert is_live(with_number)
    entry = PageLogEntry.objects.get(action="editorial.safety_overridden")
    assert entry.user == people.second_reviewer
    assert "An invented number" in entry.data["reason"]
    assert NHS_NUMBER not in repr(entry.data)


def test_whoever_wrote_it_does_not_let_it_stand(with_number, people, as_user):
    answer = post_publication_checks(
        as_user(people.writer), with_number, reason="Because I say that it is fine."
    )
    assert answer.status_code in {302, 403}
    assert not SafetyOverride.objects.exists()


def test_other_words_need_another_decision(with_number, people, as_user):
    post_publication_checks(
        as_user(people.second_reviewer), with_number, reason="An invented number, it says so."
    )
    page = BlogPage.objects.get(pk=with_number.pk)
    page.summary = "Other words."
    page.save_revision(user=people.writer)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert not is_live(page)


def test_a_warning_asks_the_last_step_to_say_that_it_was_looked_at(hub, people, as_user):
    page = at_safety_check(
        hub, people, as_user, body=[{"type": "text", "value": f"<p>{WARNING}</p>"}]
    )
    reviewer = as_user(people.reviewer)
    decide(reviewer, page, "approve")
    assert not is_live(page)
    assert "Oyelaran" in found_on(reviewer, page)
    post_publication_checks(reviewer, page, acknowledge="yes")
    decide(reviewer, page, "approve")
    assert is_live(page)


def test_a_sensitive_subject_asks_for_a_notice_with_sources_of_help(hub, people, as_user):
    text = {"type": "text", "value": "<p>My brother died by suicide.</p>"}
    page = at_safety_check(hub, people, as_user, body=[text])
    reviewer = as_user(people.reviewer)
    decide(reviewer, page, "approve")
    assert not is_live(page)
    assert "suicide and self-harm" in found_on(reviewer, page)
    source = HelpSource.objects.create(name="A helpline", description="Day and night.")
    notice = {"type": "notice", "value": {"text": "Of a death.", "sources": [source.pk]}}
    page = at_safety_check(hub, people, as_user, slug="with-notice", body=[notice, text])
    assert "suicide and self-harm" not in found_on(reviewer, page)


def test_a_public_contact_that_the_desk_allows_is_no_finding(hub, people, as_user):
    AllowedContact.objects.create(
        contact_type="email",
        contact="press@charity.example",
        organisation="The charity",
        reason="On its site",
    )
    text = {"type": "text", "value": "<p>Write to press@charity.example.</p>"}
    page = at_safety_check(hub, people, as_user, body=[text])
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_clean_words_are_published_as_before(hub, people, as_user):
    page = at_safety_check(hub, people, as_user)
    assert "Nothing stands in the way" in found_on(as_user(people.reviewer), page)
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_findings_come_while_writing_by_field(hub, people, as_user):
    sent = {"summary": f"Her number is {NHS_NUMBER}, NHS.", "title": "A clean title", "odd": 3}
    for user in (people.writer, people.guest):
        answer = as_user(user).post(
            "/admin/desk/words/", json.dumps(sent), content_type="application/json"
        )
        [finding] = answer.json()["summary"]
        assert finding["text"] == NHS_NUMBER
        assert finding["blocking"]
        assert list(answer.json()) == ["summary"]


@pytest.mark.parametrize("body", ["", "[]", "null", "{", "\0", '{"a": ' * 2000, '"x"'])
def test_odd_requests_of_the_editor_are_no_error(people, as_user, body):
    answer = as_user(people.writer).post(
        "/admin/desk/words/", body, content_type="application/json"
    )
    assert answer.status_code == 400


def test_a_form_in_place_of_json_is_no_error(people, as_user):
    for user in (people.writer, people.guest):
        answer = as_user(user).post("/admin/desk/words/", {"title": "A form"})
        assert answer.status_code == 400


def test_a_member_cannot_ask(people, as_user):
    answer = as_user(people.member).post("/admin/desk/words/", "{}", content_type="text/plain")
    assert answer.status_code == 403


def test_the_page_about_a_page_is_for_those_who_may_edit_it(with_number, people, as_user):
    for user in (people.guest, people.member):
        answer = as_user(user).get(f"/admin/desk/{with_number.pk}/before-publication/")
        assert answer.status_code == 403
    assert Page.objects.get(pk=with_number.pk).live is False


def test_a_decision_is_about_no_words_but_those_that_were_shown(with_number, people, as_user):
    address = f"/admin/desk/{with_number.pk}/before-publication/"
    second = as_user(people.second_reviewer)
    read = second.get(address).context["checks"].content_token
    page = BlogPage.objects.get(pk=with_number.pk)
    page.summary = f"Another of NHS number {NHS_NUMBER}."
    page.save_revision(user=people.writer)
    data = {"content_token": read, "reason": "An invented number, and it says so."}
    answer = second.post(address, data, follow=True)
    assert "Please read it again" in answer.content.decode()
    assert not SafetyOverride.objects.exists()


def test_a_picture_described_anew_needs_another_decision(with_number, people, as_user):
    post_publication_checks(
        as_user(people.second_reviewer), with_number, reason="An invented number, it says so."
    )
    picture = HubImage.objects.get()
    picture.credit = f"Of the patient with NHS number {NHS_NUMBER}"
    picture.save()
    decide(as_user(people.reviewer), with_number, "approve")
    assert not is_live(with_number)
