"""No admin view publishes a page except the final step of its workflow."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from pages.models import BlogPage
from tests import factories as make
from tests.editorial.editor_actions import (
    blog_edit,
    blog_form,
    create_draft,
    is_live,
    post_blog,
)
from tests.snapshots import snapshot

ALL_USERS = ("writer", "reviewer", "admin", "guest")
STAFF = ("writer", "admin")


@pytest.fixture
@snapshot
def draft(hub, people):
    """Create a draft without an owner in the campaign."""
    return create_draft(None, hub.campaign)


def live_titles():
    return set(Page.objects.live().values_list("title", flat=True))


@pytest.mark.parametrize("role", ALL_USERS)
def test_publish_action_of_page_editor_is_ignored(hub, people, as_user, role):
    user = getattr(people, role)
    page = create_draft(user, hub.campaign)
    post_blog(as_user(user), page, "action-publish", summary="Saved.")
    assert not is_live(page)
    latest = BlogPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.summary == "Saved."


@pytest.mark.parametrize("role", ALL_USERS)
def test_create_with_publish_action_makes_draft(hub, people, as_user, role):
    url = reverse("wagtailadmin_pages:add", args=["pages", "blogpage", hub.campaign.pk])
    form = blog_form(
        "action-publish", title="Made at once", slug="made-at-once", summary="At once."
    )
    as_user(getattr(people, role)).post(url, form)
    pages = BlogPage.objects.filter(title="Made at once")
    assert pages.exists() == (role != "reviewer")
    assert not pages.filter(live=True).exists()


@pytest.mark.parametrize("role", ALL_USERS)
def test_bulk_publish_does_nothing(draft, people, as_user, role):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    as_user(getattr(people, role)).post(
        f"{url}?id={draft.pk}&next=/admin/", {"include_descendants": "on"}
    )
    assert not is_live(draft)


def test_bulk_publish_of_parent_leaves_drafts(hub, draft, people, as_user):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    as_user(people.admin).post(
        f"{url}?id={hub.campaign.pk}&next=/admin/", {"include_descendants": "on"}
    )
    assert not is_live(draft)


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("box", ["publish_copies", "alias"])
def test_copy_publishes_no_copy_or_alias(hub, people, as_user, role, box):
    page = make.make_blog(hub.blogs, "Out already")
    before = live_titles()
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": hub.campaign.pk,
        box: "on",
    }
    as_user(getattr(people, role)).post(url, data)
    assert live_titles() == before
    assert not Page.objects.filter(alias_of=page).exists()


@pytest.mark.parametrize("role", STAFF)
def test_copy_of_live_page_is_draft(hub, people, as_user, role):
    page = make.make_blog(hub.blogs, "Out already")
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": hub.campaign.pk}
    as_user(getattr(people, role)).post(url, data)
    assert not Page.objects.get(title="A copy").live


def test_converted_alias_of_draft_is_not_live(draft, hub, people, as_user):
    alias = draft.create_alias(parent=hub.blogs, update_slug="alias")
    url = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
    as_user(people.admin).post(url)
    assert not is_live(alias)


def test_reverting_to_old_revision_publishes_nothing(hub, people, as_user):
    page = make.make_blog(hub.blogs, "Out already")
    page.summary = "Never approved."
    old = page.save_revision(user=people.admin)
    page.summary = "Nor this."
    page.save_revision(user=people.admin)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    _, form = blog_edit(page, "action-publish", summary="Never approved.")
    as_user(people.admin).post(url, form)
    assert BlogPage.objects.get(pk=page.pk).latest_revision_id > old.pk + 1
    assert BlogPage.objects.get(pk=page.pk).summary == "What Out already is about."


@pytest.mark.parametrize("role", ["writer", "guest", "reviewer"])
def test_live_page_cannot_be_moved(hub, people, as_user, role):
    page = make.make_blog(hub.blogs, "Out already")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, hub.campaign.pk])
    as_user(getattr(people, role)).post(url)
    assert Page.objects.get(pk=page.pk).get_parent().pk == hub.blogs.pk


def test_moved_draft_stays_draft(draft, hub, people, as_user):
    url = reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, hub.blogs.pk])
    as_user(people.admin).post(url)
    assert Page.objects.get(pk=draft.pk).get_parent().pk == hub.blogs.pk
    assert not is_live(draft)


@pytest.mark.parametrize(
    ("role", "allowed"), [("writer", True), ("reviewer", True), ("admin", True), ("guest", False)]
)
def test_staff_can_unpublish(hub, people, as_user, role, allowed):
    page = make.make_blog(hub.campaign, "Out already", owner=people.guest)
    as_user(getattr(people, role)).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert is_live(page) != allowed


def test_locked_page_cannot_be_unpublished(hub, people, as_user):
    page = make.make_blog(hub.blogs, "Out already", locked=True, locked_by=people.admin)
    as_user(people.writer).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert is_live(page)


@pytest.mark.parametrize(
    ("role", "allowed"), [("writer", False), ("guest", False), ("admin", True)]
)
def test_only_superuser_deletes_live_page(hub, people, as_user, role, allowed):
    page = make.make_blog(hub.campaign, "Out already", owner=people.guest)
    as_user(getattr(people, role)).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk=page.pk).exists() != allowed


def test_editor_cannot_delete_draft_with_live_descendants(hub, people):
    hub.campaign.live = False
    hub.campaign.save()
    make.make_blog(hub.campaign, "Out already")
    campaign = Page.objects.get(pk=hub.campaign.pk)
    assert not campaign.permissions_for_user(people.writer).can_delete(ignore_bulk=True)
    assert campaign.permissions_for_user(people.admin).can_delete()


@pytest.mark.parametrize(
    ("role", "allowed"), [("writer", False), ("reviewer", False), ("admin", True)]
)
def test_only_superuser_sets_view_restrictions(hub, people, role, allowed):
    permissions = hub.campaign.permissions_for_user(getattr(people, role))
    assert permissions.can_set_view_restrictions() == allowed


@pytest.mark.parametrize(
    ("role", "allowed"), [("writer", True), ("reviewer", True), ("guest", False)]
)
def test_only_staff_reorders_and_unschedules(hub, people, role, allowed):
    permissions = hub.campaign.permissions_for_user(getattr(people, role))
    assert permissions.can_reorder_children() == allowed
    assert permissions.can_unschedule() == allowed


@pytest.mark.parametrize("role", ALL_USERS)
def test_permission_tester_denies_publish_to_everybody(hub, people, role):
    for page in (hub.home, hub.campaign, Page.objects.get(pk=hub.campaign.pk)):
        permissions = page.permissions_for_user(getattr(people, role))
        assert not permissions.can_publish()
        assert not permissions.can_publish_subpage()


def test_inactive_user_has_no_permissions(hub, people):
    people.admin.is_active = False
    permissions = hub.campaign.permissions_for_user(people.admin)
    assert not permissions.can_unpublish()
    assert not permissions.can_delete()
