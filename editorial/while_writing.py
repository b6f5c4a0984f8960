"""The check of words while somebody writes: the editor asks, and shows what it hears."""

import json

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST
from wagtail.admin.staticfiles import versioned_static

from editorial.models import AllowedContact
from editorial.words import check

LONGEST = 400_000
"""How many bytes of text are looked at; a longer piece is checked when it is saved."""


def script() -> str:
    """Return the element that brings the check into the editor."""
    return format_html(
        '<script src="{}" data-address="{}" defer></script>',
        versioned_static("js/desk-words.js"),
        reverse("editorial:check_fields"),
    )


@require_POST
def check_fields(request: HttpRequest) -> JsonResponse:
    """Answer with what is found in each field of a form that is being written.

    The body is a JSON object of texts by the name of their field; so is the answer, of lists of
    findings. Nothing of it is kept.
    """
    if request.content_type != "application/json":  # a form may have been read, and its body gone
        return JsonResponse({"error": "Send JSON."}, status=400)
    try:
        fields = json.loads(request.body[: LONGEST + 1])
    except (ValueError, RecursionError):  # not JSON, too long, or too deep
        fields = None
    if not isinstance(fields, dict):
        return JsonResponse({"error": "Send an object of texts."}, status=400)
    allowed = AllowedContact.objects.as_list()
    found = {
        name: [
            {"text": each.text, "advice": each.advice, "blocking": each.blocking}
            for each in check(text, allowed)
        ]
        for name, text in fields.items()
        if isinstance(text, str)
    }
    return JsonResponse({name: findings for name, findings in found.items() if findings})
