"""Removal of characters that XML, email or JSON cannot hold, and of invisible ones in names.

Every text field of every form is cleaned: `install` extends `django.forms.CharField`, from which
Wagtail's fields and the fields of its blocks are made too. Texts that came into the database by
other ways are cleaned in exports, for which `install` extends Wagtail's spreadsheets.
"""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.core.validators import EMPTY_VALUES
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# Control characters but tab and line breaks, lone surrogates, and noncharacters of each plane.
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)
# Characters of other categories that show nothing: fillers, a joiner and vowels without a form.
_INVISIBLE = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINERS = {"\u200c", "\u200d"}
_FLAG = "\U0001f3f4"
_UNENCODABLE_EMAIL = "Enter an email address in the correct format, like name@example.com"


def remove_unstorable(text: str) -> str:
    """Return a text without characters that XML 1.0, UTF-8 or PostgreSQL cannot hold."""
    # Two halves of one character may come as separate escapes of JSON.
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _UNSTORABLE.sub("", text)


def clean_json(data: Any) -> Any:
    """Return data for JSON with every text in it cleaned by `remove_unstorable`."""
    if isinstance(data, str):
        return remove_unstorable(data)
    if isinstance(data, dict):
        return {clean_json(key): clean_json(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [clean_json(value) for value in data]
    return data


def remove_invisible(text: str) -> str:
    """Return one line of text without invisible characters.

    Joiners stay between letters of a script that needs them and in emoji, and tags in flags.
    """
    flag = text.find(_FLAG)
    kept = [char for place, char in enumerate(text) if _is_visible(text, place, flag)]
    return "".join(kept)


def has_visible(text: str) -> bool:
    """Return whether a text shows anything."""
    return any(not char.isspace() for char in remove_invisible(text))


def clean_value(field: forms.CharField, value: Any) -> Any:
    """Return a value of a form field, cleaned as the kind of field needs.

    Raises:
        ValidationError: It is an email address to which no email can be sent.
    """
    if not isinstance(value, str) or value in EMPTY_VALUES:
        return value
    text = remove_unstorable(value)
    if isinstance(field, forms.EmailField):
        text = "".join(char for char in remove_invisible(text) if char not in _JOINERS)
        _check_address(text)
    elif not isinstance(field.widget, forms.Textarea | forms.HiddenInput | forms.PasswordInput):
        text = remove_invisible(text)
    return text if has_visible(text) else ""


def _check_address(address: str) -> None:
    # Django's validator refuses other mistakes; this is about what it accepts.
    if "@" in address:
        try:
            sanitize_address(address.strip(), "utf-8")
        except (ValueError, UnicodeError) as error:
            raise ValidationError(_UNENCODABLE_EMAIL, code="invalid") from error


def _is_visible(text: str, place: int, flag: int) -> bool:
    """Return whether the character at a place shows something; a tag does after the first flag."""
    char = text[place]
    if char in _JOINERS:
        return _joins(text[place - 1 : place]) and _joins(text[place + 1 : place + 2])
    if "\U000e0020" <= char <= "\U000e007f":
        return 0 <= flag < place
    return char not in _INVISIBLE and unicodedata.category(char) != "Cf"


def _joins(char: str) -> bool:
    """Return whether a character can stand beside a joiner: of a complex script, or an emoji."""
    return char > "\u0590" and unicodedata.category(char)[0] in "LMS"


def install() -> None:
    """Clean every text field on entry, and every text in an export."""
    _clean_fields()
    _clean_exports()


def _clean_fields() -> None:
    original = forms.CharField.to_python

    def to_python(self: forms.CharField, value: Any) -> Any:
        """Return the text, cleaned."""
        cleaned = clean_value(self, original(self, value))
        cleaned = cleaned.strip() if self.strip and isinstance(cleaned, str) else cleaned
        return self.empty_value if cleaned in self.empty_values else cleaned

    _replace_method(forms.CharField, to_python)


def _clean_exports() -> None:
    original = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(
        self: SpreadsheetExportMixin, field: str, value: Any, export_format: str
    ) -> Any:
        """Return the value of a cell, cleaned."""
        texts = [str(item) for item in value] if isinstance(value, list) else value
        processed = original(self, field, texts, export_format)
        return remove_unstorable(processed) if isinstance(processed, str) else processed

    _replace_method(SpreadsheetExportMixin, preprocess_field_value)


def _replace_method(target: type, method: Any) -> None:
    setattr(target, method.__name__, method)
