"""Forms as somebody would send them who wants more than the form offers."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpResponse, QueryDict
from django.utils import timezone

from tests.editorial.drawn_forms import forms_in

PUBLISH = {
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
DECIDE = {
    "action-workflow-action": "1",
    "workflow-action-name": "approve",
    "workflow-action-extra-data": "{}",
    "comment": "",
    "looked-at": "yes",
}
SUBMIT = {"action-submit": "1", "action-restart-workflow": "1"}


def temptations() -> list[dict[str, str]]:
    """Return what is put into forms: to publish or decide at once, to submit for a day gone by.

    The editor looks for one button after the other, and takes the first that it grants.
    """
    day = (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    return [PUBLISH | DECIDE, PUBLISH | SUBMIT | {"go_live_at": day, "expire_at": ""}]


def crafted(answer: HttpResponse, **added: object) -> Iterator[dict]:
    """Yield what to post where an answer came from.

    Nothing at all; nothing but what tempts; and the forms that the answer drew,
    with each temptation in turn.

    Args:
        answer: What a GET of the address answered.
        added: Fields that go with every temptation, such as a new parent.
    """
    yield {}
    yield added | temptations()[0]
    for form in forms_in(answer):
        for temptation in temptations():
            yield with_fields(form, added | temptation)


def with_fields(form: QueryDict, fields: dict) -> QueryDict:
    """Return a form with some fields of another value."""
    data = form.copy()
    for name, value in fields.items():
        data[name] = value
    return data
