"""Cache headers: what one signed-in person sees is kept by nobody; public pages may be kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


class CacheHeadersMiddleware:
    """Says of every answer who may keep it.

    A shared cache may keep an anonymous reader's page for a minute: long enough to carry a crowd,
    short enough that a page taken down is gone when somebody looks again. What was asked with a
    query, such as a search, is kept by nobody: no cache can be told every query under which it
    holds a page, and what somebody looked for is theirs.
    """

    seconds = 60

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with a Cache-Control header where the view set none."""
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
        """Tell whether the answer is the same for every anonymous reader."""
        return (
            request.method in {"GET", "HEAD"}
            and response.status_code == 200
            and not request.COOKIES
            and not response.cookies
            and not request.META.get("QUERY_STRING")
            and not request.path.startswith(("/account/", "/admin/"))
        )
