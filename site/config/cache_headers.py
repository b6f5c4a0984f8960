"""Middleware that sets Cache-Control: public for anonymous readers, no-store for everyone else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


class CacheHeadersMiddleware:
    """Sets the Cache-Control header of every response that has none.

    A shared cache may keep the page of an anonymous reader for a minute: long enough for a surge of
    readers, short enough that an unpublished page disappears. Responses to a query string, such as
    search results, are not cached: a cache cannot purge every query string of a page,
    and search terms are private.
    """

    seconds = 60

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view, with a Cache-Control header."""
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if self.is_public(request, response):
            patch_cache_control(response, public=True, max_age=0, s_maxage=self.seconds)
        else:
            patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    @staticmethod
    def is_public(request: HttpRequest, response: HttpResponse) -> bool:
        """Return whether the response is the same for every anonymous reader."""
        return (
            request.method in {"GET", "HEAD"}
            and response.status_code == 200
            and not request.COOKIES
            and not response.cookies
            and not request.META.get("QUERY_STRING")
            and not request.path.startswith(("/account/", "/admin/"))
        )
