"""The content security policy: strict for readers, what Wagtail's admin needs below /admin/."""

from copy import deepcopy

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def admin_policy() -> dict:
    """Return the looser directives of the admin, whose pages carry scripts and styles inline."""
    directives = deepcopy(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])
    directives["script-src"] = [SELF, UNSAFE_INLINE]
    directives["style-src"] = [SELF, UNSAFE_INLINE]
    directives["img-src"] = [SELF, "data:", "blob:"]
    directives["frame-src"] = [SELF, *directives["frame-src"]]
    return directives


class ContentSecurityMiddleware(CSPMiddleware):
    """Chooses the policy by path."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Set the header of the answer."""
        if request.path.startswith("/admin/"):
            response._csp_replace = admin_policy()
        return super().process_response(request, response)
