"""Review dates of published pages: set, shown, reminded of, brought forward."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import REVIEWER
from editorial.reviews.models import ReviewDate, add_months
from editorial.reviews.services import flag_dead_internal_links, remind_caretakers
from outbox.models import Notification
from tests import factories as make
from tests.editorial.editor_actions import create_draft, decide, submit_for_review
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def published(hub, people, as_user):
    """A blog post that was published by its workflow."""
    page = create_draft(people.writer, hub.blogs, "A piece of its time")
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.reviewer), page, "approve")
    page.refresh_from_db()
    return page


def make_overdue(page):
    """Set the review date of a page to yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    review = ReviewDate.objects.get(page=page)
    review.review_on = yesterday
    review.save()
    return review


def test_publication_sets_the_review_date_by_page_type(published, people, client):
    review = ReviewDate.objects.get(page=published)
    assert review.caretaker == people.writer
    assert review.review_on == add_months(timezone.localdate(), 24)
    page = client.get(published.url).content.decode()
    assert "Next check" in page
    assert "is due to be checked" not in page


def test_overdue_page_shows_a_notice_and_is_listed_last(hub, published, client):
    make.make_blog(hub.blogs, "An older piece", first_published_at=timezone.now())
    make_overdue(published)
    assert "is due to be checked" in client.get(published.url).content.decode()
    listing = client.get("/blogs/").content.decode()
    assert listing.index("An older piece") < listing.index("A piece of its time")


def test_caretaker_is_reminded_once(published, people):
    make_overdue(published)
    remind_caretakers()
    remind_caretakers()
    [notification] = Notification.objects.filter(kind="editorial/review_due")
    assert notification.user == people.writer
    assert "A piece of its time" in notification.subject
    assert f"/admin/desk/{published.pk}/review-date/" in notification.text


def test_marking_checked_sets_the_next_date(published, people, as_user, client):
    make_overdue(published)
    url = f"/admin/desk/{published.pk}/review-date/"
    as_user(people.editor).post(url, {"checked": "yes"})
    assert ReviewDate.objects.get().checked_on == timezone.localdate()
    assert "is due to be checked" not in client.get(published.url).content.decode()


def test_editor_changes_caretaker_and_date(published, people, as_user):
    editor = as_user(people.editor)
    url = f"/admin/desk/{published.pk}/review-date/"
    assert "Save" in editor.get(url).content.decode()
    editor.post(url, {"caretaker": people.editor.pk, "review_on": "2027-01-31"})
    review = ReviewDate.objects.get()
    assert (review.caretaker, review.review_on) == (people.editor, date(2027, 1, 31))
    response = editor.post(url, {"caretaker": people.guest.pk, "review_on": "soon"})
    assert response.status_code == 422
    for user in (people.guest, people.member):
        assert as_user(user).get(url).status_code == 403


def test_report_filters_by_urgency(published, people, as_user):
    make_overdue(published)
    ReviewDate.objects.update(caretaker=None)
    editor = as_user(people.editor)
    for state in ("overdue", "soon", "nobody", "x"):
        page = editor.get("/admin/editorial/reviewdate/", {"state": state})
        pk = ReviewDate.objects.get(page=published).pk
        edit = editor.get(f"/admin/editorial/reviewdate/edit/{pk}/")
        assert edit["Location"] == f"/admin/desk/{published.pk}/review-date/"
        assert page.status_code == 200, state
        assert ("A piece of its time" in page.content.decode()) == (state != "soon"), state


def test_add_months_clamps_to_the_end_of_the_month():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2026, 12, 15), 24) == date(2028, 12, 15)


def test_link_to_an_unpublished_page_brings_the_review_forward(hub, published, people):
    other = make.make_blog(hub.blogs, "Gone tomorrow")
    link = f'<p><a linktype="page" id="{other.pk}">There</a></p>'
    page = published.specific
    page.body = [{"type": "text", "value": link}]
    page.save()
    flag_dead_internal_links()
    assert not ReviewDate.objects.get(page=published).brought_forward
    other.unpublish()
    flag_dead_internal_links()
    review = ReviewDate.objects.get(page=published)
    assert "Gone tomorrow" in review.brought_forward
    assert review.review_on == timezone.localdate()


def test_responsible_person_is_chosen_by_a_search_of_editors_and_reviewers(
    published, people, as_user
):
    make.make_user("zoe@hub.example", REVIEWER, first_name="Zoë", last_name="Achebe")
    client = as_user(people.reviewer)
    url = f"/admin/desk/{published.pk}/review-date/"
    page = client.get(url).content.decode()
    assert "/admin/choose-responsible-person/" in page and "zoe@hub.example" not in page
    found = client.get("/admin/choose-responsible-person/results/", {"q": "zoe ach"})
    assert "Achebe" in found.content.decode()
    found = client.get("/admin/choose-responsible-person/results/", {"q": people.member.email})
    assert "there are no matches" in found.content.decode()
    chosen = f"/admin/choose-responsible-person/chosen/{people.member.pk}/"
    assert client.get(chosen).status_code == 404
    data = {"review_on": "2030-01-02"}
    for wrong in (people.member.pk, "x", "9" * 30):
        assert client.post(url, data | {"caretaker": wrong}).status_code == 422
    client.post(url, data | {"caretaker": people.editor.pk})
    assert ReviewDate.objects.get(page=published).caretaker == people.editor
    assert as_user(people.guest).get("/admin/choose-responsible-person/").status_code == 403
