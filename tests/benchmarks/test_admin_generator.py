"""The admin generator: a consistent page tree, search index and workflows."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from benchmarks.admin_urls import admin_urls, users_by_role
from benchmarks.generators.admin import generate_admin_data, has_admin_data
from benchmarks.generators.sizes import AdminSize
from editorial.dashboard.filters import PAGE_STEP_NAMES
from editorial.workflow.base_task import EditorialTaskState
from editorial.workflow.four_eyes import contributor_ids
from pages.models import BlogPage
from tests.snapshots import snapshot

SMALL = AdminSize(pages=200, partners=4, workflow_pages=40, records=6, staff=6)


@pytest.fixture
@snapshot
def admin_data(db):
    """Generated pages and workflows on a small scale."""
    assert not has_admin_data(SMALL)
    generate_admin_data(SMALL, quiet=True)


def test_generated_pages_and_workflows_are_consistent(admin_data):
    assert has_admin_data(SMALL)
    assert Page.find_problems() == ([], [], [], [], [])
    waiting = EditorialTaskState.objects.filter(status="in_progress")
    assert set(waiting.values_list("task__name", flat=True)) == set(PAGE_STEP_NAMES)
    assert any(state.is_late for state in waiting)
    assert waiting.filter(claimed_by__isnull=False).exists()
    blog = BlogPage.objects.live().last()
    assert blog.title in {result.title for result in BlogPage.objects.search(blog.title)}
    assert blog.get_latest_revision_as_object().body.raw_data == blog.body.raw_data
    assert contributor_ids(BlogPage.objects.filter(live=False).last())


@pytest.mark.same_on_both
def test_every_benchmarked_url_responds(admin_data):
    seen = set()
    for role, user in users_by_role().items():
        client = Client()
        client.force_login(user)
        for address in admin_urls(role, user):
            if address.name in seen:
                continue
            seen.add(address.name)
            assert client.get(address.path).status_code == 200, f"{address.path} as {role}"
        draft = BlogPage.objects.filter(owner=user, live=False).first()
        if draft:
            edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
            assert draft.title in client.get(edit).content.decode()
