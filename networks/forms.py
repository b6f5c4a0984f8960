"""The admin forms of networks and join forms, and the panels of their names and slugs."""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput

from networks.enums import AnswerKind, AnswerMeaning
from networks.join_forms.builder import JoinFormBuilder

RESERVED_SLUGS = {"forms", "calendar", "requests", "messages"}
"""Path segments that the URL patterns use in place of a network's slug."""
KIND_FOR_MEANING = {
    AnswerMeaning.NAME: AnswerKind.SINGLELINE,
    AnswerMeaning.ROLE: AnswerKind.SINGLELINE,
    AnswerMeaning.ORGANISATION: AnswerKind.SINGLELINE,
    AnswerMeaning.COUNTRY: AnswerKind.COUNTRY,
}
"""The kind of answer that fits the profile field of each meaning."""
KINDS_WITH_CHOICES = {AnswerKind.RADIO, AnswerKind.DROPDOWN, AnswerKind.CHECKBOXES}


class NetworkAdminForm(WagtailAdminModelForm):
    """Validates the slug of a network: not reserved, and unchanged once published."""

    def clean_slug(self) -> str:
        """Validate the slug.

        Raises:
            ValidationError: It is reserved, or differs from the published one.
        """
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError("The hub uses this address itself. Enter a different one.")
        published = type(self.instance).objects.filter(pk=self.instance.pk, live=True).first()
        if published and published.slug != slug:
            raise ValidationError(
                f"You cannot change the address of a published network. Enter: {published.slug}"
            )
        return slug


class JoinFormAdminForm(WagtailAdminModelForm):
    """Validates the questions of a join form together.

    Labels are unique, choices are given where they are needed, meanings fit the kind of answer,
    and one question asks for an email address.
    """

    def clean(self) -> dict[str, Any]:
        """Validate the questions that are not deleted."""
        cleaned = super().clean()
        formset = self.formsets.get("fields")
        if formset is None:
            return cleaned
        questions = [
            question
            for question in formset.forms
            if question.is_valid()
            and question.cleaned_data
            and not question.cleaned_data.get("DELETE")
        ]
        self._validate_unique_labels(questions)
        self._validate_choices(questions)
        self._validate_meanings(questions)
        if not any(
            question.cleaned_data.get("field_type") == AnswerKind.EMAIL for question in questions
        ):
            self.add_error(
                None,
                "Add a question for the email address. We need it to answer and invite people.",
            )
        return cleaned

    @staticmethod
    def _validate_unique_labels(questions: list[Any]) -> None:
        """Reject questions whose labels yield the same field name."""
        names = [
            question.instance.clean_name or question.instance.get_field_clean_name()
            for question in questions
        ]
        counts = Counter(names)
        for question, name in zip(questions, names, strict=True):
            if counts[name] > 1:
                question.add_error(
                    "label", "Another question has the same label. Change one of them."
                )

    @staticmethod
    def _validate_meanings(questions: list[Any]) -> None:
        """Reject a meaning whose profile field does not fit the kind of answer."""
        for question in questions:
            required = KIND_FOR_MEANING.get(question.cleaned_data.get("meaning"))
            if required and question.cleaned_data.get("field_type") != required:
                kind = AnswerKind(required).label
                question.add_error("meaning", f"This needs the kind of answer “{kind}”.")

    @staticmethod
    def _validate_choices(questions: list[Any]) -> None:
        """Require at least two choices of questions with choices."""
        builder = JoinFormBuilder([])
        for question in questions:
            if question.cleaned_data.get("field_type") not in KINDS_WITH_CHOICES:
                continue
            choices = builder.get_formatted_field_choices(question.instance)
            if len({value for value, _ in choices if value}) < 2:
                question.add_error("choices", "Enter at least 2 choices, one on each line.")


def name_panel(field: str) -> TitleFieldPanel:
    """Return the panel of a name, which fills in the slug until the record is published."""
    return TitleFieldPanel(field, classname="", placeholder=False)


def slug_panel() -> FieldPanel:
    """Return the panel of a slug, limited to ASCII."""
    # Without the attribute, "é" becomes "e".
    plain = SlugInput(attrs={"data-w-slug-allow-unicode-value": False})
    return FieldPanel("slug", widget=plain)
