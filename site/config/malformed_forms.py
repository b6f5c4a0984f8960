"""Forms of the admin that cannot be read: nothing is saved, and what was typed is shown.

A part of the form was lost on its way, or the form was made by hand.
"""

import json
import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.text import capfirst

from accounts.interrupted_forms import NEVER_SENT_BACK
from config.views import bad_request

MAX_TEXTS, MAX_CHARACTERS = 500, 1_000_000
_TECHNICAL = re.compile(
    r"(?:^|-)(?:id|ORDER|order|type|count|deleted|DELETE|[A-Z_]+_FORMS|slug|next|form_author)$"
    r"|^(?:action-|loaded_|csrf|comment_|workflow-)"
)
_FORMS_FIELD = re.compile(r"-(?:TOTAL|INITIAL)_FORMS$")
_NUMBER = re.compile(r"[0-9]{1,4}")


def malformed_form(request: HttpRequest) -> HttpResponse:
    """Respond with 400: say that nothing was saved and what to do, and show the typed texts."""
    texts = list(typed_texts(request.POST)) if request.user.is_authenticated else []
    if not texts:
        return bad_request(request)
    context = {"texts": texts, "form_url": request.get_full_path()}
    return HttpResponse(render_to_string("400_form.html", context), status=400)


def typed_texts(form: QueryDict) -> Iterator[tuple[str, str]]:
    """Yield the name of each field with a text that a user typed, and the text in words."""
    characters = number = 0
    for name, values in form.lists():
        if _TECHNICAL.search(name) or any(part in name.lower() for part in NEVER_SENT_BACK):
            continue
        text = "\n".join(filter(None, map(_plain_text, values)))
        # A number is the id of a choice.
        if not text.strip() or text.strip().isdecimal() or text in {"on", "null", "[]"}:
            continue
        number, characters = number + 1, characters + len(text)
        if number > MAX_TEXTS or characters > MAX_CHARACTERS:
            return
        yield capfirst(name.replace("-value", "").replace("-", " ").replace("_", " ")), text


def _plain_text(value: str) -> str:
    """Return a submitted text; of rich text, which is JSON of its blocks, the words."""
    if not value.startswith("{"):
        return value
    try:
        blocks = json.loads(value)["blocks"]
        return "\n".join(str(block["text"]) for block in blocks)
    except (ValueError, KeyError, TypeError, RecursionError):
        return value


def bound_form_counts(request: HttpRequest) -> None:
    """Empty the fields that count inline forms where they cannot be true, in place.

    Each inline form has a field, so that there are no more forms than fields. The formset reports
    an empty count as an error; of a large one it would make thousands of forms first.
    """
    limit = len(request.POST)
    wrong = [
        name
        for name, value in request.POST.items()
        if _FORMS_FIELD.search(name)
        and not (_NUMBER.fullmatch(str(value)) and int(str(value)) <= limit)
    ]
    if wrong:
        form = request.POST.copy()
        for name in wrong:
            form[name] = ""
        request.POST = form
