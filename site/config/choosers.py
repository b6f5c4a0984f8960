"""The choosers and selects of the admin, when the submitted id is no id, or no row has it.

Wagtail's chooser widgets look up whatever was submitted, and fail on a text or an oversized number
before the form field can report it. Its chooser blocks drop an id that no row has. There is one
widget class for each chooser, and blocks create theirs themselves; so the base classes are changed.

Django's fields pass an oversized number to SQLite, which raises an exception, where they offer
several choices, and where they offer pages of one type, whose primary key refers to the page.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.blocks import ChooserBlock

from editorial.modeladmin import MAX_ID, exceeds_max_id

_widget_value = BaseChooser.value_from_datadict
_block_value = ChooserBlock.value_from_form
_choice = ModelChoiceField.to_python
_choices = ModelMultipleChoiceField._check_values


class MissingChoice(int):
    """The value of a chooser block whose id no row has: its field reports an invalid choice.

    An image block stores its alternative text in attributes of the value.
    """

    contextual_alt_text = ""
    decorative = False

    def __bool__(self) -> bool:
        return True


UNUSED_ID = MissingChoice(0)
"""An id that no row has."""


def report_invalid_choices() -> None:
    """Make all choosers and fields report an id that no row has as an error of the field."""
    BaseChooser.value_from_datadict = value_from_datadict
    ChooserBlock.value_from_form = value_from_form
    ModelChoiceField.to_python = check_choice
    ModelMultipleChoiceField._check_values = check_choices


def value_from_datadict(widget: BaseChooser, data: Any, files: Any, name: str) -> Any:
    """Return the submitted id, or `UNUSED_ID` in place of a value that can be none."""
    value = _widget_value(widget, data, files, name)
    try:
        pk = widget.model_class._meta.pk.to_python(value)
    except ValidationError:
        return UNUSED_ID
    return UNUSED_ID if exceeds_max_id(str(abs(pk or 0))) else value


def value_from_form(block: ChooserBlock, value: Any) -> Any:
    """Return the chosen object; for an id that no row has, a value that the field rejects."""
    chosen = _block_value(block, value)
    return MissingChoice(0) if chosen is None and value is not None else chosen


def check_choice(field: ModelChoiceField, value: Any) -> Any:
    """Return the chosen object.

    Raises:
        ValidationError: The value is no id, is above every possible id, or no choice has it.
    """
    reject_oversized(field, value)
    return _choice(field, value)


def check_choices(field: ModelMultipleChoiceField, values: Collection) -> QuerySet:
    """Return the chosen objects.

    Raises:
        ValidationError: A value is no id, is above every possible id, or no choice has it.
    """
    for value in values:
        reject_oversized(field, value)
    return _choices(field, values)


def reject_oversized(field: ModelChoiceField, value: Any) -> None:
    """Check that a submitted value is no number above every possible primary key.

    Raises:
        ValidationError: It is one.
    """
    if field.to_field_name:
        return
    try:
        is_oversized = abs(int(value)) > MAX_ID
    except (TypeError, ValueError):
        return
    if is_oversized:
        params = {"value": value}
        raise ValidationError(field.error_messages["invalid_choice"], "invalid_choice", params)
