"""Every screen of a page in a workflow says who can act on it."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Page

from editorial.workflow.actors import describe_actors
from editorial.workflow.base_task import EditorialTaskState
from tests.editorial.consent.sign_off_helpers import agree_by_link, request_sign_off_path
from tests.editorial.editor_actions import approve, decide
from tests.networks.factories import make_form

ROLE = "Waiting for an editor or reviewer who did not write or edit it"


def page_urls(page) -> dict[str, str]:
    """Return the URLs of the screens about one page."""
    return {
        "editor": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "checks": reverse("editorial:publication_checks", args=[page.pk]),
        "sign-off": reverse("editorial:sign_offs", args=[page.pk]),
        "history": reverse(
            "wagtailadmin_pages:workflow_history_detail",
            args=[page.pk, page.current_workflow_state.pk],
        ),
    }


LISTS = {
    "dashboard": "/admin/",
    "queue": "/admin/desk/queue/",
    "workflows": "/admin/reports/workflow/",
    "tasks": "/admin/reports/workflow_tasks/",
}


def test_every_screen_names_the_roles_and_the_people(submitted, people, as_user):
    page = Page.objects.get(pk=submitted.pk)
    editor = as_user(people.editor)
    for name, url in (LISTS | page_urls(page)).items():
        text = editor.get(url).text
        assert ROLE in text, name
        if name not in LISTS:
            assert "you, reviewer@hub.example and second@hub.example" in text, name
    # In the message, the side panel, and the dialog with the steps.
    assert editor.get(page_urls(page)["editor"]).text.count(f"{ROLE}: you") == 3
    assert ROLE in as_user(people.writer).get("/admin/").text  # under what the author submitted


def test_claim_is_named(submitted, people):
    EditorialTaskState.objects.update(claimed_by=people.reviewer)
    page = Page.objects.get(pk=submitted.pk)
    assert describe_actors(page, people.editor).endswith("Assigned to reviewer@hub.example.")
    assert describe_actors(page, people.reviewer).endswith("Assigned to you.")


def test_guest_reads_roles_without_names(submitted_by_guest, people, as_user):
    url = reverse("wagtailadmin_pages:edit", args=[submitted_by_guest.pk])
    text = as_user(people.guest).get(url).text
    assert "Waiting for an editor who did not write or edit it." in text
    assert "editor@hub.example" not in text


def test_partner_is_asked_to_agree_by_name(submitted_by_guest, people):
    page = submitted_by_guest
    page.summary = "Changed."
    page.save_revision(user=people.writer)
    approve(page, people.editor)
    page = Page.objects.get(pk=page.pk)
    expected = "Step: Partner agrees. Waiting for the campaign partner who wrote it"
    assert describe_actors(page, people.editor) == f"{expected}: guest@campaign.example."
    assert describe_actors(page, people.guest) == f"{expected}: you."


def test_people_who_have_yet_to_sign_off_are_named(at_sign_off, people):
    agree_by_link(request_sign_off_path(at_sign_off))
    text = describe_actors(Page.objects.get(pk=at_sign_off.pk), people.editor)
    assert text.endswith("by their personal links: Bertil Åkesson.")


def test_page_sent_back_waits_for_its_author(submitted, people, as_user):
    decide(as_user(people.editor), submitted, "reject", "Shorter.")
    text = as_user(people.writer).get(page_urls(Page.objects.get(pk=submitted.pk))["editor"]).text
    assert "Waiting for its author to submit it again: you." in text


@pytest.mark.same_on_both
def test_network_says_who_can_act(hub, people, as_user):
    form = make_form("Writing to us")
    form.save_revision(user=people.writer)
    form.get_workflow().start(form, people.writer)
    url = reverse("wagtailsnippets_networks_joinform:edit", args=[form.pk])
    expected = f"Step: Review. {ROLE}: you, reviewer@hub.example and second@hub.example."
    assert escape(expected) in as_user(people.editor).get(url).text
    assert ROLE in as_user(people.reviewer).get("/admin/").text
