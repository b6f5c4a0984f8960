"""Every field of the forms that a guest may open takes bad values: no error page."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.editorial.editor_actions import create_draft
from tests.editorial.html_forms import parse_forms
from tests.editorial.url_enumeration import url_templates

pytestmark = pytest.mark.soak

BAD_VALUES = ("abc", "1" + "0" * 30, "-1", "\0", "{", "[]", ["abc", "2"], None)
LONG_FORM = "TOTAL_FORMS"
"""Part of the name of the field that says how many inline forms there are: at most 3 are tried."""


def urls_of_forms() -> Iterator[str]:
    """Yield the URLs that create records, and the editor of one page of each type."""
    for template in url_templates("admin/"):
        if not template.arguments and template.name.endswith((":add", "_create")):
            yield from template.fill({})
    for page in Page.objects.filter(depth__gt=1).order_by("content_type_id", "pk"):
        yield reverse("wagtailadmin_pages:edit", args=[page.pk])
        parent = page.get_parent()
        if parent.depth > 1:
            arguments = [page.content_type.app_label, page.content_type.model, parent.pk]
            yield reverse("wagtailadmin_pages:add", args=arguments)


def with_bad_values(form: QueryDict) -> Iterator[tuple[str, object, QueryDict]]:
    """Yield a form with each bad value in all fields, and with two in each field alone."""
    fields = [name for name in form if not name.endswith("body-count")]
    for value in BAD_VALUES:
        yield "all", value, changed(form, fields, value)
    for number, name in enumerate(fields):
        for value in (BAD_VALUES[number % len(BAD_VALUES)], BAD_VALUES[1]):
            yield name, value, changed(form, [name], value)


def changed(form: QueryDict, names: list[str], value: object) -> QueryDict:
    """Return a copy of a form with a value, several, or none in some fields."""
    data = form.copy()
    for name in names:
        if value is None:
            del data[name]
        elif isinstance(value, list):
            data.setlist(name, value)
        else:
            data[name] = "3" if LONG_FORM in name and len(str(value)) > 9 else value
    return data


def test_bad_values_in_the_forms_of_a_guest_are_form_errors(hub, people):
    create_draft(people.guest, hub.campaign)
    client = Client(raise_request_exception=False)
    client.force_login(people.guest)
    failures, tried, seen = [], 0, set()
    for url in urls_of_forms():
        forms = [form for form in parse_forms(client.get(url)) if len(form) > 1]
        for form in forms:
            if (shape := frozenset(form)) in seen:
                continue
            seen.add(shape)
            for name, value, data in with_bad_values(form):
                tried += 1
                status = client.post(url, data).status_code
                if status >= 500 or status in {400, 413}:
                    failures.append((status, url, name, value))
    assert tried > 50
    assert failures == []
