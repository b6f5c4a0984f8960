"""Search over everything a reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.beside import find_beside
from pages.listing import Listing
from pages.models import HubPage

LONGEST = 200


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, a kind page where nothing was, or the empty form."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    listing, beside = None, []
    if query:
        pages = HubPage.objects.visible_to(request.user)
        listing = Listing(pages, request, ("type", "topic", "audience"), query=query)
        beside = find_beside(query, request.user)
    context = {"query": query, "listing": listing, "beside": beside}
    return render(request, "search/results.html", context)
