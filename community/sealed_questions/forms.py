"""Forms that send a sealed question, and decide about waiting ones."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.display_names import fold_name
from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from community.enums import DeclineReason
from community.models import SealedQuestion
from community.models.post import TEXT_MAX_LENGTH
from community.models.sealed_question import TITLE_MAX_LENGTH

PUBLISH, DECLINE = "publish", "decline"
HANDLED = (
    "Another organiser has published or declined one of these questions. Check the list again."
)


class SealedQuestionForm(RejectPatientIdentifiersMixin, forms.Form):
    """A title and a text; the names of the member are refused in both.

    Args:
        own_names: The names and the email address of the member, which are read and never stored.
    """

    title = forms.CharField(
        max_length=TITLE_MAX_LENGTH,
        help_text="Your question in a few words. It becomes the title of a discussion.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter a title."},
    )
    text = forms.CharField(
        label="Your question",
        max_length=TEXT_MAX_LENGTH,
        help_text="Leave out what only you or a few people could know. Do not include anything "
        "that could identify a patient, such as a name or a date of birth.",
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        error_messages={"required": "Enter your question."},
    )

    def __init__(self, *args: Any, own_names: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_names = own_names

    def clean(self) -> dict[str, Any]:
        """Add an error to a field that contains a name or the email address of the member."""
        texts = {**self.cleaned_data}  # The first error of a field removes its text.
        cleaned = super().clean()
        # A name of one word, such as “May”, can be a word of the question.
        names = {fold_name(name): name for name in self.own_names if " " in fold_name(name)}
        for field, text in texts.items():
            folded_text = f" {fold_name(text)} "
            for folded, name in names.items():
                if f" {folded} " in folded_text:
                    message = f"“{name}” tells who you are. Take it out, then send the question."
                    self.add_error(field, message)
        return cleaned


class SealedDecisionForm(forms.Form):
    """The questions that an organiser has ticked, and what happens with them."""

    questions = forms.ModelMultipleChoiceField(
        SealedQuestion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick one or more questions.",
            "invalid_choice": HANDLED,
            "invalid_pk_value": HANDLED,
        },
    )
    decision = forms.ChoiceField(choices=[(PUBLISH, "Publish"), (DECLINE, "Decline")])
    reason = forms.ChoiceField(
        label="Reason, if you decline",
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="We record the reason with your name and the day for the organisers of this "
        "network. We do not keep the words of the question.",
    )

    def __init__(self, questions: QuerySet[SealedQuestion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].queryset = questions

    def clean(self) -> dict[str, Any]:
        """Require a reason to decline."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == DECLINE and not cleaned.get("reason"):
            self.add_error("reason", "Choose why you decline.")
        return cleaned
