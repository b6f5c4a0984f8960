"""Base view for pages that a personal link opens: the token in the URL identifies the person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from accounts.rate_limit import RateLimit, client_ip


def private_response(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose URL contains a token: no cache, no index, and no referrer.

    A response that has a Referrer-Policy header keeps it.
    """

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response.setdefault("Referrer-Policy", "no-referrer")
        return response

    return wrapper


@method_decorator(private_response, name="dispatch")
class PersonalLinkView(View):
    """Serves the holder of a valid personal link; any invalid link gets the same response.

    Responses are neither cached nor indexed, and send no referrer. A client that tries many
    invalid links has to wait; the holder of a valid one never does, even behind the same address.

    Attributes:
        invalid_link_rate_limit: How many invalid links a client may try.
        invalid_template_name: The template of the response to an invalid link.
        referrer_policy: The value of the Referrer-Policy header.
    """

    invalid_link_rate_limit: RateLimit
    invalid_template_name = "account/link/invalid.html"
    referrer_policy = "no-referrer"

    def get_object(self, token: str) -> Any | None:
        """Return the object that a token is for, or None where the link is invalid."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        """Call the handler with the object of the link as ``linked_object``, or refuse the link."""
        ip = client_ip(request)
        if linked_object := self.get_object(token):
            response = super().dispatch(request, *args, linked_object=linked_object, **kwargs)
        elif self.invalid_link_rate_limit.is_exceeded(ip):
            response = render(request, "account/link/rate_limited.html", status=429)
        else:
            self.invalid_link_rate_limit.record(ip)
            response = render(request, self.invalid_template_name, status=404)
        response["Referrer-Policy"] = self.referrer_policy
        return response
