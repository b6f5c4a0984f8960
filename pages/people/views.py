"""The page of a person: what they wrote and said."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pages.listing import Listing
from pages.people.credits import pages_crediting, people_with_page, public_credit

PAGE_SIZE = 12


def person_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a person, and list the items that name them and that the reader may see.

    A previous slug redirects to the current one.

    Raises:
        Http404: No such person is named on a page that the reader may see.
    """
    people = people_with_page(request.user)
    person = people.filter(current_slug__slug=slug).first()
    if person is None:
        renamed = people.filter(previous_slugs__slug=slug).first()
        if renamed is None:
            raise Http404
        return redirect(renamed.page_url, permanent=True)
    pages = pages_crediting(person, request.user)
    credit = public_credit(person, pages)
    portrait = credit.current_portrait if credit else None
    prefetch_related_objects([portrait] if portrait else [], "renditions")
    context = {
        "person": person,
        "affiliation": credit.affiliation if credit else "",
        "portrait": portrait,
        "url": settings.WAGTAILADMIN_BASE_URL + person.page_url,
        "listing": Listing(pages.newest_first().for_cards(), request, page_size=PAGE_SIZE),
    }
    return render(request, "pages/person.html", context)
