"""No way through the admin makes a page public but the workflow's last step."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from pages.models import BlogPage
from tests import factories as make
from tests.editorial.editor_actions import create_draft, is_live, post_edit_form

EVERYBODY = ("writer", "reviewer", "admin", "guest")
DESK = ("writer", "admin")


@pytest.fixture
def draft(hub, people):
    """A draft in the campaign, of nobody in particular."""
    return create_draft(None, hub.campaign)


def live_titles():
    return set(Page.objects.live().values_list("title", flat=True))


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_publish_button_pressed_by_hand(hub, people, as_user, who):
    user = getattr(people, who)
    page = create_draft(user, hub.campaign)
    post_edit_form(as_user(user), page, "action-publish")
    assert not is_live(page)


@pytest.mark.parametrize("who", EVERYBODY)
def test_creating_and_publishing_at_once(hub, people, as_user, who):
    url = reverse("wagtailadmin_pages:add", args=["pages", "blogpage", hub.campaign.pk])
    as_user(getattr(people, who)).post(url, new_blog("action-publish"))
    made = BlogPage.objects.filter(title="Made at once")
    assert made.exists() == (who != "reviewer")
    assert not made.filter(live=True).exists()


def new_blog(button):
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    forms = {f"{name}-{key}": n for name in ("authorships", "comments") for key, n in empty.items()}
    return {
        **forms,
        "title": "Made at once",
        "slug": "made-at-once",
        "summary": "At once.",
        "body-count": 0,
        button: "1",
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_publishing_in_bulk(draft, people, as_user, who):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    as_user(getattr(people, who)).post(
        f"{url}?id={draft.pk}&next=/admin/", {"include_descendants": "on"}
    )
    assert not is_live(draft)


def test_publishing_a_public_shelf_in_bulk_with_its_drafts(hub, draft, people, as_user):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    as_user(people.admin).post(
        f"{url}?id={hub.campaign.pk}&next=/admin/", {"include_descendants": "on"}
    )
    assert not is_live(draft)


@pytest.mark.parametrize("who", DESK)
@pytest.mark.parametrize("box", ["publish_copies", "alias"])
def test_copying_something_public(hub, people, as_user, who, box):
    page = make.make_blog(hub.blogs, "Out already")
    before = live_titles()
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": hub.campaign.pk,
        box: "on",
    }
    as_user(getattr(people, who)).post(url, data)
    assert live_titles() == before
    assert not Page.objects.filter(alias_of=page).exists()


@pytest.mark.parametrize("who", DESK)
def test_a_plain_copy_is_a_draft(hub, people, as_user, who):
    page = make.make_blog(hub.blogs, "Out already")
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": hub.campaign.pk}
    as_user(getattr(people, who)).post(url, data)
    assert not Page.objects.get(title="A copy").live


def test_an_alias_of_a_draft_stays_unread(draft, hub, people, as_user):
    alias = draft.create_alias(parent=hub.blogs, update_slug="alias")
    url = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
    as_user(people.admin).post(url)
    assert not is_live(alias)


def test_going_back_to_an_old_version_and_publishing_it(hub, people, as_user):
    page = make.make_blog(hub.blogs, "Out already")
    page.summary = "Never approved."
    old = page.save_revision(user=people.admin)
    page.summary = "Nor this."
    page.save_revision(user=people.admin)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    post_edit_form(as_user(people.admin), page, "action-publish", url=url)
    assert BlogPage.objects.get(pk=page.pk).latest_revision_id > old.pk + 1
    assert BlogPage.objects.get(pk=page.pk).summary == "What Out already is about."


@pytest.mark.parametrize("who", ["writer", "guest", "reviewer"])
def test_moving_something_public(hub, people, as_user, who):
    page = make.make_blog(hub.blogs, "Out already")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, hub.campaign.pk])
    as_user(getattr(people, who)).post(url)
    assert Page.objects.get(pk=page.pk).get_parent().pk == hub.blogs.pk


def test_moving_a_draft_leaves_it_a_draft(draft, hub, people, as_user):
    url = reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, hub.blogs.pk])
    as_user(people.admin).post(url)
    assert Page.objects.get(pk=draft.pk).get_parent().pk == hub.blogs.pk
    assert not is_live(draft)


@pytest.mark.parametrize(
    ("who", "may"), [("writer", True), ("reviewer", True), ("admin", True), ("guest", False)]
)
def test_taking_a_page_down(hub, people, as_user, who, may):
    page = make.make_blog(hub.campaign, "Out already", owner=people.guest)
    as_user(getattr(people, who)).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert is_live(page) != may


def test_a_locked_page_is_not_taken_down(hub, people, as_user):
    page = make.make_blog(hub.blogs, "Out already", locked=True, locked_by=people.admin)
    as_user(people.writer).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert is_live(page)


@pytest.mark.parametrize(("who", "may"), [("writer", False), ("guest", False), ("admin", True)])
def test_deleting_something_public(hub, people, as_user, who, may):
    page = make.make_blog(hub.campaign, "Out already", owner=people.guest)
    as_user(getattr(people, who)).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk=page.pk).exists() != may


def test_an_editor_does_not_delete_a_draft_with_public_pages_beneath_it(hub, people):
    hub.campaign.live = False
    hub.campaign.save()
    make.make_blog(hub.campaign, "Out already")
    campaign = Page.objects.get(pk=hub.campaign.pk)
    assert not campaign.permissions_for_user(people.writer).can_delete(ignore_bulk=True)
    assert campaign.permissions_for_user(people.admin).can_delete()


@pytest.mark.parametrize(("who", "may"), [("writer", False), ("reviewer", False), ("admin", True)])
def test_who_may_lift_a_restriction(hub, people, who, may):
    asked = hub.campaign.permissions_for_user(getattr(people, who))
    assert asked.can_set_view_restrictions() == may


@pytest.mark.parametrize(("who", "may"), [("writer", True), ("reviewer", True), ("guest", False)])
def test_ordering_and_unscheduling_are_the_desks(hub, people, who, may):
    asked = hub.campaign.permissions_for_user(getattr(people, who))
    assert asked.can_reorder_children() == may
    assert asked.can_unschedule() == may


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_is_told_they_can_publish(hub, people, who):
    for page in (hub.home, hub.campaign, Page.objects.get(pk=hub.campaign.pk)):
        asked = page.permissions_for_user(getattr(people, who))
        assert not asked.can_publish()
        assert not asked.can_publish_subpage()


def test_a_closed_account_may_do_nothing(hub, people):
    people.admin.is_active = False
    asked = hub.campaign.permissions_for_user(people.admin)
    assert not asked.can_unpublish()
    assert not asked.can_delete()
