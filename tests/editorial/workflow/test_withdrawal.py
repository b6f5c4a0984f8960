"""Withdrawing from review is the author's, asks for confirmation, and is told to the author."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from outbox.models import Notification
from tests.editorial.editor_actions import decide, post_blog
from tests.networks.factories import make_form


def withdrawal_url(content) -> str:
    return reverse("editorial:withdraw", args=[content.current_workflow_state.pk])


def in_review(page) -> bool:
    return Page.objects.get(pk=page.pk).workflow_in_progress


def test_author_confirms_before_the_page_leaves_review(submitted, people, as_user):
    page = Page.objects.get(pk=submitted.pk)
    writer, url = as_user(people.writer), withdrawal_url(page)
    editor = writer.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert f'href="{url}"' in editor
    assert "Withdraw from review" in editor
    assert "action-cancel-workflow" not in editor
    assert "will no longer be reviewed" in writer.get(url).text
    assert in_review(page)
    response = writer.post(url, follow=True)
    assert "“A draft” was withdrawn from review." in response.text
    assert not in_review(page)
    assert not Notification.objects.filter(kind="editorial/workflow_cancelled").exists()
    assert "is not in review" in writer.post(url, follow=True).text


def test_cancellation_posted_to_the_page_editor_asks_first(submitted, people, as_user):
    response = post_blog(as_user(people.writer), submitted, "action-cancel-workflow")
    assert response["Location"] == withdrawal_url(Page.objects.get(pk=submitted.pk))
    assert in_review(submitted)


def test_reviewer_cannot_withdraw_and_administrator_tells_the_author(submitted, people, as_user):
    url = withdrawal_url(Page.objects.get(pk=submitted.pk))
    for user in (people.reviewer, people.editor, people.guest):
        assert as_user(user).post(url).status_code in {302, 403}
    assert in_review(submitted)
    assert "We will email writer@hub.example" in as_user(people.admin).get(url).text
    as_user(people.admin).post(url)
    email = Notification.objects.get(kind="editorial/workflow_cancelled")
    assert email.user == people.writer
    assert "withdrawn from review by admin@hub.example" in email.text


def test_page_sent_back_has_one_button_to_submit_again(submitted, people, as_user):
    decide(as_user(people.editor), submitted, "reject", "Shorter.")
    url = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    editor = as_user(people.writer).get(url).text
    assert "Submit again" in editor
    assert "action-restart-workflow" not in editor
    assert "Shorter." in editor


@pytest.mark.same_on_both
def test_network_form_is_withdrawn_after_confirmation(hub, people, as_user):
    form = make_form("Writing to us")
    form.save_revision(user=people.writer)
    form.get_workflow().start(form, people.writer)
    writer, url = as_user(people.writer), withdrawal_url(form)
    editor = writer.get(reverse("wagtailsnippets_networks_joinform:edit", args=[form.pk])).text
    assert f'href="{url}"' in editor
    assert "action-cancel-workflow" not in editor
    assert "At the step Review, only editors and administrators can change it." in editor
    writer.post(url)
    assert not type(form).objects.get(pk=form.pk).workflow_in_progress


def test_admin_says_review_and_not_moderation(submitted, people, as_user):
    page = Page.objects.get(pk=submitted.pk)
    state = page.current_workflow_state
    decide(as_user(people.editor), submitted, "reject", "Shorter.")
    client = as_user(people.admin)
    screens = [
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[page.pk]),
        reverse("wagtailadmin_pages:workflow_history_detail", args=[page.pk, state.pk]),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("wagtailadmin_pages:add", args=["pages", "blogpage", page.get_parent().pk]),
        "/admin/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        "/admin/reports/site-history/",
    ]
    for url in screens:
        text = client.get(url).text
        for words in ("n moderation", "for moderation", "Rejected", "Needs changes", "Submit to "):
            assert words not in text, (url, words)
