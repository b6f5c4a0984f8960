"""Exports that open in a spreadsheet as what they are, and run nothing."""

import re
from typing import Any

from wagtail_modeladmin.views import IndexView

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a file of XML cannot hold (XML 1.0, 2.2, Char). Whoever writes a form can send it."""


def harmless(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula; a sign by itself is none."""
    return f"'{value}" if len(value) > 1 and value.startswith(_STARTS_A_FORMULA) else value


def writable(value: Any) -> Any:
    """Return a value as XLSX can hold it: in a text, a mark stands where it had no sign."""
    return _NOT_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value


class HarmlessExportView(IndexView):
    """A list whose CSV holds no formulas. In XLSX Wagtail already writes them as text."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return a value as it stands in a file of one format."""
        shown = super().preprocess_field_value(field, value, export_format)
        return writable(shown) if export_format == self.FORMAT_XLSX else shown

    def write_csv_row(self, writer: Any, row_dict: dict) -> object:
        """Write one row, each text made harmless."""
        texts = {
            field: harmless(str(self.preprocess_field_value(field, value, self.FORMAT_CSV)))
            for field, value in row_dict.items()
        }
        return writer.writerow(texts)
