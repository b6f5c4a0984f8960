"""The page of a person: what they wrote and said, and redirects from previous slugs."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pages.listing import Listing
from pages.people.credits import pages_crediting, people_with_page, public_credit

PAGE_SIZE = 12


def redirect_previous_slug(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap a view of a person so that a previous slug redirects to the same view of the current.

    Args:
        view: A view with the argument ``slug`` that raises `Http404` for an unknown one.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            return view(request, slug=slug)
        except Http404:
            people = people_with_page(request.user)
            renamed = people.filter(previous_slugs__slug=slug).first()
            if renamed is None or request.resolver_match is None:
                raise
            # Temporary: a person who takes the previous name again gets its slug back.
            return redirect(request.resolver_match.view_name, slug=renamed.current_slug.slug)

    return wrapped


@redirect_previous_slug
def person_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a person, and list the items that name them and that the reader may see.

    Raises:
        Http404: No such person is named on a page that the reader may see.
    """
    person = get_object_or_404(people_with_page(request.user), current_slug__slug=slug)
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
