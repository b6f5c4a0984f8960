"""The library's forms in the hub's words."""

from typing import Any

from django.forms import BaseForm


class FieldTextMixin(BaseForm):
    """Gives a form's fields the hub's labels and helps, and takes their placeholders away.

    A placeholder that repeats the label is gone as soon as one types.

    Attributes:
        labels: The label of each field that gets another.
        helps: The help of each field; a field that is not listed has none.
    """

    labels: dict[str, str] = {}
    helps: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)


CODE_HELP_TEXT = "Capital or small letters, with the dash or without."
PASSWORD_HELP = (
    "At least 12 characters. Three or four words that do not belong together are easy to "
    "remember and hard to guess."
)
