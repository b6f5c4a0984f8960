"""Mixin that sets the labels and help texts of django-allauth's forms."""

from typing import Any

from django.forms import BaseForm


class FieldTextMixin(BaseForm):
    """Sets labels and help texts of a form's fields, and removes placeholders.

    A placeholder that repeats the label disappears as soon as one types.

    Attributes:
        labels: The label of each field whose label is replaced.
        help_texts: The help text of each field; other fields have none.
    """

    labels: dict[str, str] = {}
    help_texts: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, "")
            field.widget.attrs.pop("placeholder", None)


CODE_HELP_TEXT = "You can use capital or small letters, with or without the hyphen."
PASSWORD_HELP = (
    "Use at least 12 characters. Three or four random words are easy to remember and hard to guess."
)
