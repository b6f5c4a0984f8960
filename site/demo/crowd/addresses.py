"""Which pages of the desk are measured, and for whom."""

from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.menu import reports_menu
from wagtail.models import Page
from wagtail.query import PageQuerySet

from accounts.models import User
from accounts.roles import EDITOR, PARTNER, REVIEWER
from campaigns.models import CampaignIndexPage, CampaignPage
from demo.crowd.asking import Address
from pages.models import BlogIndexPage, BlogPage

LISTS = (
    "campaigns_guestwriter",
    "editorial_allowedcontact",
    "editorial_consent",
    "editorial_furtheruse",
    "editorial_reviewdate",
)


LIMIT = 1000
"""Milliseconds that the explorer and the dashboard may take."""


def people() -> dict[str, User]:
    """Return who is asked as, by role: of the guests the one with the fullest room."""
    users = User.objects.order_by("pk")
    return {
        "editor": users.filter(groups__name=EDITOR)[0],
        "reviewer": users.filter(groups__name=REVIEWER)[0],
        "partner": users.filter(groups__name=PARTNER)[0],
        "administrator": users.filter(is_superuser=True)[0],
    }


def addresses(who: str, user: User) -> list[Address]:
    """Return what somebody of a role opens in a day's work."""
    if who == "partner":
        room = CampaignPage.objects.get(guest_writers__user=user)
        return [*_everywhere(room), *_about_a_page(BlogPage.objects.filter(owner=user))]
    campaigns = reverse("wagtailadmin_explore", args=[CampaignIndexPage.objects.get().pk])
    found = [
        *_everywhere(BlogIndexPage.objects.get()),
        Address("explorer: root", reverse("wagtailadmin_explore_root"), LIMIT),
        Address("explorer: campaigns", campaigns, LIMIT),
        *_about_a_page(BlogPage.objects.all()),
        Address("letters", reverse("editorial:letters")),
    ]
    found += [
        Address(f"list: {name.partition('_')[2]}", reverse(f"{name}_modeladmin_index"))
        for name in LISTS
        if user.has_perm(name.replace("_", ".view_"))
    ]
    return [*found, *_reports(user)]


def _reports(user: User) -> list[Address]:
    """Return the reports that the menu shows to somebody."""
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    shown = reports_menu.menu_items_for_request(request)
    return [Address(f"report: {item.label.lower()}", item.url) for item in shown]


def _everywhere(section: Page) -> list[Address]:
    """Return what everybody opens; the section is the fullest one they may see."""
    explorer = reverse("wagtailadmin_explore", args=[section.pk])
    queue = reverse("editorial:queue")
    chooser = reverse("wagtailadmin_choose_page_child", args=[section.pk])
    return [
        Address("dashboard", reverse("wagtailadmin_home"), LIMIT),
        Address("queue", queue, LIMIT),
        Address("queue: late, page 2", f"{queue}?late=on&p=2", LIMIT),
        Address(f"explorer: {section.numchild} pages", explorer, LIMIT),
        Address("explorer: by title, page 9", f"{explorer}?ordering=title&p=9", LIMIT),
        Address("chooser", reverse("wagtailadmin_choose_page")),
        Address("chooser: section", chooser),
        Address("chooser: search", reverse("wagtailadmin_choose_page_search") + "?q=handover"),
        Address("search", reverse("wagtailadmin_pages:search") + "?q=handover+night"),
    ]


def _about_a_page(pages: PageQuerySet) -> list[Address]:
    """Return what one opens of a page: the one that most has happened to."""
    page = pages.order_by("-pk")[0]
    return [
        Address("edit", reverse("wagtailadmin_pages:edit", args=[page.pk])),
        Address("history", reverse("wagtailadmin_pages:history", args=[page.pk])),
    ]
