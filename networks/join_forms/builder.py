"""Builds the Django form of a join form from its questions. Imports no model."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

import phonenumbers
from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django_countries import countries
from wagtail.contrib.forms.forms import BaseForm, FormBuilder
from wagtail.contrib.forms.models import AbstractFormField

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from networks.enums import AnswerKind, AnswerMeaning

DEFAULT_PHONE_REGION = "GB"
"""The region of a telephone number without a country code."""
MAX_LENGTHS = {
    "singleline": 255,
    "multiline": 5000,
    "telephone": 40,
    "email": 254,
}
REQUIRED_MESSAGES = {
    AnswerKind.SINGLELINE: "Enter an answer to “{label}”.",
    AnswerKind.MULTILINE: "Enter an answer to “{label}”.",
    AnswerKind.EMAIL: "Enter your email address.",
    AnswerKind.TELEPHONE: "Enter a phone number.",
    AnswerKind.DATE: "Enter a date for “{label}”.",
    AnswerKind.COUNTRY: "Select a country.",
    AnswerKind.RADIO: "Select an answer to “{label}”.",
    AnswerKind.DROPDOWN: "Select an answer to “{label}”.",
    AnswerKind.CHECKBOXES: "Select at least one answer to “{label}”.",
    AnswerKind.YES_NO: "Select yes or no for “{label}”.",
    AnswerKind.CONSENT: "Tick the box to agree. We need your agreement to continue.",
}
"""The error message of a required question left empty; it names the question."""
AUTOCOMPLETE_TOKENS = {
    AnswerMeaning.NAME: "name",
    AnswerMeaning.ORGANISATION: "organization",
    AnswerMeaning.ROLE: "organization-title",
    AnswerMeaning.COUNTRY: "country",
}
"""Source: the autofill field names of the HTML standard (WCAG 2.2, 1.3.5)."""


def required_message(kind: Any, label: str) -> str:
    """Return the error message of a required question left empty.

    Args:
        kind: The kind of answer.
        label: The question. One such as “Your name” reads “Enter your name.”
    """
    is_text = kind in {AnswerKind.SINGLELINE, AnswerKind.MULTILINE}
    if is_text and label.startswith("Your ") and not label.endswith("?"):
        return f"Enter your {label.removeprefix('Your ')}."
    return REQUIRED_MESSAGES[kind].format(label=label)


def validate_telephone(text: str) -> None:
    """Validate a telephone number.

    Raises:
        ValidationError: It cannot be dialled.
    """
    try:
        number = phonenumbers.parse(text, DEFAULT_PHONE_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError("Enter a phone number, like 020 7946 0000 or +353 1 555 0100.")


class PublicEmailField(forms.EmailField):
    """An email field that refuses “localhost”, which Django allows as a domain."""

    default_error_messages = {
        "invalid": ("Enter an email address in the correct format, like name@example.com")
    }
    default_validators = [validators.EmailValidator(allowlist=[])]


class JoinFormBuilder(FormBuilder):
    """Adds the kinds of question that Wagtail's `FormBuilder` lacks, and limits lengths."""

    def create_singleline_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return a single-line text field."""
        return forms.CharField(max_length=MAX_LENGTHS["singleline"], **options)

    def create_multiline_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return a multi-line text field."""
        widget = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(max_length=MAX_LENGTHS["multiline"], widget=widget, **options)

    def get_formatted_field_choices(self, field: AbstractFormField) -> list[tuple[str, str]]:
        """Return the choices, one per line; unlike Wagtail's, a choice may contain a comma."""
        lines = [line.strip() for line in field.choices.splitlines()]
        return [(line, line) for line in lines if line]

    def create_email_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return an email field."""
        widget = forms.EmailInput({"autocomplete": "email"})
        return PublicEmailField(max_length=MAX_LENGTHS["email"], widget=widget, **options)

    def create_telephone_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return a telephone field."""
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        return forms.CharField(
            max_length=MAX_LENGTHS["telephone"],
            widget=widget,
            validators=[validate_telephone],
            **options,
        )

    def create_date_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return a date field with the browser's date picker."""
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **options)

    def create_country_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return a select of all countries."""
        return forms.ChoiceField(choices=[("", "Select a country"), *countries], **options)

    def create_yesno_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return a yes/no radio field."""
        choices = [("yes", "Yes"), ("no", "No")]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)

    def create_dropdown_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return a select with none of its choices preselected."""
        choices = [("", "Select an option"), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, **options)

    def create_consent_field(self, field: AbstractFormField, options: dict) -> forms.Field:
        """Return an unticked checkbox."""
        return forms.BooleanField(**options)

    def get_field_options(self, field: AbstractFormField) -> dict[str, Any]:
        """Drop initial values, and add the error message of an empty required field."""
        options = super().get_field_options(field)
        options.pop("initial", None)
        message = required_message(field.field_type, field.label)
        return options | {"error_messages": {"required": message}}


class JoinRequestForm(RejectPatientIdentifiersMixin, BaseForm):
    """The base of the form classes that visitors fill in, one for each join form.

    Attributes:
        questions: The `JoinField` records by field name, in the order asked.
    """

    questions: dict[str, AbstractFormField]

    @classmethod
    def definition_hash(cls) -> str:
        """Return a hash of the questions, which changes when an editor changes them."""
        names = ("label", "help_text", "field_type", "choices")
        content = [
            [getattr(question, name) for name in names] for question in cls.questions.values()
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]

    def names_to_scan(self) -> list[str]:
        """Scan what applicants write themselves, not their telephone number or email address."""
        written = (AnswerKind.SINGLELINE, AnswerKind.MULTILINE)
        return [name for name, question in self.questions.items() if question.field_type in written]

    def as_answers(self) -> list[dict[str, Any]]:
        """Return the answers with their questions, as a join request stores them.

        Returns:
            A list of ``{"label", "kind", "meaning", "value"}`` in the order asked. A question
            left empty has an empty value.
        """
        return [
            {
                "label": question.label,
                "kind": question.field_type,
                "meaning": question.meaning,
                "value": self._serialize_answer(name, question),
            }
            for name, question in self.questions.items()
        ]

    def email(self) -> str:
        """Return the answer to the first email question, in lower case."""
        return self._first_answer(lambda question: question.field_type == AnswerKind.EMAIL).lower()

    def name(self) -> str:
        """Return the answer to the first question for the name, cut to the column's length."""
        name = self._first_answer(lambda question: question.meaning == AnswerMeaning.NAME)
        return name[: MAX_LENGTHS["singleline"]]

    def _first_answer(self, matches: Callable[[AbstractFormField], bool]) -> str:
        names = [name for name, question in self.questions.items() if matches(question)]
        return str(self.cleaned_data.get(names[0]) or "") if names else ""

    def _serialize_answer(self, name: str, question: AbstractFormField) -> Any:
        value = self.cleaned_data.get(name)
        if question.field_type == AnswerKind.CONSENT:
            return "Agreed" if value else "Not agreed"
        if question.field_type == AnswerKind.COUNTRY:
            return countries.name(value) if value else ""
        if question.field_type == AnswerKind.YES_NO:
            return {"yes": "Yes", "no": "No"}.get(value, "")
        if isinstance(value, list):
            return value
        return "" if value is None else str(value)


def build_form_class(questions: Iterable[AbstractFormField]) -> type[JoinRequestForm]:
    """Return the form class for the questions of a join form."""
    questions = list(questions)
    fields = JoinFormBuilder(questions).formfields
    for question, field in zip(questions, fields.values(), strict=True):
        if autocomplete := AUTOCOMPLETE_TOKENS.get(question.meaning):
            field.widget.attrs["autocomplete"] = autocomplete
    by_name = dict(zip(fields, questions, strict=True))
    form_class: type[JoinRequestForm] = type("JoinRequestForm", (JoinRequestForm,), fields)
    # Set afterwards, since an editor may name a question "questions".
    form_class.questions = by_name
    return form_class
