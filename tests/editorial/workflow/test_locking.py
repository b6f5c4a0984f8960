"""Two people who press at the same moment make one change, and the second is told so kindly."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_approved

from editorial.consent.fingerprint import fingerprint
from editorial.consent.models import Consent, SignOff
from outbox.models import Notification
from pages.models import BlogPage
from tests import factories as make
from tests.editorial.consent.sign_off_helpers import (
    request_sign_off_path,
    shown_fingerprint,
    start_workflow,
)
from tests.editorial.editor_actions import (
    create_draft,
    decide,
    filled_edit_form,
    is_live,
    submit_for_review,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SLOWLY = 1.0
"""How many seconds somebody in the middle of it waits for somebody else to get in between."""
TOO_LATE = ("Nothing was changed", "is not currently awaiting moderation")


def together(*presses: Callable) -> list:
    """Let each press begin at the same moment, each in a thread and on a connection of its own."""
    at_once = Barrier(len(presses))

    def press(one: Callable) -> object:
        try:
            at_once.wait()
            return one()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(presses)) as pool:
        return [future.result() for future in [pool.submit(press, one) for one in presses]]


def overtaken(slow: Callable, quick: Callable, where: str) -> list:
    """Let one press begin, and another while the first is in the middle of it.

    Args:
        slow: Begins first. It waits in the middle until the other has ended, or a while.
        quick: Begins as soon as the first is in the middle.
        where: The middle: the name of a hook of the editor's, or "approved".
    """
    in_the_middle, other_has_ended = Event(), Event()

    def wait(*args: object, **kwargs: object) -> None:
        if not in_the_middle.is_set():
            in_the_middle.set()
            other_has_ended.wait(SLOWLY)

    def second() -> object:
        assert in_the_middle.wait(30)
        try:
            return quick()
        finally:
            other_has_ended.set()

    if where == "approved":
        task_approved.connect(wait)
        try:
            return together(slow, second)
        finally:
            task_approved.disconnect(wait)
    with hooks.register_temporarily(where, wait):
        return together(slow, second)


@pytest.fixture
def at_safety_check(hub, people, as_user):
    """A blog that an editor has passed."""
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    Notification.objects.all().delete()
    return page


def press_of(client, page, action):
    """Return a press on a decision, as it was offered before anybody else pressed."""
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return lambda: client.post(url, {"comment": ""}, follow=True)


def press_in_editor(client, page, action="", **changes):
    """Return a press in the editor, which was opened before anybody else pressed."""
    url, data = filled_edit_form(client, page, action, **changes)
    return lambda: client.post(url, data, follow=True)


def is_told(html):
    return any(words in html for words in TOO_LATE)


def said(answers):
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content.decode() for answer in answers]


def decisions(page):
    states = TaskState.objects.filter(workflow_state__object_id=str(page.pk))
    return list(states.order_by("pk").values_list("task__name", "status"))


def told(kind):
    """Return how many letters of a kind each person gets."""
    people = list(Notification.objects.filter(kind=kind).values_list("user__email", flat=True))
    assert len(people) == len(set(people))
    return set(people)


@pytest.mark.parametrize("round_", range(2))
def test_two_who_approve_publish_once(at_safety_check, people, as_user, round_):
    page = at_safety_check
    clients = [as_user(people.reviewer), as_user(people.second_reviewer)]
    pages = said(together(*[press_of(client, page, "approve") for client in clients]))
    assert sum(map(is_told, pages)) == 1
    assert is_live(page)
    assert decisions(page) == [("Editor’s review", "approved"), ("Safety check", "approved")]
    assert len(told("editorial/page_published")) == 3  # who wrote it, and the two who approved it


@pytest.mark.parametrize("round_", range(2))
def test_one_who_approves_and_one_who_asks_for_changes(at_safety_check, people, as_user, round_):
    page = at_safety_check
    approve = press_of(as_user(people.reviewer), page, "approve")
    reject = press_of(as_user(people.second_reviewer), page, "reject")
    pages = said(together(approve, reject))
    assert sum(map(is_told, pages)) == 1
    [_, (_, decision)] = decisions(page)
    assert is_live(page) == (decision == "approved")
    assert bool(told("editorial/page_published")) == (decision == "approved")
    assert bool(told("editorial/workflow_rejected")) == (decision == "rejected")


def test_who_approves_while_somebody_saves_publishes_nothing_that_was_not_read(
    at_safety_check, people, as_user
):
    page = at_safety_check
    save = press_in_editor(as_user(people.admin), page, summary="Words that nobody read.")
    approve = press_of(as_user(people.reviewer), page, "approve")
    _, html = said(overtaken(save, approve, "before_edit_page"))
    assert is_told(html)
    assert not is_live(page)
    assert Page.objects.get(pk=page.pk).current_workflow_task.name == "Editor’s review"
    assert told("editorial/page_published") == set()


def test_who_saves_while_somebody_approves_makes_a_draft_of_what_is_public(
    at_safety_check, people, as_user
):
    page = at_safety_check
    approve = press_of(as_user(people.reviewer), page, "approve")
    save = press_in_editor(as_user(people.admin), page, summary="Words that nobody read.")
    said(overtaken(approve, save, "approved"))
    public = BlogPage.objects.get(pk=page.pk)
    assert public.live
    assert public.summary == "What A draft is about."
    assert public.get_latest_revision_as_object().summary == "Words that nobody read."
    assert public.has_unpublished_changes
    assert not WorkflowState.objects.active().exists()


@pytest.mark.parametrize("round_", range(2))
def test_who_saves_and_who_approves_at_once(at_safety_check, people, as_user, round_):
    page = at_safety_check
    approve = press_of(as_user(people.reviewer), page, "approve")
    save = press_in_editor(as_user(people.admin), page, summary="Words that nobody read.")
    said(together(approve, save))
    public = BlogPage.objects.get(pk=page.pk)
    assert public.get_latest_revision_as_object().summary == "Words that nobody read."
    assert not public.live or public.summary == "What A draft is about."
    assert bool(told("editorial/page_published")) == public.live


def test_a_button_pressed_twice_submits_once(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    client = as_user(people.writer)
    presses = [press_in_editor(client, page, "action-submit") for _ in range(2)]
    said(overtaken(*presses, "before_edit_page"))
    assert WorkflowState.objects.count() == 1
    assert (
        len(told("editorial/task_submitted"))
        == Notification.objects.filter(kind="editorial/task_submitted").count()
    )


@pytest.fixture
def links(hub, people, as_user):
    """Two windows with the same link to an account of somebody's care."""
    page = make.make_blog(
        hub.blogs, "My week", live=False, owner=people.writer, is_account=True, body=[]
    )
    page.save_revision(user=people.writer)
    start_workflow(page, people.writer)
    decide(as_user(people.editor), page, "approve")
    link = request_sign_off_path(page, user=people.editor)
    Notification.objects.all().delete()
    return page, link


