"""The queue of pending tasks."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from editorial.dashboard import queue
from editorial.dashboard.querysets import pending_task_states
from editorial.workflow.base_task import EditorialTaskState
from tests import factories as make
from tests.editorial.conftest import create_guest
from tests.editorial.editor_actions import create_draft, decide
from tests.snapshots import snapshot

QUEUE = "/admin/desk/queue/"


@pytest.fixture
@snapshot
def pages(hub, people, as_user):
    """Create four submitted pages: by staff, by each guest, and one that an editor approved."""
    made = {
        "new": create_draft(people.writer, hub.blogs, "New from the writer"),
        "read": create_draft(people.guest, hub.campaign, "Read by an editor"),
        "guest": create_draft(people.guest, hub.campaign, "Safer by a guest"),
        "other": create_draft(people.other_guest, hub.other_campaign, "Zanzibar by a guest"),
    }
    for page in made.values():
        page.get_workflow().start(page, page.owner)
    decide(as_user(people.editor), made["read"], "approve")
    return made


def row_titles(response):
    return [row["page"].title for row in response.context["rows"]]


def test_editor_sees_all_pending_and_claims_what_they_may_decide(pages, people, as_user):
    response = as_user(people.writer).get(QUEUE)
    body = response.content.decode()
    assert "4 pages waiting" in " ".join(body.split())
    assert "<caption" in body
    assert "<th>" not in body
    offered = {row["page"].title: row["can_claim"] for row in response.context["rows"]}
    assert offered == {
        "New from the writer": False,  # own page
        "Read by an editor": False,  # for reviewers
        "Safer by a guest": True,
        "Zanzibar by a guest": True,
    }


def test_guest_sees_own_pages_and_no_names(pages, hub, people, as_user):
    EditorialTaskState.objects.update(claimed_by=people.editor)
    people.editor.first_name = "Quirina"
    people.editor.save()
    response = as_user(people.guest).get(QUEUE)
    own = ["Read by an editor", "Safer by a guest"]
    assert row_titles(response) == own
    body = response.content.decode()
    for secret in ("Zanzibar", "Quirina", "@hub.example", "writer"):
        assert secret not in body
    for query in ("?campaign=", "?taken=", "?whose=sent-in&kind="):
        assert row_titles(as_user(people.guest).get(QUEUE + query)) == own
    colleague = create_guest("colleague@campaign.example", hub.campaign)
    assert row_titles(as_user(colleague).get(QUEUE)) == []


def test_guest_is_offered_no_claim_button(pages, people, as_user):
    page = Page.objects.get(pk=pages["guest"].pk).specific
    page.summary = "Changed by the desk."
    page.save_revision(user=people.writer)
    decide(as_user(people.editor), page, "approve")
    guest = as_user(people.guest)
    rows = guest.get(QUEUE).context["rows"]
    assert "Partner agrees" in [row["state"].task.name for row in rows]
    for address in (QUEUE, "/admin/"):
        body = guest.get(address).content.decode()
        assert "Safer by a guest" in body
        assert "/take/" not in body


def test_former_guest_writer_sees_empty_queue(pages, people, as_user):
    people.guest.guest_writer_rows.all().delete()
    people.guest.groups.add(make.Group.objects.get(name="Campaign partners"))
    assert row_titles(as_user(people.guest).get(QUEUE)) == []


def test_queue_filters(pages, hub, people, as_user):
    new = pending_task_states().get(workflow_state__object_id=pages["new"].pk)
    new.due_on = timezone.localdate() - timedelta(days=1)
    new.claimed_by = people.editor
    new.save()
    editor = as_user(people.editor)

    def titles(query):
        return sorted(title.split()[0] for title in row_titles(editor.get(f"{QUEUE}?{query}")))

    assert titles("") == ["New", "Read", "Safer", "Zanzibar"]
    assert titles("late=on") == ["New"]
    assert titles("step=Safety+check") == ["Read"]
    assert titles("taken=me") == ["New"]
    assert titles("taken=nobody") == ["Read", "Safer", "Zanzibar"]
    assert titles(f"campaign={hub.other_campaign.pk}") == ["Zanzibar"]
    assert titles("whose=to-decide") == ["New", "Safer", "Zanzibar"]
    assert titles("whose=sent-in") == []
    assert titles("whose=to-decide&late=on&step=Safety+check") == []
    kind = pages["new"].content_type_id
    assert len(titles(f"kind={kind}")) == 4
    admin = as_user(people.admin).get(f"{QUEUE}?taken={people.editor.pk}")
    assert row_titles(admin) == ["New from the writer"]


def test_invalid_query_string_shows_unfiltered_queue(pages, people, as_user):
    editor = as_user(people.editor)
    invalid = "p=banana p=-4 p=9999 step=x kind=999999 campaign=%00 taken=1e9 late="
    for query in invalid.split():
        response = editor.get(f"{QUEUE}?{query}")
        assert response.status_code == 200, query
        assert len(row_titles(response)) == 4, query


def test_pagination_keeps_filters(pages, people, as_user, monkeypatch):
    monkeypatch.setattr(queue, "PER_PAGE", 1)
    editor = as_user(people.editor)
    first = editor.get(f"{QUEUE}?step=Editor’s+review")
    second = editor.get(f"{QUEUE}?step=Editor’s+review&p=2")
    assert len(row_titles(first) + row_titles(second)) == 2
    assert not set(row_titles(first)) & set(row_titles(second))
    assert "step=Editor" in first.content.decode().split('class="next"')[1].split("</li>")[0]


def test_claim_redirects_to_local_next_url_only(pages, people, as_user):
    editor = as_user(people.editor)
    url = f"{QUEUE}?step=Editor%E2%80%99s+review"
    [state, *_] = editor.get(url).context["rows"]
    claim_url = f"/admin/desk/steps/{state['state'].pk}/take/"
    assert editor.post(claim_url, {"next": url})["Location"] == url
    assert editor.post(claim_url, {"next": "https://elsewhere.example/"})["Location"] == "/admin/"


def test_menu_links_to_queue(pages, people, as_user):
    for person in (people.editor, people.reviewer, people.guest, people.admin):
        assert QUEUE in as_user(person).get("/admin/").content.decode()
    assert as_user(people.member).get(QUEUE).status_code == 403


def test_empty_queue_says_so(hub, people, as_user):
    assert "No pages are waiting." in as_user(people.editor).get(QUEUE).content.decode()
    chosen = as_user(people.editor).get(f"{QUEUE}?late=on").content.decode()
    assert "No pages match your filters." in chosen


def test_workflow_report_matches_wagtails_statuses(pages, people, as_user):
    Page.objects.get(pk=pages["new"].pk).specific.save_revision(user=people.writer)
    decide(as_user(people.editor), pages["guest"], "reject", "Please add a source.")
    rows = as_user(people.admin).get("/admin/reports/workflow/").context["object_list"]
    assert len(rows) == 4
    for row in rows:
        body = [(task["name"], task["status"]) for task in row.all_tasks_with_status]
        del row.all_tasks_with_status
        statuses = [(task.name, task.status) for task in row.all_tasks_with_status()]
        assert body == statuses
