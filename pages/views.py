"""Views outside the page tree: search results and robots.txt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from library.search_backend import MAX_QUERY_LENGTH
from pages.listing import PageListing
from pages.models import HubPage
from pages.search_providers import get_search_results


def search(request: HttpRequest) -> HttpResponse:
    """Render the search results for ``q``, or the empty search form."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]
    listing, results = None, []
    if query:
        pages = HubPage.objects.visible_to(request.user)
        listing = PageListing(pages, request, ("type", "topic", "audience"), query=query)
        results = get_search_results(query, request.user)
    context = {"query": query, "listing": listing, "results": results}
    return render(request, "pages/search_results.html", context)


def robots(request: HttpRequest) -> HttpResponse:
    """Render robots.txt, which names the sitemap and excludes the admin and search."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain")
