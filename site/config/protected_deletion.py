"""Deletions in the admin of what other records need: a message in place of an exception."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import get_text_list

NAMED = 3
"""How many of the records that need the object the message names."""


def report_protected_deletion(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of the admin: say which records need the object that was not deleted."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ProtectedError as error:
            # Wagtail's views report success before they delete.
            list(messages.get_messages(request))
            messages.error(request, f"Nothing was deleted. {describe(error)}")
            return redirect(request.get_full_path())

    return wrapper


def describe(error: ProtectedError) -> str:
    """Return which records need the object."""
    protected = sorted(f"“{each}”" for each in error.protected_objects)
    names, others = protected[:NAMED], len(protected) - NAMED
    if others > 0:
        names.append(f"{others} more" if others > 1 else "1 more")
    verb = "needs" if len(protected) == 1 else "need"
    return f"{get_text_list(names, 'and')} {verb} it."
