"""The form that requests a sign-off, and the form that answers it."""

from typing import Any

from django import forms
from wagtail.models import Page

from editorial.consent.models import (
    DEFAULT_RESPONSE_DAYS,
    UNNAMED_PERSON,
    Consent,
    ConsentUse,
    Relation,
    SignOff,
)
from editorial.workflow.fingerprint import fingerprint

OTHER_PERSON = ""
"""The person key of someone who is not among the people the page concerns."""


class SignOffRequestForm(forms.ModelForm):
    """The person to ask to sign off a page, the further uses, and the days to answer."""

    person_key = forms.ChoiceField(label="Person to ask", required=False)
    requested_uses = forms.MultipleChoiceField(
        label="Other uses to ask for",
        choices=[choice for choice in ConsentUse.choices if choice[0] != ConsentUse.SITE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="We always ask for consent to publish on this website. The person can refuse "
        "any of these other uses.",
    )
    days = forms.IntegerField(
        label="Days to answer", min_value=1, max_value=90, initial=DEFAULT_RESPONSE_DAYS
    )

    class Meta:
        model = SignOff
        fields = ["person_key", "name", "email", "relation", "requested_uses"]

    field_order = ["person_key", "name", "relation", "email", "requested_uses", "days"]

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = dict(page.people_concerned)
        self.fields["person_key"].choices = [
            *people.items(),
            (OTHER_PERSON, "Another person the page is about"),
        ]
        asked = SignOff.objects.filter(page_id=page.pk, answer="", revoked_at=None)
        asked_keys = set(asked.values_list("person_key", flat=True))
        agreed = Consent.objects.valid().for_content_of(page, fingerprint(page)) if people else []
        asked_keys |= {consent.person_key for consent in agreed}
        unasked = [key for key in people if key not in asked_keys]
        self.initial["person_key"] = unasked[0] if unasked else OTHER_PERSON
        if unasked:
            is_account = unasked[0] == UNNAMED_PERSON[0]
            self.initial["relation"] = Relation.PATIENT if is_account else Relation.INTERVIEWEE
        self.names = people
        self.fields["name"].required = False
        self.fields[
            "name"
        ].help_text = (
            "We greet the person by this name. You can leave it empty for a person in the list."
        )

    def clean(self) -> dict[str, Any]:
        """Take the name from the list where none is given, and require one of another person."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("name") and "name" not in self.errors:
            cleaned["name"] = self.names.get(cleaned.get("person_key", ""), "")
            if not cleaned["name"]:
                self.add_error("name", "Enter the name of the person.")
        return cleaned


class SignOffAnswerForm(forms.Form):
    """A person's answer to a sign-off, with the further uses they agree to and their remarks."""

    AGREE, CHANGE, DECLINE = "agreed", "changes", "declined"

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[
            (AGREE, "I agree to publish this page as it is shown here"),
            (CHANGE, "Change something before you publish it"),
            (DECLINE, "I do not agree to publish this page"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you agree."},
    )
    uses = forms.MultipleChoiceField(
        label="Can we also use it elsewhere?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Select all the uses that you agree to. If you select none, we will publish "
        "it on this website only.",
    )
    remarks = forms.CharField(
        label="Your comments",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        required=False,
        help_text="Tell the editors what to change, or anything else they should know.",
    )

    def __init__(self, sign_off: SignOff, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        requested = [
            choice for choice in ConsentUse.choices if choice[0] in sign_off.requested_uses
        ]
        if requested:
            self.fields["uses"].choices = requested
        else:
            del self.fields["uses"]

    def clean(self) -> dict[str, Any]:
        """Require remarks with a request for changes."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == self.CHANGE and not cleaned.get("remarks", "").strip():
            self.add_error("remarks", "Enter what should be changed.")
        return cleaned
