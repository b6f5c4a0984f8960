"""Panels of the admin's home page."""

from datetime import timedelta

from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page

from editorial.dashboard import panels
from editorial.dashboard.querysets import pending_for, rows_with_pages
from editorial.workflow.base_task import EditorialTaskState
from tests import factories as make
from tests.editorial.editor_actions import create_draft, decide, submit_for_review


def create_submitted_page(as_user, user, parent, title):
    page = create_draft(user, parent, title)
    submit_for_review(as_user(user), page)
    return page


def test_pending_tasks_exclude_own_pages(hub, people, as_user):
    create_submitted_page(as_user, people.writer, hub.blogs, "By the writer")
    create_submitted_page(as_user, people.editor, hub.blogs, "By the editor")
    pending = [row["page"].title for row in rows_with_pages(pending_for(people.editor))]
    assert pending == ["By the writer"]
    create_submitted_page(as_user, people.guest, hub.campaign, "By the guest")
    pending = [row["page"].title for row in rows_with_pages(pending_for(people.reviewer))]
    assert sorted(pending) == ["By the editor", "By the writer"]  # the guest's is for editors


def test_dashboard_links_to_pending_page(hub, people, as_user):
    page = create_submitted_page(as_user, people.guest, hub.campaign, "By the guest")
    decide(as_user(people.editor), page, "approve")
    body = as_user(people.reviewer).get("/admin/").content.decode()
    assert f"/admin/pages/{page.pk}/edit/" in body
    assert "Safety check" in body


def test_guest_sees_own_submissions_and_publications_of_own_campaign(hub, people, as_user):
    create_submitted_page(as_user, people.guest, hub.campaign, "Mine")
    make.make_blog(hub.campaign, "Out here")
    make.make_blog(hub.other_campaign, "Out there")
    body = as_user(people.guest).get("/admin/").content.decode()
    assert "Mine" in body
    assert "Out here" in body
    assert "Out there" not in body
    assert "No pages are waiting for your agreement" in body


def test_published_page_leaves_submitted_panel(hub, people, as_user):
    page = create_submitted_page(as_user, people.writer, hub.blogs, "By the writer")
    assert len(panels.workflow_states_submitted_by(people.writer)) == 1
    decide(as_user(people.reviewer), page, "approve")
    assert not panels.workflow_states_submitted_by(people.writer).exists()
    assert page.pk in [found.pk for found in panels.recently_published_pages(people.writer)]


def test_panels_take_constant_number_of_queries(hub, people, django_assert_num_queries):
    for number in range(4):
        page = create_draft(people.writer, hub.blogs, f"Draft {number}")
        page.get_workflow().start(page, people.writer)
    editor = make.make_user("fresh@hub.example", "Editors")
    # groups; person; pending states with the four-eyes rule; their pages; the parents of these
    with django_assert_num_queries(5):
        assert len(rows_with_pages(pending_for(editor))) == 4
    with django_assert_num_queries(1):  # workflow states with their current tasks
        assert len(panels.workflow_states_submitted_by(people.writer)) == 4


def test_panels_replace_wagtails(people):
    request = RequestFactory().get("/admin/")
    request.user = people.editor
    homepage_panels = [object()]
    panels.replace_homepage_panels(request, homepage_panels)
    assert [panel.name for panel in homepage_panels] == [
        "sent-back",
        "waiting",
        "sign-off",
        "records",
        "submitted",
        "published",
    ]


def test_claim_is_visible_to_others_and_released_by_claimant_only(hub, people, as_user):
    create_submitted_page(as_user, people.writer, hub.blogs, "By the writer")
    [state] = pending_for(people.editor)
    url = f"/admin/desk/steps/{state.pk}/take/"
    assert as_user(people.writer).post(url).status_code == 302  # redirected: the page is their own
    assert not pending_for(people.editor)[0].claimed_by
    as_user(people.editor).post(url)
    [state] = pending_for(people.admin)
    assert state.claimed_by == people.editor
    as_user(people.admin).post(url)
    assert pending_for(people.admin)[0].claimed_by == people.editor
    as_user(people.editor).post(url)
    assert not pending_for(people.editor)[0].claimed_by


def test_due_date_is_set_and_late_tasks_are_marked(hub, people, as_user):
    create_submitted_page(as_user, people.writer, hub.blogs, "By the writer")
    [state] = pending_for(people.editor)
    assert state.due_on == timezone.localdate() + timedelta(days=7)
    EditorialTaskState.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "Overdue:" in as_user(people.editor).get("/admin/").content.decode()


def test_recent_publications_are_articles(hub, people):
    article = make.make_blog(hub.blogs, "An article")
    Page.objects.filter(depth__gt=1).update(last_published_at=timezone.now())
    titles = {page.title for page in panels.recently_published_pages(people.editor)}
    assert titles == {article.title, hub.campaign.title, hub.other_campaign.title}
