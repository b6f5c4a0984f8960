"""Exports that open in a spreadsheet as what they are, and run nothing."""

from typing import Any

from wagtail_modeladmin.views import IndexView

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value


class HarmlessExportView(IndexView):
    """A list whose CSV holds no formulas. In XLSX Wagtail already writes them as text."""

    def write_csv_row(self, writer: Any, row_dict: dict) -> object:
        """Write one row, each text made harmless."""
        texts = {
            field: harmless(str(self.preprocess_field_value(field, value, self.FORMAT_CSV)))
            for field, value in row_dict.items()
        }
        return writer.writerow(texts)
