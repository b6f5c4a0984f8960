"""Exports that open in a spreadsheet as what they are, and run nothing."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from wagtail_modeladmin.views import IndexView

_FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")
_INVALID_XML_CHARACTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a file of XML cannot hold (XML 1.0, 2.2, Char). Whoever writes a form can send it."""

_MAX_CELL_LENGTH = 32_767
"""Signs (Excel specifications and limits, "Total number of characters that a cell can contain")."""
_TRUNCATED_SUFFIX = " … (cut here: the CSV has all of it)"


def escape_formula(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula; a sign by itself is none."""
    return f"'{value}" if len(value) > 1 and value.startswith(_FORMULA_PREFIXES) else value


def xlsx_value(value: Any) -> Any:
    """Return a value as XLSX can hold it.

    In a text, a mark stands where it had no sign; one that is too long says that it goes on.
    """
    if not isinstance(value, str):
        return value
    text = _INVALID_XML_CHARACTERS.sub("\ufffd", value)
    return (
        text
        if len(text) <= _MAX_CELL_LENGTH
        else text[: _MAX_CELL_LENGTH - len(_TRUNCATED_SUFFIX)] + _TRUNCATED_SUFFIX
    )


def naive_local_time(moment: datetime) -> datetime:
    """Return a moment as the desk's pages show it, to the second; a spreadsheet knows no zones."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0)


class SafeExportIndexView(IndexView):
    """A list whose CSV holds no formulas. In XLSX Wagtail already writes them as text."""

    custom_value_preprocess = {
        datetime: {IndexView.FORMAT_CSV: naive_local_time, IndexView.FORMAT_XLSX: naive_local_time},
        **{
            kind: how for kind, how in IndexView.custom_value_preprocess.items() if kind != datetime
        },
    }

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        """Return what stands above a column: what the desk calls it, with a capital."""
        return capfirst(str(label_for_field(field, self.model, self.model_admin)))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Return a row; where there is nothing, nothing stands."""
        cells = {field: lookup_field(field, item, self.model_admin) for field in self.list_export}
        return {field: "" if value is None else value for field, (*_, value) in cells.items()}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return a value as it stands in a file of one format."""
        shown = super().preprocess_field_value(field, value, export_format)
        return xlsx_value(shown) if export_format == self.FORMAT_XLSX else shown

    def stream_csv(self, queryset: QuerySet) -> Iterator[object]:
        """Return the lines, after a mark by which Excel knows that “Ó” is one letter."""
        yield BOM_UTF8.decode()
        yield from super().stream_csv(queryset)

    def write_csv_row(self, writer: Any, row_dict: dict) -> object:
        """Write one row, each text made harmless."""
        texts = {
            field: escape_formula(str(self.preprocess_field_value(field, value, self.FORMAT_CSV)))
            for field, value in row_dict.items()
        }
        return writer.writerow(texts)
