"""Editing a page in review: what saving will cancel is said before, what it cancelled after."""

from django.urls import reverse

from outbox.models import Notification
from tests.editorial.consent.sign_off_helpers import agree_by_link, request_sign_off_path
from tests.editorial.editor_actions import approve, create_draft, decide, post_edit_form
from tests.editorial.workflow.test_outcomes import messages_on


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_editor_says_what_saving_cancels_before_and_after(at_sign_off, people, as_user):
    agree_by_link(request_sign_off_path(at_sign_off, 0))
    request_sign_off_path(at_sign_off, 1)
    editor = as_user(people.editor)
    note = messages_on(editor.get(edit_url(at_sign_off)))["warning"]
    assert "If you save a change:" in note
    assert "the sign-off link sent to Bertil Åkesson will be cancelled" in note
    assert "Amina Yusuf must agree again" in note
    assert "the review starts again at the step “Editor’s review”" in note
    response = post_edit_form(editor, at_sign_off, title="Spotlight: three nurses")
    shown = messages_on(editor.get(response["Location"]))["warning"]
    assert "The review has started again at the step “Editor’s review”." in shown
    assert "The sign-off link sent to Bertil Åkesson was cancelled." in shown
    assert reverse("editorial:sign_offs", args=[at_sign_off.pk]) in shown


def test_draft_without_links_has_no_note(hub, people, as_user):
    writer = as_user(people.writer)
    page = create_draft(people.writer, hub.blogs)
    assert "warning" not in messages_on(writer.get(edit_url(page)))
    response = post_edit_form(writer, page, title="Another title")
    assert messages_on(writer.get(response["Location"])).keys() == {"success"}


def test_submission_says_who_decides_and_what_to_remove(hub, people, as_user):
    writer = as_user(people.writer)
    page = create_draft(people.writer, hub.blogs)
    number = {"summary": "Her NHS number is 943 476 5919."}
    response = post_edit_form(writer, page, "action-submit", nothing_to_declare="on", **number)
    shown = messages_on(writer.get(response["Location"]))
    assert "“A draft” was submitted for review." in shown["success"]
    assert "waiting for an editor or reviewer who did not write or edit it." in shown["success"]
    assert "The decision is due by " in shown["success"]
    assert "Remove 1 text that could identify a person." in shown["warning"]


def test_page_at_sign_off_says_whom_to_ask(at_sign_off, people, as_user):
    email = Notification.objects.filter(kind="editorial/sign_off_started").first()
    assert "Ask these people to agree:" in email.text
    assert "- Amina Yusuf" in email.text
    url = reverse("editorial:sign_offs", args=[at_sign_off.pk])
    assert url in email.text
    request_sign_off_path(at_sign_off, 1)
    dashboard = as_user(people.writer).get("/admin/").text
    assert "Waiting for sign-off" in dashboard
    assert "Bertil Åkesson, asked on" in dashboard
    assert url in dashboard
    assert "No pages are waiting for your review." in dashboard


def test_partner_reads_what_was_changed(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign, "In my words")
    page.get_workflow().start(page, people.guest)
    page.summary = "Words of the editor."
    page.save_revision(user=people.writer)
    approve(page, people.editor)
    guest = as_user(people.guest)
    own = page.revisions.filter(user=people.guest).get()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, own.pk, "latest"])
    assert url in guest.get(edit_url(page)).text
    [email] = Notification.objects.filter(kind="editorial/agreement_requested")
    assert email.user == people.guest
    assert url in email.text
    assert "Words of the editor." in guest.get(url).text
    assert as_user(people.other_guest).get(url).status_code == 403
    assert "Waiting for your agreement" in guest.get("/admin/").text
    answer = guest.get(decide(guest, page, "approve")["Location"], follow=True)
    assert "Thank you. You agreed to the text" in messages_on(answer)["success"]
    assert "waiting for a reviewer who did not write or edit it" in messages_on(answer)["success"]


def test_status_panel_says_who_can_change_the_page_at_the_step(at_sign_off, people, as_user):
    text = as_user(people.writer).get(edit_url(at_sign_off)).text
    assert "Only reviewers" not in text
    assert "Everyone with access to this page can change it at this step." in text
    agree_by_link(request_sign_off_path(at_sign_off, 0))
    agree_by_link(request_sign_off_path(at_sign_off, 1))
    locked = as_user(people.writer).get(edit_url(at_sign_off)).text
    assert "You cannot change this page now." in locked
    assert "At the step Safety check, only reviewers and administrators can change it." in locked
