"""A test client that rolls back the database after each request."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from wagtail.admin.models import EditingSession
from wagtail.models import (
    PageLogEntry,
    PageSubscription,
    ReferenceIndex,
    Revision,
    TaskState,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from accounts.models import RateLimitCount
from library.models import HubRendition
from outbox.models import Notification, NotificationPreference

EXCLUDED_URL_NAMES = {
    "wagtailadmin_logout": "ends the login session",
    "wagtailadmin_error_test": "raises an exception on purpose",
}
"""Views that are not requested, with the reason."""

INTERNAL_TABLES = {
    model._meta.db_table
    for model in (
        RateLimitCount,
        Session,
        Notification,
        NotificationPreference,
        HubRendition,
        EditingSession,
        PageLogEntry,
        PageSubscription,
        ReferenceIndex,
        Revision,
        TaskState,
        WorkflowState,
        UserProfile,
    )
}
"""Tables without public content: a request that writes only there changes no public page."""


class RollbackClient:
    """Sends requests as one user.

    Args:
        user: The user to log in; None for anonymous requests.

    Attributes:
        request_count: The number of requests sent.
        errors: The unhandled exceptions, with the request of each.
        response: The latest response.
        body: The text of that response, with its redirect URL.
        has_written: Whether the latest request wrote to a table with public content.
    """

    def __init__(self, user: Any = None) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self._cookies = self.client.cookies.output(header="")
        self.request_count = 0
        self.errors: list[str] = []

    @contextmanager
    def request(
        self, method: str, url: str, data: Any = None, **extra: Any
    ) -> Iterator[HttpResponse]:
        """Send a request, and roll back what it wrote at the end of the block.

        Args:
            method: ``get``, ``head`` or ``post``.
            url: The URL.
            data: The form data or body.
            extra: Further arguments of the client's method, such as the content type.
        """
        # The rollback restores the login session; its cookie is restored here.
        self.client.cookies = SimpleCookie(self._cookies)
        for cache in caches.all(initialized_only=True):
            cache.clear()
        with transaction.atomic():
            self.has_written = False
            with (
                connection.execute_wrapper(self._note_writes),
                self._collect_errors(method, url, data),
            ):
                self.response = getattr(self.client, method)(url, data, **extra)
                self.body = response_text(self.response)
            self.request_count += 1
            yield self.response
            transaction.set_rollback(True)

    def _note_writes(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            table = sql.split('"')[1]
            self.has_written |= table not in INTERNAL_TABLES
        return execute(sql, params, many, context)

    @contextmanager
    def _collect_errors(self, method: str, url: str, data: Any) -> Iterator[None]:
        def note(sender: Any, request: Any, **kwargs: Any) -> None:
            self.errors.append(f"{method} {url} {dict(data or {})}: {sys.exc_info()[1]!r}")

        got_request_exception.connect(note)
        try:
            yield
        finally:
            got_request_exception.disconnect(note)


def response_text(response: HttpResponse) -> str:
    """Return the decoded body of a response, with its redirect URL."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + response.get("Location", "")
