"""The desk at a glance."""

from datetime import timedelta

from django.test import RequestFactory
from django.utils import timezone

from editorial.dashboard import panels
from editorial.dashboard.querysets import pending_for, rows_with_pages
from editorial.workflow.models import EditorialTaskState
from tests import factories as make
from tests.editorial.editor_actions import create_draft, decide, submit_for_review


def send_in(as_user, user, parent, title):
    page = create_draft(user, parent, title)
    submit_for_review(as_user(user), page)
    return page


def test_an_editor_sees_what_others_sent_in_and_not_their_own(hub, people, as_user):
    send_in(as_user, people.writer, hub.blogs, "By the writer")
    send_in(as_user, people.editor, hub.blogs, "By the editor")
    waiting = [row["page"].title for row in rows_with_pages(pending_for(people.editor))]
    assert waiting == ["By the writer"]
    assert not pending_for(people.reviewer).exists()


def test_the_dashboard_links_to_what_waits(hub, people, as_user):
    page = send_in(as_user, people.writer, hub.blogs, "By the writer")
    decide(as_user(people.editor), page, "approve")
    shown = as_user(people.reviewer).get("/admin/").content.decode()
    assert f"/admin/pages/{page.pk}/edit/" in shown
    assert "Safety check" in shown


def test_a_guest_sees_what_they_sent_in_and_what_is_out_in_their_campaign(hub, people, as_user):
    send_in(as_user, people.guest, hub.campaign, "Mine")
    make.make_blog(hub.campaign, "Out here")
    make.make_blog(hub.other_campaign, "Out there")
    shown = as_user(people.guest).get("/admin/").content.decode()
    assert "Mine" in shown
    assert "Out here" in shown
    assert "Out there" not in shown
    assert "No page waits for you" in shown


def test_what_is_published_leaves_the_list(hub, people, as_user):
    page = send_in(as_user, people.writer, hub.blogs, "By the writer")
    assert len(panels.workflow_states_submitted_by(people.writer)) == 1
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert not panels.workflow_states_submitted_by(people.writer).exists()
    assert page.pk in [found.pk for found in panels.recently_published_pages(people.writer)]


def test_many_pages_cost_no_more_queries_than_one(hub, people, django_assert_num_queries):
    for number in range(4):
        page = create_draft(people.writer, hub.blogs, f"Draft {number}")
        page.get_workflow().start(page, people.writer)
    editor = make.make_user("fresh@hub.example", "Editors")
    # roles; open steps, four eyes among the conditions; their pages; the shelves of those
    with django_assert_num_queries(4):
        assert len(rows_with_pages(pending_for(editor))) == 4
    with django_assert_num_queries(1):  # workflow states, with the steps they have come to
        assert len(panels.workflow_states_submitted_by(people.writer)) == 4


def test_wagtails_own_panels_are_replaced(people):
    request = RequestFactory().get("/admin/")
    request.user = people.editor
    panels = [object()]
    panels.replace_homepage_panels(request, panels)
    assert [panel.name for panel in panels] == ["waiting", "records", "submitted", "published"]


def test_somebody_takes_a_step_and_others_see_it(hub, people, as_user):
    send_in(as_user, people.writer, hub.blogs, "By the writer")
    [state] = pending_for(people.editor)
    address = f"/admin/desk/steps/{state.pk}/take/"
    assert as_user(people.writer).post(address).status_code == 302  # sent away: it is theirs
    assert not pending_for(people.editor)[0].claimed_by
    as_user(people.editor).post(address)
    [state] = pending_for(people.admin)
    assert state.claimed_by == people.editor
    as_user(people.admin).post(address)
    assert pending_for(people.admin)[0].claimed_by == people.editor
    as_user(people.editor).post(address)
    assert not pending_for(people.editor)[0].claimed_by


def test_a_step_says_by_when_it_is_due_and_when_it_is_late(hub, people, as_user):
    send_in(as_user, people.writer, hub.blogs, "By the writer")
    [state] = pending_for(people.editor)
    assert state.due_on == timezone.localdate() + timedelta(days=7)
    EditorialTaskState.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "late:" in as_user(people.editor).get("/admin/").content.decode()
