"""The measured admin URLs, by role."""

from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.menu import reports_menu
from wagtail.models import Page
from wagtail.query import PageQuerySet

from accounts.models import User
from accounts.roles import EDITOR, PARTNER, REVIEWER
from benchmarks.measure import BenchmarkUrl
from campaigns.models import CampaignIndexPage, CampaignPage
from pages.models import BlogIndexPage, BlogPage

MODELADMIN_LISTS = (
    "campaigns_guestwriter",
    "editorial_allowedcontact",
    "editorial_consent",
    "editorial_furtheruse",
    "editorial_reviewdate",
)


LIMIT_MS = 1000
"""The longest median time of explorer and dashboard, in milliseconds."""


def users_by_role() -> dict[str, User]:
    """Return one user per role; the partner is the one with most pages."""
    users = User.objects.order_by("pk")
    return {
        "editor": users.filter(groups__name=EDITOR)[0],
        "reviewer": users.filter(groups__name=REVIEWER)[0],
        "partner": users.filter(groups__name=PARTNER)[0],
        "administrator": users.filter(is_superuser=True)[0],
    }


def admin_urls(role: str, user: User) -> list[BenchmarkUrl]:
    """Return the URLs that a user of this role requests."""
    if role == "partner":
        campaign = CampaignPage.objects.get(guest_writers__user=user)
        return [*_common_urls(campaign), *_page_urls(BlogPage.objects.filter(owner=user))]
    campaigns = reverse("wagtailadmin_explore", args=[CampaignIndexPage.objects.get().pk])
    urls = [
        *_common_urls(BlogIndexPage.objects.get()),
        BenchmarkUrl("explorer: root", reverse("wagtailadmin_explore_root"), LIMIT_MS),
        BenchmarkUrl("explorer: campaigns", campaigns, LIMIT_MS),
        *_page_urls(BlogPage.objects.all()),
        BenchmarkUrl("letters", reverse("undelivered_notifications")),
    ]
    urls += [
        BenchmarkUrl(f"list: {name.partition('_')[2]}", reverse(f"{name}_modeladmin_index"))
        for name in MODELADMIN_LISTS
        if user.has_perm(name.replace("_", ".view_"))
    ]
    return [*urls, *_report_urls(user)]


def _report_urls(user: User) -> list[BenchmarkUrl]:
    """Return the reports in the user's menu."""
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    items = reports_menu.menu_items_for_request(request)
    return [BenchmarkUrl(f"report: {item.label.lower()}", item.url) for item in items]


def _common_urls(section: Page) -> list[BenchmarkUrl]:
    """Return the URLs common to all roles; the section has the most pages."""
    explorer = reverse("wagtailadmin_explore", args=[section.pk])
    queue = reverse("editorial:queue")
    chooser = reverse("wagtailadmin_choose_page_child", args=[section.pk])
    return [
        BenchmarkUrl("dashboard", reverse("wagtailadmin_home"), LIMIT_MS),
        BenchmarkUrl("queue", queue, LIMIT_MS),
        BenchmarkUrl("queue: late, page 2", f"{queue}?late=on&p=2", LIMIT_MS),
        BenchmarkUrl(f"explorer: {section.numchild} pages", explorer, LIMIT_MS),
        BenchmarkUrl("explorer: by title, page 9", f"{explorer}?ordering=title&p=9", LIMIT_MS),
        BenchmarkUrl("chooser", reverse("wagtailadmin_choose_page")),
        BenchmarkUrl("chooser: section", chooser),
        BenchmarkUrl("chooser: search", reverse("wagtailadmin_choose_page_search") + "?q=handover"),
        BenchmarkUrl("search", reverse("wagtailadmin_pages:search") + "?q=handover+night"),
    ]


def _page_urls(pages: PageQuerySet) -> list[BenchmarkUrl]:
    """Return the edit and history URLs of the newest page."""
    page = pages.order_by("-pk")[0]
    return [
        BenchmarkUrl("edit", reverse("wagtailadmin_pages:edit", args=[page.pk])),
        BenchmarkUrl("history", reverse("wagtailadmin_pages:history", args=[page.pk])),
    ]
