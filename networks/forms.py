"""The forms in which editors make networks and join forms."""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from networks.join_forms.builder import JoinFormBuilder
from networks.models import JoinField

RESERVED_SLUGS = {"forms", "calendar", "requests", "messages"}
"""Words that stand in an address where a network's own would."""
KIND_FOR_MEANING = {
    JoinField.Meaning.NAME: JoinField.Kind.SINGLELINE,
    JoinField.Meaning.ROLE: JoinField.Kind.SINGLELINE,
    JoinField.Meaning.ORGANISATION: JoinField.Kind.SINGLELINE,
    JoinField.Meaning.COUNTRY: JoinField.Kind.COUNTRY,
}
"""The kind of answer in which each meaning fits a profile."""
KINDS_WITH_CHOICES = {JoinField.Kind.RADIO, JoinField.Kind.DROPDOWN, JoinField.Kind.CHECKBOXES}


class NetworkAdminForm(WagtailAdminModelForm):
    """Keeps a network's address free of words that mean something else, and still."""

    def clean_slug(self) -> str:
        """Return the address.

        Raises:
            ValidationError: It is taken by the hub itself, or people already use the old one.
        """
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError("This address is used by the hub itself. Choose another.")
        before = type(self.instance).objects.filter(pk=self.instance.pk, live=True).first()
        if before and before.slug != slug:
            raise ValidationError(
                f"People use this address already. Leave it as it is: {before.slug}"
            )
        return slug


class JoinFormAdminForm(WagtailAdminModelForm):
    """Sees that the questions can be told apart, and that a person can be written to."""

    def clean(self) -> dict[str, Any]:
        """Check the questions together."""
        cleaned = super().clean()
        formset = self.formsets.get("fields")
        if formset is None:
            return cleaned
        kept = [
            one
            for one in formset.forms
            if one.is_valid() and one.cleaned_data and not one.cleaned_data.get("DELETE")
        ]
        self._refuse_same_names(kept)
        self._ask_for_choices(kept)
        self._refuse_what_fits_no_profile(kept)
        if not any(one.cleaned_data.get("field_type") == JoinField.Kind.EMAIL for one in kept):
            self.add_error(
                None, "Ask for an e-mail address: without one nobody can be answered or invited."
            )
        return cleaned

    @staticmethod
    def _refuse_same_names(kept: list[Any]) -> None:
        """Refuse two questions whose answers could not be told apart."""
        names = [one.instance.clean_name or one.instance.get_field_clean_name() for one in kept]
        seen = Counter(names)
        for one, name in zip(kept, names, strict=True):
            if seen[name] > 1:
                one.add_error("label", "Another question has the same words. Change one of them.")

    @staticmethod
    def _refuse_what_fits_no_profile(kept: list[Any]) -> None:
        """Refuse a meaning on a kind of answer that could not be it."""
        for one in kept:
            fitting = KIND_FOR_MEANING.get(one.cleaned_data.get("meaning"))
            if fitting and one.cleaned_data.get("field_type") != fitting:
                kind = JoinField.Kind(fitting).label
                one.add_error("meaning", f"For this, the kind of answer is “{kind}”.")

    @staticmethod
    def _ask_for_choices(kept: list[Any]) -> None:
        """Ask for two choices at least where one chooses."""
        builder = JoinFormBuilder([])
        for one in kept:
            if one.cleaned_data.get("field_type") not in KINDS_WITH_CHOICES:
                continue
            choices = builder.get_formatted_field_choices(one.instance)
            if len({value for value, _ in choices if value}) < 2:
                one.add_error("choices", "Write two choices at least, one a line.")
