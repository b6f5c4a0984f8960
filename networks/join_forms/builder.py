"""Makes a form for people from the questions that an editor put together."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import phonenumbers
from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django_countries import countries
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from networks.models import JoinField, JoinForm, JoinRequest

DEFAULT_PHONE_REGION = "GB"
"""Where a telephone number without a country's code is taken to be."""
MAX_LENGTHS = {
    "singleline": 255,
    "multiline": 5000,
    "telephone": 40,
    "email": JoinRequest._meta.get_field("email").max_length,
}
REQUIRED_MESSAGES = {
    JoinField.Kind.SINGLELINE: "Write your answer here.",
    JoinField.Kind.MULTILINE: "Write your answer here.",
    JoinField.Kind.EMAIL: "Write your e-mail address, so that we can answer you.",
    JoinField.Kind.TELEPHONE: "Write your telephone number.",
    JoinField.Kind.DATE: "Give a date.",
    JoinField.Kind.COUNTRY: "Choose a country.",
    JoinField.Kind.RADIO: "Choose one of these.",
    JoinField.Kind.DROPDOWN: "Choose one of these.",
    JoinField.Kind.CHECKBOXES: "Choose at least one of these.",
    JoinField.Kind.YES_NO: "Choose yes or no.",
    JoinField.Kind.CONSENT: "Tick the box if you agree; we cannot go on without it.",
}
"""What to do about a question that was passed over."""
AUTOCOMPLETE_TOKENS = {
    JoinField.Meaning.NAME: "name",
    JoinField.Meaning.ORGANISATION: "organization",
    JoinField.Meaning.ROLE: "organization-title",
    JoinField.Meaning.COUNTRY: "country",
}
"""Source of the words: the HTML standard's list of autofill field names (WCAG 2.2, 1.3.5)."""


def validate_telephone(text: str) -> None:
    """Refuse what cannot be dialled.

    Raises:
        ValidationError: It is no telephone number.
    """
    try:
        number = phonenumbers.parse(text, DEFAULT_PHONE_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            "That does not look like a telephone number. Write it as you would dial it, for "
            "example 020 7946 0000."
        )


class PublicEmailField(forms.EmailField):
    """An address that is reached from anywhere: “localhost” is how a machine calls itself."""

    default_error_messages = {
        "invalid": (
            "That does not look like an e-mail address. Write all of it, for example "
            "jo@hospital.example."
        )
    }
    default_validators = [validators.EmailValidator(allowlist=[])]


class JoinFormBuilder(FormBuilder):
    """Knows every kind of question: Wagtail's own, and those it has not."""

    def create_singleline_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make a short text."""
        return forms.CharField(max_length=MAX_LENGTHS["singleline"], **options)

    def create_multiline_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make a long text."""
        widget = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(max_length=MAX_LENGTHS["multiline"], widget=widget, **options)

    def get_formatted_field_choices(self, field: JoinField) -> list[tuple[str, str]]:
        """Return the choices, one a line; a comma may stand in one."""
        lines = [line.strip() for line in field.choices.splitlines()]
        return [(line, line) for line in lines if line]

    def create_email_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make an e-mail address."""
        widget = forms.EmailInput({"autocomplete": "email"})
        return PublicEmailField(max_length=MAX_LENGTHS["email"], widget=widget, **options)

    def create_telephone_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make a telephone number."""
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        return forms.CharField(
            max_length=MAX_LENGTHS["telephone"],
            widget=widget,
            validators=[validate_telephone],
            **options,
        )

    def create_date_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make a date."""
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **options)

    def create_country_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make a list of countries."""
        return forms.ChoiceField(choices=[("", "Choose a country"), *countries], **options)

    def create_yesno_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make a question answered by yes or no."""
        choices = [("yes", "Yes"), ("no", "No")]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)

    def create_dropdown_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make a list of choices, of which none is chosen beforehand."""
        choices = [("", "Choose one"), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, **options)

    def create_consent_field(self, field: JoinField, options: dict) -> forms.Field:
        """Make a box that is ticked by hand, and never beforehand."""
        return forms.BooleanField(**options)

    def get_field_options(self, field: JoinField) -> dict[str, Any]:
        """Return what all kinds share; nothing is filled in beforehand."""
        options = super().get_field_options(field)
        options.pop("initial", None)
        return options | {"error_messages": {"required": REQUIRED_MESSAGES[field.field_type]}}


class JoinRequestForm(BaseForm):
    """The questions of one form, as they are asked today.

    Attributes:
        questions: The questions by the name of their field, in the order asked.
    """

    questions: dict[str, JoinField]

    @classmethod
    def version(cls) -> str:
        """Return what tells these questions, as people read them, from any others."""
        read = ("label", "help_text", "field_type", "choices")
        said = [[getattr(one, part) for part in read] for one in cls.questions.values()]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    def as_answers(self) -> list[dict[str, Any]]:
        """Return the answers, each with its question as it was asked.

        Returns:
            A list of ``{"label", "kind", "meaning", "value"}``, in the order asked; what was
            left empty is an empty text, so that one sees that it was asked.
        """
        return [
            {
                "label": question.label,
                "kind": question.field_type,
                "meaning": question.meaning,
                "value": self._said(name, question),
            }
            for name, question in self.questions.items()
        ]

    def email(self) -> str:
        """Return the first e-mail address given, by which the person hears back."""
        return self._first(lambda one: one.field_type == JoinField.Kind.EMAIL).lower()

    def name(self) -> str:
        """Return the name given."""
        said = self._first(lambda one: one.meaning == JoinField.Meaning.NAME)
        return said[: JoinRequest._meta.get_field("name").max_length]

    def _first(self, is_it: Any) -> str:
        names = [name for name, question in self.questions.items() if is_it(question)]
        return str(self.cleaned_data.get(names[0]) or "") if names else ""

    def _said(self, name: str, question: JoinField) -> Any:
        value = self.cleaned_data.get(name)
        if question.field_type == JoinField.Kind.CONSENT:
            return "Agreed" if value else "Not agreed"
        if question.field_type == JoinField.Kind.COUNTRY:
            return countries.name(value) if value else ""
        if question.field_type == JoinField.Kind.YES_NO:
            return {"yes": "Yes", "no": "No"}.get(value, "")
        if isinstance(value, list):
            return value
        return "" if value is None else str(value)


def get_form_class(form: JoinForm) -> type[JoinRequestForm]:
    """Return the class of a form's questions, as they stand now."""
    return build_form_class(form.fields.all())


def build_form_class(questions: Iterable[JoinField]) -> type[JoinRequestForm]:
    """Return the class of a form that asks some questions."""
    questions = list(questions)
    fields = JoinFormBuilder(questions).formfields
    for question, field in zip(questions, fields.values(), strict=True):
        if words := AUTOCOMPLETE_TOKENS.get(question.meaning):
            field.widget.attrs["autocomplete"] = words
    asked = dict(zip(fields, questions, strict=True))
    made: type[JoinRequestForm] = type("AskedForm", (JoinRequestForm,), fields)
    # Afterwards, for an editor may call a question so.
    made.questions = asked
    return made
