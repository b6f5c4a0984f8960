"""Simultaneous requests about one page: one takes effect, and the other user is informed."""

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

from editorial.consent.models import Consent, SignOff
from editorial.workflow import locking
from editorial.workflow.fingerprint import fingerprint
from outbox.models import Notification
from page_cache.models import CacheVersion
from pages.models import BlogPage
from tests import factories as make
from tests.editorial.consent.sign_off_helpers import (
    request_sign_off_path,
    shown_fingerprint,
    start_workflow,
)
from tests.editorial.editor_actions import (
    approve,
    blog_edit,
    create_draft,
    is_live,
    post_blog,
)
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db(transaction=True)

PAUSE_SECONDS = 1.0
"""How long the first request waits at most for the interrupting one."""
SOAK_ROUNDS = [pytest.param(number, marks=pytest.mark.soak) for number in range(2, 6)]
"""The order in which two threads get their locks differs from round to round."""
STALE_MESSAGE = "Your decision was not saved"


def run_simultaneously(*requests: Callable) -> list:
    """Start each request at the same moment, in a thread with its own database connection."""
    barrier = Barrier(len(requests))

    def run(request: Callable) -> object:
        try:
            barrier.wait()
            return request()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(requests)) as pool:
        return [future.result() for future in [pool.submit(run, request) for request in requests]]


def run_interleaved(first: Callable, interrupting: Callable, pause_at: str) -> list:
    """Start one request, and another while the first is paused.

    Args:
        first: Starts first, and pauses until the other has ended, or for PAUSE_SECONDS.
        interrupting: Starts when the first has paused.
        pause_at: Where the first pauses: the name of an editor hook, or "approved".
    """
    paused, finished = Event(), Event()

    def wait(*args: object, **kwargs: object) -> None:
        if not paused.is_set():
            paused.set()
            finished.wait(PAUSE_SECONDS)

    def second() -> object:
        assert paused.wait(30)
        try:
            return interrupting()
        finally:
            finished.set()

    if pause_at == "approved":
        task_approved.connect(wait)
        try:
            return run_simultaneously(first, second)
        finally:
            task_approved.disconnect(wait)
    with hooks.register_temporarily(pause_at, wait):
        return run_simultaneously(first, second)


def decision_request(client, page, action):
    """Return a request that decides on the task current now."""
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return lambda: client.post(url, {"comment": "Name the ward."}, follow=True)


def edit_request(client, page, action="", **changes):
    """Return a request that posts the page editor of the latest revision now."""
    url, data = blog_edit(page, action, **changes)
    return lambda: client.post(url, data)


def reports_stale_decision(body):
    return STALE_MESSAGE in body


def response_bodies(responses):
    assert {answer.status_code for answer in responses} <= {200, 302}
    return [answer.content.decode() for answer in responses]


def decisions(page):
    states = TaskState.objects.filter(workflow_state__object_id=str(page.pk))
    return list(states.order_by("pk").values_list("task__name", "status"))


def recipients(kind):
    """Return the email addresses notified of a kind, and assert that each was notified once."""
    people = list(Notification.objects.filter(kind=kind).values_list("user__email", flat=True))
    assert len(people) == len(set(people))
    return set(people)


@pytest.mark.parametrize("round_", [1, *SOAK_ROUNDS])
def test_two_simultaneous_approvals_publish_once(submitted, people, as_user, round_):
    page = submitted
    clients = [as_user(people.reviewer), as_user(people.second_reviewer)]
    pages = response_bodies(
        run_simultaneously(*[decision_request(client, page, "approve") for client in clients])
    )
    assert sum(map(reports_stale_decision, pages)) == 1
    assert is_live(page)
    assert decisions(page) == [("Review and safety check", "approved")]
    assert len(recipients("editorial/page_published")) == 2  # the author and the approver


@pytest.mark.parametrize("round_", [1, *SOAK_ROUNDS])
def test_simultaneous_approval_and_rejection_apply_one(submitted, people, as_user, round_):
    page = submitted
    approve = decision_request(as_user(people.reviewer), page, "approve")
    reject = decision_request(as_user(people.second_reviewer), page, "reject")
    pages = response_bodies(run_simultaneously(approve, reject))
    assert sum(map(reports_stale_decision, pages)) == 1
    [(_, decision)] = decisions(page)
    assert is_live(page) == (decision == "approved")
    assert bool(recipients("editorial/page_published")) == (decision == "approved")
    assert bool(recipients("editorial/workflow_rejected")) == (decision == "rejected")


def test_approval_during_save_publishes_nothing_unread(submitted, people, as_user):
    page = submitted
    save = edit_request(as_user(people.admin), page, summary="Words that nobody read.")
    approve = decision_request(as_user(people.reviewer), page, "approve")
    _, body = response_bodies(run_interleaved(save, approve, "before_edit_page"))
    assert reports_stale_decision(body)
    assert not is_live(page)
    assert Page.objects.get(pk=page.pk).current_workflow_task.name == "Review and safety check"
    assert recipients("editorial/page_published") == set()


