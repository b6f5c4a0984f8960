"""The measured URLs of the public site: one page of each type, search, feed and sitemap."""

from django.core.management.base import CommandError
from django.db.models import Model

from benchmarks.measure import BenchmarkUrl
from campaigns.models import CampaignIndexPage, CampaignPage
from interviews.models import InterviewIndexPage, InterviewPage
from pages.models import (
    BlogIndexPage,
    BlogPage,
    HomePage,
    ImpactPage,
    ResourceIndexPage,
    ResourcePage,
    StandardPage,
    TopicIndexPage,
    TopicPage,
)


def page_urls(has_cached_fragments: bool) -> list[BenchmarkUrl]:
    """Return one URL of each page type, the same ones in every run.

    Args:
        has_cached_fragments: See `BenchmarkUrl`.

    Raises:
        CommandError: There is no page of a type.
    """
    paths = _page_paths() | {
        "search": "/search/?q=handover",
        "feed": "/feed/",
        "sitemap": "/sitemap.xml",
    }
    return [
        BenchmarkUrl(name, path, has_cached_fragments=has_cached_fragments)
        for name, path in paths.items()
    ]


def _page_paths() -> dict[str, str]:
    blogs = BlogPage.objects.live().order_by("slug")
    pages: dict[str, Model | None] = {
        "home": HomePage.objects.first(),
        "topic index": TopicIndexPage.objects.first(),
        "topic": TopicPage.objects.live().order_by("slug").first(),
        "blog index": BlogIndexPage.objects.first(),
        "blog": blogs.child_of(BlogIndexPage.objects.get()).first(),
        "campaign blog": blogs.descendant_of(CampaignIndexPage.objects.get()).first(),
        "resource index": ResourceIndexPage.objects.first(),
        "resource": ResourcePage.objects.live().order_by("slug").first(),
        "campaign index": CampaignIndexPage.objects.first(),
        "campaign": CampaignPage.objects.live().order_by("slug").first(),
        "interview index": InterviewIndexPage.objects.first(),
        "interview": InterviewPage.objects.live().order_by("slug").first(),
        "standard": StandardPage.objects.live().order_by("slug").first(),
        "impact": ImpactPage.objects.live().first(),
    }
    if missing := [name for name, page in pages.items() if page is None]:
        raise CommandError(f"There is no {missing[0]} here. Load the demonstration first.")
    return {name: page.get_url() for name, page in pages.items() if page}
