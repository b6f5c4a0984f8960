"""Forms as somebody would send them who wants more than the form offers."""

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
    """Return what is put into forms: to publish or decide at once, to submit for a day gone by.

    The editor looks for one button after the other, and takes the first that it grants.
    """
    day = (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    return [
        PUBLISH_FIELDS | DECISION_FIELDS,
        PUBLISH_FIELDS | SUBMIT_FIELDS | {"go_live_at": day, "expire_at": ""},
    ]


def forged_forms(answer: HttpResponse, **added: object) -> Iterator[dict]:
    """Yield what to post where an answer came from.

    Nothing at all; nothing but what tempts; and the forms that the answer drew,
    with each temptation in turn.

    Args:
        answer: What a GET of the address answered.
        added: Fields that go with every temptation, such as a new parent.
    """
    yield {}
    yield added | forged_field_sets()[0]
    for form in parse_forms(answer):
        for temptation in forged_field_sets():
            yield with_fields(form, added | temptation)


def with_fields(form: QueryDict, fields: dict) -> QueryDict:
    """Return a form with some fields of another value."""
    data = form.copy()
    for name, value in fields.items():
        data[name] = value
    return data
