"""Higher limits for the forms of page and snippet editors, for signed-in staff.

Django's limits, 1,000 fields and 2.5 MB, apply to every form of a project. A page of 500 pictures
has 4,500 fields. Public forms keep Django's limits: an anonymous request costs no more than before.

A signed cookie marks a browser in which staff opened an editor. If their login session has ended
when they send the form, it is still read whole, so that `accounts.interrupted_forms` can send it
back.
"""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import islice

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict

EDITOR_VIEWS = re.compile(r"wagtailadmin_pages:|wagtailsnippets_\w+:|editorial:scan_form$")
"""The names of the views with long forms: editors of pages and snippets, previews and checks."""
SMALL_FORM_BYTES = 10_000
"""A form up to this size is left to Django."""
FIELDS_AT_A_TIME = 500
COOKIE_NAME = "editor_opened"
COOKIE_AGE = 86_400


class EditorFormLimitsMiddleware:
    """Parses the long forms of editors, before the CSRF check would do so with Django's limits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view.

        Raises:
            RequestDataTooBig: The form is larger than `HUB_EDITOR_FORM_BYTES`.
            TooManyFieldsSent: It has more than `HUB_EDITOR_FORM_FIELDS` fields.
        """
        if request.method == "POST" and has_long_form(request):
            body = request.read(settings.HUB_EDITOR_FORM_BYTES + 1)
            if len(body) > settings.HUB_EDITOR_FORM_BYTES:
                raise RequestDataTooBig("The form of an editor is too large.")
            request.POST, request._files = parse_form(request, body)
        response = self.get_response(request)
        if request.method == "GET" and is_editor(request):
            response.set_signed_cookie(
                COOKIE_NAME,
                "yes",
                __name__,
                max_age=COOKIE_AGE,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response


def is_editor(request: HttpRequest) -> bool:
    """Return whether a request is about an editor, by a user with access to the admin."""
    match = request.resolver_match
    if match is None or not EDITOR_VIEWS.match(match.view_name):
        return False
    return request.user.has_perm("wagtailadmin.access_admin")


def has_long_form(request: HttpRequest) -> bool:
    """Return whether a request may be a long form that staff, signed in or not, send an editor."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) <= SMALL_FORM_BYTES:
        return False
    if request.content_type not in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        return False
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return False
    if not EDITOR_VIEWS.match(name):
        return False
    opened = request.get_signed_cookie(COOKIE_NAME, "", __name__, COOKIE_AGE)
    return bool(opened) or request.user.has_perm("wagtailadmin.access_admin")


def parse_form(request: HttpRequest, body: bytes) -> tuple[QueryDict, MultiValueDict]:
    """Return the fields and files of a form, which Django parses a few hundred at a time.

    Raises:
        TooManyFieldsSent: There are more fields than `HUB_EDITOR_FORM_FIELDS`.
        MultiPartParserError: The body is malformed.
    """
    post, files = QueryDict(mutable=True), MultiValueDict()
    if request.content_type == "application/x-www-form-urlencoded":
        for pairs in _batches(body.split(b"&")):
            post.update(QueryDict(b"&".join(pairs)))
    else:
        delimiter = b"\r\n--" + request.content_params.get("boundary", "").encode()
        # What precedes the first delimiter, and what follows the last, is no part.
        _, *parts = (b"\r\n" + body).split(delimiter)
        if not parts or not parts.pop().startswith(b"--"):
            raise MultiPartParserError("The form ends without its closing delimiter.")
        for batch in _batches(parts):
            content = (delimiter + delimiter.join(batch) + delimiter + b"--\r\n")[2:]
            meta = request.META | {"CONTENT_LENGTH": str(len(content))}
            handlers = list(request.upload_handlers)
            parser = MultiPartParser(meta, BytesIO(content), handlers, request.encoding)
            batch_post, batch_files = parser.parse()
            post.update(batch_post)
            files.update(batch_files)
    return post, files


def _batches(fields: list[bytes]) -> list[list[bytes]]:
    if len(fields) > settings.HUB_EDITOR_FORM_FIELDS:
        raise TooManyFieldsSent("The form of an editor has too many fields.")
    rest = iter(fields)
    return list(iter(lambda: list(islice(rest, FIELDS_AT_A_TIME)), []))
