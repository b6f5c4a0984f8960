"""Sign-off by personal link: agreement, request for changes, refusal and withdrawal."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from editorial.consent.models import Consent, SignOff
from editorial.consent.services import add_years, revoke_sign_off
from editorial.consent.views import SignOffView
from tests import factories as make
from tests.editorial.consent.sign_off_helpers import (
    agree_by_link,
    current_task_name,
    request_sign_off_path,
    start_workflow,
)
from tests.editorial.editor_actions import decide, is_live


@pytest.fixture
def log_lines(monkeypatch):
    """The lines that the console handler writes."""
    lines = StringIO()
    [handler] = [each for each in logging.root.handlers if each.name == "console"]
    monkeypatch.setattr(handler, "stream", lines)
    return lines


def test_link_shows_the_revision_without_an_account(at_sign_off):
    response = Client().get(request_sign_off_path(at_sign_off))
    html = response.content.decode()
    assert response.status_code == 200
    assert "Spotlight: two nurses" in html and "Who are you?" in html
    assert "Amina Yusuf, do you agree?" in html


def test_link_response_is_not_cached_indexed_or_sent_as_referrer(at_sign_off):
    response = Client().get(request_sign_off_path(at_sign_off))
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_last_agreement_completes_the_sign_off_task(at_sign_off, people, as_user):
    agree_by_link(request_sign_off_path(at_sign_off, 0))
    assert current_task_name(at_sign_off) == "Sign-off"
    second = request_sign_off_path(at_sign_off, 1)
    assert agree_by_link(second, uses=["press"]).status_code == 422  # a use that was not requested
    agree_by_link(second, uses=["training"])
    assert current_task_name(at_sign_off) == "Safety check"
    decide(as_user(people.reviewer), at_sign_off, "approve")
    assert is_live(at_sign_off)
    second = Consent.objects.get(name="Bertil Åkesson")
    assert second.uses == ["site", "training"]
    assert second.expires_on == add_years(timezone.localdate(), 3)


def test_request_for_changes_rejects_the_task_with_the_remarks(at_sign_off, people, as_user):
    link = request_sign_off_path(at_sign_off)
    response = Client().post(
        link, {"answer": "changes", "remarks": "I said “porter”, not “nurse”."}
    )
    assert response.status_code == 200
    state = Page.objects.get(pk=at_sign_off.pk).current_workflow_state
    assert state.status == "needs_changes"
    assert "I said “porter”" in as_user(people.writer).get("/admin/").content.decode()


def test_request_for_changes_requires_remarks_and_keeps_input(at_sign_off):
    response = Client().post(
        request_sign_off_path(at_sign_off), {"answer": "changes", "uses": ["social"]}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Error: " in page
    assert '<a href="#id_remarks">Your comments: Enter what should be changed.</a>' in page
    assert 'value="changes" required id="id_answer_1" checked' in response.content.decode()


def test_invalid_answer_is_rejected(at_sign_off):
    link = request_sign_off_path(at_sign_off)
    for answer in ({}, {"answer": "maybe"}, {"answer": "agreed\0"}, {"answer": ["x"] * 9}):
        assert Client().post(link, answer).status_code == 422
    assert not Consent.objects.exists()


def test_refusal_rejects_the_workflow(at_sign_off, people, as_user):
    agree_by_link(request_sign_off_path(at_sign_off, 1))
    Client().post(request_sign_off_path(at_sign_off, 0), {"answer": "declined"})
    assert Page.objects.get(pk=at_sign_off.pk).current_workflow_state.status == "needs_changes"
    assert not is_live(at_sign_off)


def test_edit_invalidates_agreements_and_pending_links(at_sign_off, people, as_user):
    first, second = request_sign_off_path(at_sign_off, 0), request_sign_off_path(at_sign_off, 1)
    agree_by_link(first)
    at_sign_off.refresh_from_db()
    at_sign_off.summary = "Other words."
    at_sign_off.save_revision(user=people.writer)
    assert Client().get(second).status_code == 404
    decide(as_user(people.editor), at_sign_off, "approve")
    assert current_task_name(at_sign_off) == "Sign-off"
    agree_by_link(request_sign_off_path(at_sign_off, 1))
    assert current_task_name(at_sign_off) == "Sign-off"


def test_wrong_expired_and_revoked_links_are_indistinguishable(at_sign_off):
    expired, revoked = request_sign_off_path(at_sign_off, 0), request_sign_off_path(at_sign_off, 1)
    SignOff.objects.filter(name="Amina Yusuf").update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    revoke_sign_off(SignOff.objects.get(name="Bertil Åkesson"))
    responses = [Client().get(link) for link in ("/sign-off/nonsense/", expired, revoked)]
    assert {response.status_code for response in responses} == {404}
    assert len({response.content for response in responses}) == 1
    assert Client().post(revoked, {"answer": "agreed"}).status_code == 404


def test_link_can_be_answered_once(at_sign_off):
    link = request_sign_off_path(at_sign_off)
    agree_by_link(link)
    agree_by_link(link)
    assert Consent.objects.count() == 1


def test_guessed_links_are_rate_limited_and_valid_links_are_not(at_sign_off, monkeypatch):
    valid = request_sign_off_path(at_sign_off)
    monkeypatch.setattr(SignOffView.invalid_link_rate_limit, "max_attempts", 3)
    guesses = [Client().get(f"/sign-off/{number}/").status_code for number in range(4)]
    assert guesses == [404, 404, 404, 429]
    assert Client().get(valid).status_code == 200


def test_token_is_neither_logged_nor_stored(at_sign_off, log_lines):
    link = request_sign_off_path(at_sign_off)
    token = link.split("/")[2]
    Client().get(link)
    revoke_sign_off(SignOff.objects.get())
    Client().get(link)
    Client().put(link)
    logging.getLogger("django.request").error("Internal Server Error: %s", link)
    assert "/sign-off/…" in log_lines.getvalue()
    assert token not in log_lines.getvalue()
    assert token not in repr(list(SignOff.objects.values()))


def test_publication_requires_everyones_agreement(interview, people):
    with pytest.raises(PermissionDenied, match="Amina Yusuf"):
        interview.get_latest_revision().publish(skip_permission_checks=True)
    assert not is_live(interview)


def test_no_user_can_approve_the_sign_off_task(at_sign_off, people, as_user):
    for user in (people.editor, people.reviewer, people.admin):
        decide(as_user(user), at_sign_off, "approve")
        assert current_task_name(at_sign_off) == "Sign-off"


def test_account_of_care_requires_sign_off(hub, people, as_user):
    page = make.make_blog(
        hub.blogs, "My mother’s week", live=False, owner=people.writer, is_account=True, body=[]
    )
    page.save_revision(user=people.writer)
    start_workflow(page, people.writer)
    decide(as_user(people.editor), page, "approve")
    assert current_task_name(page) == "Sign-off"
    agree_by_link(request_sign_off_path(page))
    assert current_task_name(page) == "Safety check"


def test_withdrawal_by_link_unpublishes_the_page(published, answered_links, client):
    link = answered_links[0]
    assert client.get(published.url).status_code == 200
    assert "You agreed to this page" in Client().get(link).content.decode()
    assert Client().post(link, {"withdraw": "yes"}).status_code == 422
    assert is_live(published)
    Client().post(link, {"withdraw": "yes", "sure": "yes"})
    assert not is_live(published)
    assert client.get(published.url).status_code == 404
    assert "two nurses" not in client.get("/interviews/").content.decode()
    assert Client().get(link).status_code == 404


def test_edit_after_publication_requires_a_new_sign_off(published, people, as_user):
    page = published.specific
    page.title = "Spotlight: other words"
    page.save_revision(user=people.writer)
    start_workflow(page, people.writer)
    decide(as_user(people.editor), page, "approve")
    assert current_task_name(page) == "Sign-off"
    assert is_live(page)


def test_email_addresses_of_settled_sign_offs_are_purged(at_sign_off):
    request_sign_off_path(at_sign_off, 0, email="amina@home.example")
    request_sign_off_path(at_sign_off, 1, email="bertil@home.example")
    SignOff.objects.filter(name="Amina Yusuf").update(
        expires_at=timezone.now() - timedelta(days=31)
    )
    assert SignOff.objects.purge_email_addresses() == 1
    assert SignOff.objects.exclude(email="").get().name == "Bertil Åkesson"
