"""Admin pages take the same number of queries with many of everything as with few."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import reports_menu
from wagtail.log_actions import log
from wagtail.models import Page

from editorial.consent.models import Consent, FurtherUse
from editorial.reviews.models import ReviewDate
from editorial.safety.models import AllowedContact
from outbox.models import Notification
from tests import factories as make
from tests.editorial.conftest import create_guest
from tests.editorial.editor_actions import create_draft

LISTINGS = (
    "campaigns_guestwriter",
    "editorial_allowedcontact",
    "editorial_consent",
    "editorial_furtheruse",
    "editorial_reviewdate",
)
# The maximum for any user. The dashboard: session and user; groups and page permissions (five
# queries, for the menu and guest access); pending states with pages, parents and count; submitted
# states with pages; published pages; the counts of Wagtail's summary.
MAX_QUERIES = {"dashboard": 30, "queue": 22}
MAX_QUERIES_OF_LISTING = 45
"""Wagtail fetches specific pages type by type, and each section its own state."""
OWN_PAGES = {"guest": {"dashboard", "queue", "campaign", "search"}, "reviewer": {"queue"}}
"""The pages that show a role other rows or other actions than an editor."""


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    ("few", "many", "is_thorough"),
    [(1, 2, False), pytest.param(3, 30, True, marks=pytest.mark.soak)],
)
def test_query_counts_do_not_grow_with_content(hub, people, as_user, few, many, is_thorough):
    urls = urls_by_role(hub, people, is_thorough)
    clients = {role: as_user(getattr(people, role)) for role, _ in urls}
    create_content(hub, people, few)
    for (role, _), url in urls.items():
        clients[role].get(url)
    before = capture_queries(clients, urls)
    create_content(hub, people, many)
    after = capture_queries(clients, urls)
    grown = [
        f"{where}: {len(before[where])}, then {len(after[where])}\n" + "\n".join(after[where][-9:])
        for where in before
        if len(after[where]) > len(before[where])
    ]
    assert not grown, "\n\n".join(grown)
    for (_, name), queries in after.items():
        assert len(queries) <= MAX_QUERIES.get(name, MAX_QUERIES_OF_LISTING), (
            f"{name}\n" + "\n".join(queries)
        )


def urls_by_role(hub, people, is_thorough: bool) -> dict[tuple[str, str], str]:
    """Return the URL of each page of the admin, by role and name.

    Without thoroughness, a role opens what shows it other rows or other actions than the roles
    before it: only its own listings.
    """
    urls = {}
    for role in ("editor", "guest", "reviewer", "admin"):
        known = set() if is_thorough else {name for _, name in urls} - OWN_PAGES.get(role, set())
        for name, url in admin_urls(hub, getattr(people, role)).items():
            if name not in known:
                urls[role, name] = url
    return urls


def capture_queries(clients, urls) -> dict[tuple[str, str], list[str]]:
    """Return the queries of each page, by role and name."""
    queries = {}
    for (role, name), url in urls.items():
        with CaptureQueriesContext(connection) as captured:
            response = clients[role].get(url)
        assert response.status_code == 200, url
        queries[role, name] = [query["sql"] for query in captured.captured_queries]
    return queries


def admin_urls(hub, user) -> dict[str, str]:
    """Return the URLs of a day's work, by name."""
    explore = "wagtailadmin_explore"
    urls = {
        "dashboard": reverse("wagtailadmin_home"),
        "queue": reverse("editorial:queue"),
        "campaign": reverse(explore, args=[hub.campaign.pk]),
        "search": reverse("wagtailadmin_pages:search") + "?q=piece",
    }
    if user.email.endswith("@campaign.example"):
        return urls
    request = RequestFactory().get("/admin/")
    request.user = user
    reports = reports_menu.menu_items_for_request(request)
    lists = [name for name in LISTINGS if user.has_perm(name.replace("_", ".view_"))]
    return {
        **urls,
        "campaigns": reverse(explore, args=[hub.campaigns.pk]),
        "root": reverse("wagtailadmin_explore_root"),
        "section": reverse(explore, args=[hub.blogs.pk]),
        "letters": reverse("undelivered_notifications"),
        **{item.name: item.url for item in reports},
        **{name: reverse(f"{name}_modeladmin_index") for name in lists},
    }


def create_content(hub, people, size: int) -> None:
    """Create more of everything that the admin lists."""
    content = SimpleNamespace(now=timezone.now(), today=timezone.localdate())
    for number in range(size):
        name = f"Piece {size}-{number}"
        for parent, owner in ((hub.blogs, people.writer), (hub.campaign, people.guest)):
            draft = create_draft(owner, parent, f"{name} in workflow")
            draft.get_workflow().start(draft, owner)
            create_draft(owner, parent, f"{name} begun")
        create_page_at_partner_task(hub, people, f"{name} to agree to")
        page = make.make_blog(parent, f"{name} out", owner=people.guest, locked=True)
        Page.objects.filter(pk=page.pk).update(locked_by=people.admin, locked_at=content.now)
        for action in ("wagtail.edit", "wagtail.publish"):
            log(instance=page, action=action, user=people.editor)
        ReviewDate.objects.create(
            page=page, caretaker=people.editor, checked_on=content.today, review_on=content.today
        )
        create_records(page, name)
        campaign = make.make_campaign(hub.campaigns, f"Campaign {size}-{number}")
        create_guest(f"{size}-{number}@campaign.example", campaign)
        make.make_blog(campaign, f"{name} of a campaign")


def create_page_at_partner_task(hub, people, title: str) -> None:
    """Create a guest's page that an editor changed, at the partner task."""
    page = create_draft(people.guest, hub.campaign, title)
    page.get_workflow().start(page, people.guest)
    page.summary = "Changed by an editor."
    page.save_revision(user=people.writer)
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state.specific, people.editor, "approve")


def create_records(page, name: str) -> None:
    """Create a consent with a further use, a failed notification, and an allowed contact."""
    day = timezone.localdate()
    consent = Consent.objects.create(
        page=page, page_title=name, name=name, relation="patient", uses=["site"], expires_on=day
    )
    FurtherUse.objects.create(consent=consent, use="training", where=name)
    Notification.objects.create(
        idempotency_key=name, user=page.owner, subject=name, status=Notification.Status.FAILED
    )
    url = f"{name.replace(' ', '-').lower()}@office.example"
    AllowedContact.objects.create(
        contact_type="email", contact=url, organisation="An office", reason="Public."
    )
