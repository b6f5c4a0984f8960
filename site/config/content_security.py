"""Content security policy: strict for readers, looser below /admin/ as Wagtail needs it."""

from copy import deepcopy

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def admin_policy() -> dict:
    """Return the directives of the admin, whose pages contain inline scripts and styles."""
    directives = deepcopy(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])
    directives["script-src"] = [SELF, UNSAFE_INLINE]
    directives["style-src"] = [SELF, UNSAFE_INLINE]
    directives["img-src"] = [SELF, "data:", "blob:"]
    directives["frame-src"] = [SELF, *directives["frame-src"]]
    return directives


class ContentSecurityMiddleware(CSPMiddleware):
    """Sets the policy of the admin on responses below /admin/."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Replace the policy for the admin, then set the header."""
        if request.path.startswith("/admin/"):
            response._csp_replace = admin_policy()
        return super().process_response(request, response)
