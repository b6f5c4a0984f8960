"""Forms of the moderators: decisions with a reason, warnings, and private notes."""

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from community.enums import ActionKind
from community.models import SavedReply
from community.moderation.services import REASON_REQUIRED

REASON_MAX_LENGTH = 500
REASON_MISSING = "Enter the reason. We email it to the author."


class ReasonForm(RejectPatientIdentifiersMixin, forms.Form):
    """A reason, which saved words may fill; readers may see it, so it identifies no patient."""

    saved_reply = forms.ModelChoiceField(
        SavedReply.objects.all(),
        label="Saved words",
        empty_label="Choose saved words",
        required=False,
        widget=forms.Select(attrs={"data-saved-words": ""}),
    )
    reason = forms.CharField(
        max_length=REASON_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="We email it to the author. It does not name you.",
        error_messages={"required": REASON_MISSING},
    )

    def names_to_scan(self) -> list[str]:
        """Return the fields whose words others read."""
        return ["reason"]

    def saved_words(self) -> list[dict[str, Any]]:
        """Return the saved words by id, for the script that inserts them."""
        return list(SavedReply.objects.values("pk", "text"))

    @classmethod
    def get_initial_with_saved_words(cls, data: QueryDict) -> dict[str, Any]:
        """Return what was typed, with the chosen saved words after the reason.

        Args:
            data: The submitted form.
        """
        values: dict[str, Any] = data.dict()
        pk = values.pop("saved_reply", "")
        if pk.isascii() and pk.isdecimal() and len(pk) < 18:
            texts = SavedReply.objects.filter(pk=int(pk)).values_list("text", flat=True)
            values["reason"] = "\n\n".join(filter(None, [values.get("reason", "").strip(), *texts]))
        return values


class DecisionForm(ReasonForm):
    """A decision on a post, about the version that the moderator has read."""

    action = forms.ChoiceField(choices=ActionKind.choices)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].help_text = (
            "Needed to return, hide or remove a post, and to close a discussion. We email it to "
            "the author. If readers have seen the post, it also appears in the post’s place. It "
            "does not name you."
        )

    def clean(self) -> dict[str, Any]:
        """Require a reason where the author is told one."""
        cleaned = super().clean() or self.cleaned_data
        is_missing = not cleaned.get("reason") and "reason" not in self.errors
        if cleaned.get("action") in REASON_REQUIRED and is_missing:
            self.add_error("reason", REASON_MISSING)
        return cleaned


class WarningForm(ReasonForm):
    """Why an author is warned, and for how long the warning counts."""

    days = forms.TypedChoiceField(
        label="The warning expires after",
        choices=[("30", "30 days"), ("90", "90 days"), ("180", "6 months"), ("365", "1 year")],
        initial="90",
        coerce=int,
    )


class NoteForm(forms.Form):
    """A private note about a post or its author."""

    text = forms.CharField(
        label="Your note",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only moderators read it. The member can ask us for a copy, so write what you "
        "would say to them.",
        error_messages={"required": "Enter your note."},
    )
    about = forms.ChoiceField(
        label="The note is about",
        choices=[("post", "This post"), ("member", "The author, with all posts under this name")],
        widget=forms.RadioSelect,
        initial="post",
    )
