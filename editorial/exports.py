"""CSV and XLSX exports that open in a spreadsheet without running formulas.

`library.text_cleaning` removes from all exports what these formats cannot store.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail_modeladmin.views import IndexView

_FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")
_MAX_CELL_LENGTH = 32_767
"""Excel specifications and limits, "Total number of characters that a cell can contain"."""
_TRUNCATED_SUFFIX = " … (shortened here, the CSV file has the full text)"


def escape_formula(value: str) -> str:
    """Return a text that no spreadsheet interprets as a formula; a lone sign is none."""
    return f"'{value}" if len(value) > 1 and value.startswith(_FORMULA_PREFIXES) else value


def xlsx_value(value: Any) -> Any:
    """Return a value that a cell of XLSX can store, truncated if it is a text that is too long."""
    if not isinstance(value, str) or len(value) <= _MAX_CELL_LENGTH:
        return value
    return value[: _MAX_CELL_LENGTH - len(_TRUNCATED_SUFFIX)] + _TRUNCATED_SUFFIX


def naive_local_time(value: datetime) -> datetime:
    """Return a datetime in local time without zone, which spreadsheets lack, to the second."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.replace(tzinfo=None, microsecond=0)


def prepare_spreadsheets() -> None:
    """Write local times and no formulas into all spreadsheets, also of Wagtail's own reports.

    Into XLSX Wagtail writes formulas as text already.
    """
    local_times = dict.fromkeys(SpreadsheetExportMixin.FORMATS, naive_local_time)
    SpreadsheetExportMixin.custom_value_preprocess |= {datetime: local_times}
    SpreadsheetExportMixin.write_csv_row = write_csv_row


def write_csv_row(view: SpreadsheetExportMixin, writer: Any, row_dict: dict) -> object:
    """Write a row of a view's export with formulas escaped, and empty cells in place of None."""
    values = {
        field: view.preprocess_field_value(field, value, view.FORMAT_CSV)
        for field, value in row_dict.items()
    }
    return writer.writerow(
        {
            field: "" if value is None else escape_formula(str(value))
            for field, value in values.items()
        }
    )


class SafeExportIndexView(IndexView):
    """A listing whose export has the columns and headings of the listing."""

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        """Return a column's heading as the listing shows it, capitalised."""
        return capfirst(str(label_for_field(field, self.model, self.model_admin)))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Return a row, with empty cells in place of None."""
        cells = {field: lookup_field(field, item, self.model_admin) for field in self.list_export}
        return {field: "" if value is None else value for field, (*_, value) in cells.items()}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Add the length of a cell to Wagtail's preprocessing."""
        processed = super().preprocess_field_value(field, value, export_format)
        return xlsx_value(processed) if export_format == self.FORMAT_XLSX else processed

    def stream_csv(self, queryset: QuerySet) -> Iterator[object]:
        """Yield the lines after a byte order mark, without which Excel misreads UTF-8."""
        yield BOM_UTF8.decode()
        yield from super().stream_csv(queryset)
