"""The histories of a page and of the site show entries of every log action."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from pages.models import Person
from tests import factories as make
from tests.clients import signed_in
from tests.snapshots import snapshot

pytestmark = pytest.mark.same_on_both


@pytest.fixture
@snapshot
def page(hub, people):
    """Return a page with one log entry for each action, without data."""
    page = make.make_blog(hub.blogs, "A page", live=False, owner=people.writer)
    for action, _ in registry.get_choices():
        registry.log(page, action, user=people.editor)
    for action in ("wagtail.create", "wagtail.edit", "wagtail.delete"):
        registry.log(people.writer, action, user=people.admin)
    # Entries about an object that was deleted, and about a model that no longer exists.
    gone = ContentType.objects.create(app_label="gone", model="gone")
    for content_type in (ContentType.objects.get_for_model(Person), gone):
        ModelLogEntry.objects.create(
            content_type=content_type,
            object_id="99",
            label="Gone",
            action="wagtail.delete",
            timestamp=make.NOON,
        )
    return page


def history_pages(client, url):
    """Return the texts of all pages of a listing."""
    first = client.get(url)
    assert first.status_code == 200
    paginator = first.context["paginator"]
    return "".join(client.get(f"{url}?p={n}").content.decode() for n in paginator.page_range)


def test_histories_show_entries_of_every_action(page, people):
    client = signed_in(people.admin)
    labels = [label for _, label in registry.get_choices()]
    site_history = history_pages(client, reverse("wagtailadmin_reports:site_history"))
    page_history = history_pages(client, reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert len(labels) > 30
    for text in (site_history, page_history):
        assert "Unpublished." in text
        assert "Text allowed" in text
    assert "Gone" in site_history


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_site_history_can_be_exported(page, people, export):
    url = reverse("wagtailadmin_reports:site_history")
    response = signed_in(people.admin).get(url, {"export": export})
    assert response.status_code == 200
    assert b"".join(response.streaming_content if response.streaming else [response.content])


def test_reports_export_local_times_and_no_formulas(page, people):
    noon_in_summer = datetime(2026, 7, 1, 12, tzinfo=UTC)
    ModelLogEntry.objects.filter(label="Gone").update(label="=1+1", timestamp=noon_in_summer)
    client = signed_in(people.admin)
    url = reverse("wagtailadmin_reports:site_history")
    text = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    assert "2026-07-01 13:00:00" in text and "2026-07-01 12:00" not in text
    assert "'=1+1" in text and "None" not in text
    content = b"".join(client.get(url, {"export": "xlsx"}).streaming_content)
    rows = list(load_workbook(BytesIO(content)).active.values)
    assert [row[-1] for row in rows if row[1] == "=1+1"] == [datetime(2026, 7, 1, 13)] * 2
