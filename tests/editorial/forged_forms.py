"""Form data with fields that the rendered form does not offer."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpResponse, QueryDict
from django.utils import timezone

from tests.editorial.html_forms import parse_forms

PUBLISH_FIELDS = {
    "action-publish": "1",
    "live": "on",
    "publish_copies": "on",
    "alias": "on",
    "copy_subpages": "on",
    "include_descendants": "on",
    "keep_live": "true",
    "recursive": "true",
    "publish": "1",
    "status": "live",
}
DECISION_FIELDS = {
    "action-workflow-action": "1",
    "workflow-action-name": "approve",
    "workflow-action-extra-data": "{}",
    "comment": "",
    "acknowledge": "yes",
}
SUBMIT_FIELDS = {"action-submit": "1", "action-restart-workflow": "1"}


def forged_field_sets() -> list[dict[str, str]]:
    """Return fields that publish or decide at once, or submit with a go-live date in the past.

    The page editor checks the action fields in turn, and takes the first that it allows.
    """
    day = (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    return [
        PUBLISH_FIELDS | DECISION_FIELDS,
        PUBLISH_FIELDS | SUBMIT_FIELDS | {"go_live_at": day, "expire_at": ""},
    ]


def forged_forms(response: HttpResponse, **added: object) -> Iterator[dict]:
    """Yield data to post to a URL: empty, forged fields alone, and the rendered forms with them.

    Args:
        response: The response to a GET of the URL.
        added: Further fields for each form, such as a new parent.
    """
    yield {}
    yield added | forged_field_sets()[0]
    for form in parse_forms(response):
        for fields in forged_field_sets():
            yield with_fields(form, added | fields)


def with_fields(form: QueryDict, fields: dict) -> QueryDict:
    """Return a copy of form data with some fields replaced."""
    data = form.copy()
    for name, value in fields.items():
        data[name] = value
    return data
