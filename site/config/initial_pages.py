"""Initial pages of every site: the home page and its index pages. Can be repeated."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from campaigns.models import CampaignIndexPage
from interviews.models import InterviewIndexPage
from networks.models import NetworkIndexPage
from pages.models import BlogIndexPage, HomePage, ResourceIndexPage, TopicIndexPage

SITE_NAME = "Patient safety hub"
HOME_FIELDS = {
    "title": "Patient safety hub",
    "slug": "hub",
    "summary": "Knowledge and stories that make care safer, shared by patients, staff and "
    "researchers. Free for everyone to read.",
    "heading": "Share what keeps patients safe",
    "introduction": "Stories, interviews and good practice from people who give care, receive "
    "it and study it. Free to read, and checked before publication.",
}


@dataclass(frozen=True)
class InitialPage:
    """An index page below home, with its initial content, which editors may change."""

    slug: str
    model: type[Page]
    title: str
    summary: str


INITIAL_PAGES = (
    InitialPage(
        "topics",
        TopicIndexPage,
        "Topics",
        "Find pages by subject, from medicines and maternity to culture and leadership.",
    ),
    InitialPage(
        "blogs",
        BlogIndexPage,
        "Blogs",
        "Accounts and ideas from patients, families and people who work in health and care. "
        "Some authors are anonymous.",
    ),
    InitialPage(
        "resources",
        ResourceIndexPage,
        "Resources",
        "Good practice, case studies, guides, reports and tools that you can use.",
    ),
    InitialPage(
        "campaigns",
        CampaignIndexPage,
        "Campaigns",
        "What patients, staff and partners want to change, what has been done so far, and what "
        "you can do.",
    ),
    InitialPage(
        "interviews",
        InterviewIndexPage,
        "Spotlight interviews",
        "Interviews with people who work for patient safety: what they do, why they do it, and "
        "what they want others to know.",
    ),
    InitialPage(
        "networks",
        NetworkIndexPage,
        "Networks",
        "Groups for people who do the same work: what each network is for, when it meets and "
        "how to ask to join.",
    ),
)


@transaction.atomic
def create_site_structure() -> list[str]:
    """Create the home page and those of the index pages whose type is missing.

    Returns:
        The titles of the pages that were created, in order; empty when nothing was missing.
    """
    created = []
    home = HomePage.objects.first()
    if home is None:
        home = _publish(Page.get_first_root_node(), HomePage(**HOME_FIELDS))
        created.append(home.title)
    home = _set_site_root(home)
    for section in INITIAL_PAGES:
        # By type: editors may give an index page another title and address.
        if not section.model.objects.exists():
            is_slug_taken = home.get_children().filter(slug=section.slug).exists()
            page = section.model(
                slug="" if is_slug_taken else section.slug,
                title=section.title,
                summary=section.summary,
                show_in_menus=True,
            )
            created.append(_publish(home, page).title)
    return created


def _publish(parent: Page, page: Page) -> Page:
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    page.live_revision = page.save_revision(clean=False)
    page.has_unpublished_changes = False
    page.save(clean=False)
    return page


def _set_site_root(home: HomePage) -> HomePage:
    """Set home as the root page of the default site, and delete Wagtail's welcome page."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    site = site or Site(is_default_site=True, root_page=home)
    before = site.root_page
    # Feeds, the sitemap and shared links name the hub by this address.
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name, site.root_page = SITE_NAME, home
    site.save()
    if before.pk != home.pk and before.specific_class is Page and before.is_leaf():
        before.delete()
    return HomePage.objects.get(pk=home.pk)