@pytest.mark.parametrize("other", ["agreed", "declined", "changes"])
def test_a_link_answered_in_two_windows_has_one_answer(links, client, other):
    _, link = links

    seen = shown_fingerprint(link)

    def answer(words):
        data = {"answer": words, "remarks": "Please change it.", "shown_fingerprint": seen}
        return lambda: Client().post(link, data, follow=True)

    answers = together(answer("agreed"), answer(other))
    assert {each.status_code for each in answers} <= {200, 404}  # the link may be closed by now
    taken = SignOff.objects.get()
    assert Consent.objects.count() == (taken.answer == "agreed")
    assert Notification.objects.filter(kind="editorial/sign_off_answered").count() == len(
        told("editorial/sign_off_answered")
    )


def test_an_answer_while_the_words_are_changed_agrees_to_no_words_that_were_not_shown(
    links, people, as_user
):
    page, link = links
    save = press_in_editor(as_user(people.writer), page, summary="Words that nobody read.")

    seen = shown_fingerprint(link)

    def agree():
        return Client().post(link, {"answer": "agreed", "shown_fingerprint": seen}, follow=True)

    together(save, agree)
    page = BlogPage.objects.get(pk=page.pk)
    latest = page.get_latest_revision_as_object()
    if page.current_workflow_task.name == "Safety check":  # the answer came first
        assert latest.summary == "What My week is about."
    else:
        assert latest.summary == "Words that nobody read."
        assert not Consent.objects.to(page, fingerprint(latest)).exists()


def test_two_who_take_a_step_together_do_not_both_have_it(at_safety_check, people, as_user):
    state = Page.objects.get(pk=at_safety_check.pk).current_workflow_task_state
    url = reverse("editorial:claim", args=[state.pk])
    clients = [as_user(people.reviewer), as_user(people.second_reviewer)]
    pages = said(together(*[lambda c=c: c.post(url, follow=True) for c in clients]))
    assert sum("It is yours." in html for html in pages) == 1
    assert sum("Somebody else took it" in html for html in pages) == 1
