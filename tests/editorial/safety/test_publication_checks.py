"""Publication checks: no page with blockers is published, by any route."""

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
from tests.snapshots import snapshot

NHS_NUMBER = "943 476 5919"
WARNING = "Mrs Oyelaran died of sepsis on the ward."


def create_submitted_blog(hub, people, **fields):
    """Return a blog of the writer, at its only step."""
    page = make.make_blog(hub.blogs, "A piece", live=False, owner=people.writer, **fields)
    page.save_revision(user=people.writer)
    page.get_workflow().start(page, people.writer)
    return page


@pytest.fixture
@snapshot
def blog_with_nhs_number(hub, people):
    """Return a submitted blog with an NHS number in an alternative text."""
    picture = {
        "image": make.make_image("A chart").pk,
        "alt_text": f"A chart with the NHS number {NHS_NUMBER}",
        "decorative": False,
    }
    body = [{"type": "picture", "value": {"image": picture, "caption": "", "credit": ""}}]
    return create_submitted_blog(hub, people, body=body)


def publication_checks_html(client, page):
    return client.get(f"/admin/desk/{page.pk}/before-publication/").content.decode()


def test_approval_with_blockers_redirects_to_checks_and_publishes_nothing(
    blog_with_nhs_number, people, as_user
):
    reviewer = as_user(people.reviewer)
    response = decide(reviewer, blog_with_nhs_number, "approve")
    assert not is_live(blog_with_nhs_number)
    assert current_task_name(blog_with_nhs_number) == "Review and safety check"
    html = reviewer.get(response.url).content.decode() if response.status_code == 302 else ""
    html = html or publication_checks_html(reviewer, blog_with_nhs_number)
    assert NHS_NUMBER in html
    assert "Remove the NHS number" in html
    assert "lternative text" in html


def test_blocked_page_is_published_by_no_route(blog_with_nhs_number, people, as_user):
    page = BlogPage.objects.get(pk=blog_with_nhs_number.pk)
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
    assert Notification.objects.filter(kind="editorial/publication_blocked").exists()


def test_override_by_second_reviewer_is_logged_with_reason(blog_with_nhs_number, people, as_user):
    second = as_user(people.second_reviewer)
    assert post_publication_checks(second, blog_with_nhs_number, reason="short").status_code == 422
    post_publication_checks(
        second, blog_with_nhs_number, reason="An invented number, and it says so."
    )
    response = decide(second, blog_with_nhs_number, "approve")
    assert not is_live(blog_with_nhs_number)  # overrides by the approver do not count
    checks = second.get(response.url).content.decode()
    assert "You allowed text that the check found" in checks
    assert "You allowed the text below" in checks
    assert "NHS number in text 1" in checks or "NHS number in " in checks
    assert "nhs_number" not in checks
    assert "Remove the NHS number" not in checks
    editor = second.get(f"/admin/pages/{blog_with_nhs_number.pk}/edit/").content.decode()
    assert "Waiting for an editor or reviewer" in editor
    assert "No one with an account can decide" not in editor
    assert 'data-workflow-action-name="approve"' not in editor
    assert "did not write or edit it: you" not in editor
    assert "No pages are waiting for your review." in second.get("/admin/").content.decode()
    decide(as_user(people.reviewer), blog_with_nhs_number, "approve")
    assert is_live(blog_with_nhs_number)
    entry = PageLogEntry.objects.get(action="editorial.safety_overridden")
    assert entry.user == people.second_reviewer
    assert "An invented number" in entry.data["reason"]
    assert NHS_NUMBER not in repr(entry.data)
    assert entry.message.startswith("Text allowed: NHS number in ")


def test_author_cannot_override(blog_with_nhs_number, people, as_user):
    response = post_publication_checks(
        as_user(people.writer), blog_with_nhs_number, reason="Because I say that it is fine."
    )
    assert response.status_code in {302, 403}
    assert not SafetyOverride.objects.exists()


def test_override_does_not_apply_to_changed_content(blog_with_nhs_number, people, as_user):
    post_publication_checks(
        as_user(people.second_reviewer),
        blog_with_nhs_number,
        reason="An invented number, it says so.",
    )
    page = BlogPage.objects.get(pk=blog_with_nhs_number.pk)
    page.summary = "Other words."
    page.save_revision(user=people.writer)
    decide(as_user(people.reviewer), page, "approve")
    assert not is_live(page)


def test_warning_requires_acknowledgement_at_the_safety_check(hub, people, as_user):
    page = create_submitted_blog(hub, people, body=[{"type": "text", "value": f"<p>{WARNING}</p>"}])
    reviewer = as_user(people.reviewer)
    decide(reviewer, page, "approve")
    assert not is_live(page)
    assert "Oyelaran" in publication_checks_html(reviewer, page)
    post_publication_checks(reviewer, page, acknowledge="yes")
    decide(reviewer, page, "approve")
    assert is_live(page)


def test_sensitive_subject_requires_content_notice_with_sources_of_help(hub, people, as_user):
    text = {"type": "text", "value": "<p>My brother died by suicide.</p>"}
    page = create_submitted_blog(hub, people, body=[text])
    reviewer = as_user(people.reviewer)
    decide(reviewer, page, "approve")
    assert not is_live(page)
    assert "suicide and self-harm" in publication_checks_html(reviewer, page)
    source = HelpSource.objects.create(name="A helpline", description="Day and night.")
    notice = {"type": "notice", "value": {"text": "Of a death.", "sources": [source.pk]}}
    page = create_submitted_blog(hub, people, slug="with-notice", body=[notice, text])
    assert "suicide and self-harm" not in publication_checks_html(reviewer, page)


def test_allowed_contact_does_not_block_publication(hub, people, as_user):
    AllowedContact.objects.create(
        contact_type="email",
        contact="press@charity.example",
        organisation="The charity",
        reason="On its site",
    )
    text = {"type": "text", "value": "<p>Write to press@charity.example.</p>"}
    page = create_submitted_blog(hub, people, body=[text])
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_page_without_findings_is_published(hub, people, as_user):
    page = create_submitted_blog(hub, people)
    assert "The checks found nothing" in publication_checks_html(as_user(people.reviewer), page)
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_publication_checks_require_edit_permission(blog_with_nhs_number, people, as_user):
    for user in (people.guest, people.member):
        response = as_user(user).get(f"/admin/desk/{blog_with_nhs_number.pk}/before-publication/")
        assert response.status_code == 403
    assert Page.objects.get(pk=blog_with_nhs_number.pk).live is False


def test_decision_about_outdated_content_is_refused(blog_with_nhs_number, people, as_user):
    url = f"/admin/desk/{blog_with_nhs_number.pk}/before-publication/"
    second = as_user(people.second_reviewer)
    token = second.get(url).context["checks"].content_token
    page = BlogPage.objects.get(pk=blog_with_nhs_number.pk)
    page.summary = f"Another of NHS number {NHS_NUMBER}."
    page.save_revision(user=people.writer)
    data = {"content_token": token, "reason": "An invented number, and it says so."}
    response = second.post(url, data, follow=True)
    assert "Read it again" in response.content.decode()
    assert not SafetyOverride.objects.exists()


def test_override_does_not_apply_after_image_change(blog_with_nhs_number, people, as_user):
    post_publication_checks(
        as_user(people.second_reviewer),
        blog_with_nhs_number,
        reason="An invented number, it says so.",
    )
    picture = HubImage.objects.get()
    picture.credit = f"Of the patient with NHS number {NHS_NUMBER}"
    picture.save()
    decide(as_user(people.reviewer), blog_with_nhs_number, "approve")
    assert not is_live(blog_with_nhs_number)
