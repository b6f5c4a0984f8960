"""Texts of forms: labels and help texts of django-allauth's, and messages of required fields."""

from typing import Any

from django import forms
from django.forms import BaseForm
from django.forms.utils import pretty_name

CODE_HELP_TEXT = "You can use capital or small letters, with or without the hyphen."
CODE_REQUIRED = "Enter the code from the email."
PASSWORD_HELP = (
    "Use at least 12 characters. Three or four random words are easy to remember and hard to guess."
)


def name_required_fields(form: BaseForm, determiner: str = "your") -> None:
    """Name each required field in its error message, in place of “This field is required”.

    A field with an error message of its own keeps it.

    Args:
        form: The form, not yet validated.
        determiner: The word before the label: “your” for what describes the user, else “the”.
    """
    for name, field in form.fields.items():
        if field.error_messages["required"] != forms.Field.default_error_messages["required"]:
            continue
        label = str(field.label or pretty_name(name))
        if not label[1:2].isupper():
            label = label[:1].lower() + label[1:]
        verb = "Select" if isinstance(field, forms.ChoiceField) else "Enter"
        if isinstance(field, forms.FileField):
            verb = "Choose"
        field.error_messages["required"] = f"{verb} {determiner} {label}."


class FieldTextMixin(BaseForm):
    """Sets labels, help texts and error messages of a form's fields, and removes placeholders.

    A placeholder that repeats the label disappears as soon as one types.

    Attributes:
        labels: The label of each field whose label is replaced.
        help_texts: The help text of each field; other fields have none.
        required_messages: The error messages of fields left empty; others name the label.
    """

    labels: dict[str, str] = {}
    help_texts: dict[str, str] = {}
    required_messages: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if name in self.required_messages:
                field.error_messages["required"] = self.required_messages[name]
        name_required_fields(self)
