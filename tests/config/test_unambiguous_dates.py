"""Times of day in the hour that occurs twice in October name their time zone."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

pytestmark = pytest.mark.same_on_both


def render(value, date_format):
    template = Template(f"{{{{ value|date:'{date_format}' }}}}")
    return template.render(Context({"value": value}))


def test_repeated_hour_names_its_time_zone():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert render(first, "j F Y, fa") == "25 October 2026, 1:30am BST"
    assert render(second, "j F Y, fa") == "25 October 2026, 1:30am GMT"
    assert render(second, "fa T") == "1:30am GMT"
    assert render(second, "c") == "2026-10-25T01:30:00+00:00"
    assert render(second, "j F Y") == "25 October 2026"


def test_other_times_do_not():
    assert render(datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "fa") == "2:30am"
    assert render(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "fa") == "2:30am"
    assert render(date(2026, 10, 25), "j F Y") == "25 October 2026"
    assert render(None, "j F Y") == ""
