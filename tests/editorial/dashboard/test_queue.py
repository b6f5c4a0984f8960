"""The queue: all that waits, for whoever may see it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from editorial.dashboard import queue
from editorial.dashboard.querysets import pending_task_states
from editorial.workflow.models import EditorialTaskState
from tests import factories as make
from tests.editorial.conftest import create_guest
from tests.editorial.editor_actions import create_draft, decide

QUEUE = "/admin/desk/queue/"


@pytest.fixture
def pieces(hub, people, as_user):
    """Four pieces: two of the desk's, one a step further than the other, and one of each guest."""
    made = {
        "new": create_draft(people.writer, hub.blogs, "New from the writer"),
        "read": create_draft(people.writer, hub.blogs, "Read by an editor"),
        "guest": create_draft(people.guest, hub.campaign, "Safer by a guest"),
        "other": create_draft(people.other_guest, hub.other_campaign, "Zanzibar by a guest"),
    }
    for page in made.values():
        page.get_workflow().start(page, page.owner)
    decide(as_user(people.editor), made["read"], "approve")
    return made


def titles(answer):
    return [row["page"].title for row in answer.context["rows"]]


def test_an_editor_sees_all_that_waits_and_takes_what_they_may_decide(pieces, people, as_user):
    answer = as_user(people.writer).get(QUEUE)
    shown = answer.content.decode()
    assert "4 pieces wait" in " ".join(shown.split())
    assert "<caption" in shown
    assert "<th>" not in shown
    offered = {row["page"].title: row["is_open"] for row in answer.context["rows"]}
    assert offered == {
        "New from the writer": False,  # their own
        "Read by an editor": False,  # the reviewers'
        "Safer by a guest": True,
        "Zanzibar by a guest": True,
    }


def test_a_guest_sees_their_own_and_nobodys_name(pieces, hub, people, as_user):
    EditorialTaskState.objects.update(claimed_by=people.editor)
    people.editor.first_name = "Quirina"
    people.editor.save()
    answer = as_user(people.guest).get(QUEUE)
    assert titles(answer) == ["Safer by a guest"]
    shown = answer.content.decode()
    for secret in ("Zanzibar", "Quirina", "@hub.example", "writer"):
        assert secret not in shown
    for question in ("?campaign=", "?taken=", "?whose=sent-in&kind="):
        assert titles(as_user(people.guest).get(QUEUE + question)) == ["Safer by a guest"]
    colleague = create_guest("colleague@campaign.example", hub.campaign)
    assert titles(as_user(colleague).get(QUEUE)) == []


def test_a_guest_is_offered_no_button_that_is_closed_to_them(pieces, people, as_user):
    page = Page.objects.get(pk=pieces["guest"].pk).specific
    page.summary = "Changed by the desk."
    page.save_revision(user=people.writer)
    decide(as_user(people.editor), page, "approve")
    guest = as_user(people.guest)
    assert guest.get(QUEUE).context["rows"][0]["state"].task.name == "Partner agrees"
    for address in (QUEUE, "/admin/"):
        shown = guest.get(address).content.decode()
        assert "Safer by a guest" in shown
        assert "/take/" not in shown


def test_a_guest_who_lost_their_seat_loses_the_queue_too(pieces, people, as_user):
    people.guest.guest_writer_rows.all().delete()
    people.guest.groups.add(make.Group.objects.get(name="Campaign partners"))
    assert titles(as_user(people.guest).get(QUEUE)) == []


def test_the_queue_is_narrowed(pieces, hub, people, as_user):
    new = pending_task_states().get(workflow_state__object_id=pieces["new"].pk)
    new.due_on = timezone.localdate() - timedelta(days=1)
    new.claimed_by = people.editor
    new.save()
    editor = as_user(people.editor)

    def asked(question):
        return sorted(title.split()[0] for title in titles(editor.get(f"{QUEUE}?{question}")))

    assert asked("") == ["New", "Read", "Safer", "Zanzibar"]
    assert asked("late=on") == ["New"]
    assert asked("step=Safety+check") == ["Read"]
    assert asked("taken=me") == ["New"]
    assert asked("taken=nobody") == ["Read", "Safer", "Zanzibar"]
    assert asked(f"campaign={hub.other_campaign.pk}") == ["Zanzibar"]
    assert asked("whose=to-decide") == ["New", "Safer", "Zanzibar"]
    assert asked("whose=sent-in") == []
    assert asked("whose=to-decide&late=on&step=Safety+check") == []
    kind = pieces["new"].content_type_id
    assert len(asked(f"kind={kind}")) == 4
    admin = as_user(people.admin).get(f"{QUEUE}?taken={people.editor.pk}")
    assert titles(admin) == ["New from the writer"]


@pytest.mark.parametrize(
    "odd",
    ["p=banana", "p=-4", "p=9999", "step=x", "kind=999999", "campaign=%00", "taken=1e9", "late="],
)
def test_an_odd_question_shows_the_queue(pieces, people, as_user, odd):
    answer = as_user(people.editor).get(f"{QUEUE}?{odd}")
    assert answer.status_code == 200
    assert len(titles(answer)) == 4


def test_a_long_queue_has_pages_that_keep_the_question(pieces, people, as_user, monkeypatch):
    monkeypatch.setattr(queue, "PER_PAGE", 2)
    editor = as_user(people.editor)
    first = editor.get(f"{QUEUE}?step=Editor’s+review")
    second = editor.get(f"{QUEUE}?step=Editor’s+review&p=2")
    assert len(titles(first) + titles(second)) == 3
    assert not set(titles(first)) & set(titles(second))
    assert "step=Editor" in first.content.decode().split('class="next"')[1].split("</li>")[0]


def test_taking_a_step_leads_back_to_where_it_was_taken(pieces, people, as_user):
    editor = as_user(people.editor)
    here = f"{QUEUE}?step=Editor%E2%80%99s+review"
    [state, *_] = editor.get(here).context["rows"]
    take = f"/admin/desk/steps/{state['state'].pk}/take/"
    assert editor.post(take, {"next": here})["Location"] == here
    assert editor.post(take, {"next": "https://elsewhere.example/"})["Location"] == "/admin/"


def test_the_menu_leads_there(pieces, people, as_user):
    for person in (people.editor, people.reviewer, people.guest, people.admin):
        assert QUEUE in as_user(person).get("/admin/").content.decode()
    assert as_user(people.member).get(QUEUE).status_code == 403


def test_nothing_waits(hub, people, as_user):
    assert "Nothing waits." in as_user(people.editor).get(QUEUE).content.decode()
    chosen = as_user(people.editor).get(f"{QUEUE}?late=on").content.decode()
    assert "Nothing waits that fits what you chose." in chosen


def test_the_report_of_workflows_shows_each_step_as_wagtail_would(pieces, people, as_user):
    Page.objects.get(pk=pieces["new"].pk).specific.save_revision(user=people.writer)
    decide(as_user(people.editor), pieces["guest"], "reject", "Please add a source.")
    rows = as_user(people.admin).get("/admin/reports/workflow/").context["object_list"]
    assert len(rows) == 4
    for row in rows:
        shown = [(task["name"], task["status"]) for task in row.all_tasks_with_status]
        del row.all_tasks_with_status
        asked = [(task.name, task.status) for task in row.all_tasks_with_status()]
        assert shown == asked
