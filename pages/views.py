"""Search over everything a reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.listing import Listing
from pages.models import HubPage
from pages.search_providers import get_search_results

MAX_QUERY_LENGTH = 200


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, a kind page where nothing was, or the empty form."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]
    listing, beside = None, []
    if query:
        pages = HubPage.objects.visible_to(request.user)
        listing = Listing(pages, request, ("type", "topic", "audience"), query=query)
        beside = get_search_results(query, request.user)
    context = {"query": query, "listing": listing, "beside": beside}
    return render(request, "pages/search_results.html", context)


def robots(request: HttpRequest) -> HttpResponse:
    """Name the sitemap, and keep robots out of the admin."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain")
