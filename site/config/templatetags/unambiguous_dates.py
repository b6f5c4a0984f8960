"""The filter `date`, with the time zone where a time of day occurs twice.

It replaces Django's filter in every template (setting `TEMPLATES`), so that no display of a time
can forget it.
"""

import re
from datetime import datetime
from typing import Any

from django import template
from django.template.defaultfilters import date as django_date
from django.utils import formats, timezone

from networks.recurrence import is_repeated_time

register = template.Library()
_ESCAPED = re.compile(r"\\.")
_TIME_OF_DAY = re.compile("[aAfgGhHiPs]")
_OFFSET = re.compile("[crU]")


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, arg: str | None = None) -> str:
    """Format a date or time; “1:30” in the repeated hour of October is “1:30 BST” or “1:30 GMT”.

    Args:
        value: A date or datetime.
        arg: The format, as for Django's filter.
    """
    text = django_date(value, arg)
    if not text or not isinstance(value, datetime) or timezone.is_naive(value):
        return text
    date_format = _ESCAPED.sub("", formats.get_format(arg or "DATE_FORMAT"))
    shows_time = _TIME_OF_DAY.search(date_format) and not _OFFSET.search(date_format)
    # Django's own formats of the time zone, such as T, are empty in the repeated hour.
    return f"{text.rstrip()} {value.tzname()}" if shows_time and is_repeated_time(value) else text
