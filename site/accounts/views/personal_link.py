"""A page behind a link for one person: what stands for the person is the token in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from accounts.rate_limit import RateLimit, client_ip


class PersonalLinkView(View):
    """Answers whoever holds the link; to everybody else it says the same, whatever the reason.

    The answer is kept, indexed and referred to by nobody. Whoever tries many links that are not
    open has to wait; the holder of one that is open never does, even in the same building.

    Attributes:
        wrong_links: How often somebody may try a link that is not open.
        closed_template: What is said of one.
        referrer_policy: What other addresses are told of the link.
    """

    wrong_links: RateLimit
    closed_template = "account/link/invalid.html"
    referrer_policy = "no-referrer"

    def find(self, token: str) -> Any | None:
        """Return what a token opens, or nothing, whatever the reason."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        """Find what the link is to, and hand it to the method of the request as ``found``."""
        whom = client_ip(request)
        if found := self.find(token):
            response = super().dispatch(request, *args, found=found, **kwargs)
        elif self.wrong_links.is_reached(whom):
            response = render(request, "account/link/rate_limited.html", status=429)
        else:
            self.wrong_links.count(whom)
            response = render(request, self.closed_template, status=404)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = self.referrer_policy
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response