def test_save_during_approval_becomes_draft_of_live_page(submitted, people, as_user):
    page = submitted
    approve = decision_request(as_user(people.reviewer), page, "approve")
    save = edit_request(as_user(people.admin), page, summary="Words that nobody read.")
    response_bodies(run_interleaved(approve, save, "approved"))
    public = BlogPage.objects.get(pk=page.pk)
    assert public.live
    assert public.summary == "What A draft is about."
    assert public.get_latest_revision_as_object().summary == "Words that nobody read."
    assert public.has_unpublished_changes
    assert not WorkflowState.objects.active().exists()


@pytest.mark.parametrize("round_", [1, *SOAK_ROUNDS])
def test_simultaneous_save_and_approval_publish_reviewed_revision_or_nothing(
    submitted, people, as_user, round_
):
    page = submitted
    approve = decision_request(as_user(people.reviewer), page, "approve")
    save = edit_request(as_user(people.admin), page, summary="Words that nobody read.")
    response_bodies(run_simultaneously(approve, save))
    public = BlogPage.objects.get(pk=page.pk)
    assert public.get_latest_revision_as_object().summary == "Words that nobody read."
    assert not public.live or public.summary == "What A draft is about."
    assert bool(recipients("editorial/page_published")) == public.live


def test_double_submit_starts_one_workflow(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    client = as_user(people.writer)
    requests = [edit_request(client, page, "action-submit") for _ in range(2)]
    response_bodies(run_interleaved(*requests, "before_edit_page"))
    assert WorkflowState.objects.count() == 1
    assert (
        len(recipients("editorial/task_submitted"))
        == Notification.objects.filter(kind="editorial/task_submitted").count()
    )


@pytest.fixture
@snapshot
def sign_off_link(hub, people):
    """Create a patient account at the sign-off task, with a link to it."""
    page = make.make_blog(
        hub.blogs, "My week", live=False, owner=people.writer, is_account=True, body=[]
    )
    page.save_revision(user=people.writer)
    start_workflow(page, people.writer)
    approve(page, people.editor)
    link = request_sign_off_path(page, user=people.editor)
    return page, link


@pytest.mark.parametrize(
    "other",
    ["declined", *(pytest.param(it, marks=pytest.mark.soak) for it in ("agreed", "changes"))],
)
def test_simultaneous_sign_off_answers_store_one(sign_off_link, client, other):
    _, link = sign_off_link

    shown = shown_fingerprint(link)

    def answer(text):
        data = {"answer": text, "remarks": "Please change it.", "shown_fingerprint": shown}
        return lambda: Client().post(link, data, follow=True)

    responses = run_simultaneously(answer("agreed"), answer(other))
    assert {each.status_code for each in responses} <= {200, 404}  # 404 once the link is revoked
    sign_off = SignOff.objects.get()
    assert Consent.objects.count() == (sign_off.answer == "agreed")
    assert Notification.objects.filter(kind="editorial/sign_off_answered").count() == len(
        recipients("editorial/sign_off_answered")
    )


def test_sign_off_during_save_covers_shown_content_only(sign_off_link, people, as_user):
    page, link = sign_off_link
    changes = {"is_account": "on", "summary": "Words that nobody read."}
    save = edit_request(as_user(people.writer), page, **changes)
    shown = shown_fingerprint(link)

    def agree():
        return Client().post(link, {"answer": "agreed", "shown_fingerprint": shown}, follow=True)

    run_simultaneously(save, agree)
    page = BlogPage.objects.get(pk=page.pk)
    latest = page.get_latest_revision_as_object()
    if page.current_workflow_task.name == "Safety check":  # the sign-off came first
        assert latest.summary == "What My week is about."
    else:
        assert latest.summary == "Words that nobody read."
        assert not Consent.objects.for_content_of(page, fingerprint(latest)).exists()


def test_simultaneous_claims_assign_task_to_one_user(submitted, people, as_user):
    state = Page.objects.get(pk=submitted.pk).current_workflow_task_state
    url = reverse("editorial:claim", args=[state.pk])
    clients = [as_user(people.reviewer), as_user(people.second_reviewer)]
    pages = response_bodies(
        run_simultaneously(*[lambda c=c: c.post(url, follow=True) for c in clients])
    )
    assert sum("Assigned to you." in body for body in pages) == 1
    assert sum("Already assigned to" in body for body in pages) == 1


@pytest.mark.django_db(transaction=False)
def test_previews_take_no_lock_and_drafts_invalidate_no_cache(hub, people, as_user, monkeypatch):
    page = make.make_blog(hub.blogs, "Out already", owner=people.writer)
    client = as_user(people.editor)
    url, data = blog_edit(page, summary="Other words.")
    before, locked = CacheVersion.current(), []
    monkeypatch.setattr(locking, "lock_page", locked.append)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, data).json()["is_valid"]
    client.get(preview)
    client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert not locked
    client.post(url, data)
    post_blog(client, create_draft(people.editor, hub.blogs), summary="A draft of a draft.")
    assert BlogPage.objects.get(pk=page.pk).has_unpublished_changes
    assert CacheVersion.current() == before
