"""Somebody who tries an address after the other, and leaves the hub as it was each time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import caches
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

EXCLUDED_URL_NAMES = {
    "wagtailadmin_logout": "the walk would end there",
    "wagtailadmin_error_test": "it is there to break",
}
"""Addresses that are not walked, and why."""

INTERNAL_TABLES = {
    "accounts_tries",
    "django_session",
    "editorial_notice",
    "editorial_noticechoice",
    "library_hubrendition",
    "wagtailadmin_editingsession",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_referenceindex",
    "wagtailcore_revision",
    "wagtailcore_taskstate",
    "wagtailcore_workflowstate",
    "wagtailusers_userprofile",
}
"""Tables of which no reader is shown anything: what is written there alone changes no page."""


class RollbackClient:
    """One person at every door.

    Args:
        user: Who it is; None for somebody who has not signed in.

    Attributes:
        tried: How many requests were sent.
        broken: What broke, with the request that broke it.
        answer: The latest answer, its body read.
        body: That body, with the address it leads to.
        has_written: Whether the latest request wrote what a reader may be shown.
    """

    def __init__(self, user: Any = None) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self._cookies = self.client.cookies.output(header="")
        self.tried = 0
        self.broken: list[str] = []

    @contextmanager
    def at(self, method: str, url: str, data: Any = None, **how: Any) -> Iterator[HttpResponse]:
        """Send a request; within the block the hub is as the request left it, and then as before.

        Args:
            method: ``get``, ``head`` or ``post``.
            url: Where.
            data: What is sent with it.
            how: More for the client, such as the kind of the content.
        """
        # A password or a session that the last request changed is as it was, and the cookie too.
        self.client.cookies = SimpleCookie(self._cookies)
        for kept in caches.all(initialized_only=True):
            kept.clear()
        with transaction.atomic():
            self.has_written = False
            with connection.execute_wrapper(self._watch), self._listening(method, url, data):
                self.answer = getattr(self.client, method)(url, data, **how)
                self.body = response_text(self.answer)
            self.tried += 1
            yield self.answer
            transaction.set_rollback(True)

    def _watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            table = sql.split('"')[1]
            self.has_written |= table not in INTERNAL_TABLES
        return execute(sql, params, many, context)

    @contextmanager
    def _listening(self, method: str, url: str, data: Any) -> Iterator[None]:
        def note(sender: Any, request: Any, **kwargs: Any) -> None:
            self.broken.append(f"{method} {url} {dict(data or {})}: {sys.exc_info()[1]!r}")

        got_request_exception.connect(note)
        try:
            yield
        finally:
            got_request_exception.disconnect(note)


def response_text(answer: HttpResponse) -> str:
    """Return what an answer says, and where it leads."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + answer.get("Location", "")
