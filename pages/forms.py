"""Edit forms of pages with declarations, and the widget for topics."""

from typing import Any

from django import forms

from editorial.guests.forms import GuestRestrictedPageForm
from editorial.guests.permissions import is_guest
from editorial.modeladmin import exceeds_max_id
from editorial.schedule import SUBMIT_ACTIONS


class DeclarationPageForm(GuestRestrictedPageForm):
    """Edit form of a page with declarations, which must be complete when it is submitted.

    A draft may be saved with incomplete declarations.
    """

    # Whether the user is the author, and declares their own interests in the page's fields.
    declares_own_interests = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation and any(map(self.data.get, SUBMIT_ACTIONS)):
            self._require_declarations()

    def _require_declarations(self) -> None:
        for row in self._remaining_rows():
            if row.instance.declaration_error:
                row.add_error("interests", row.instance.declaration_error)

    def _remaining_rows(self) -> list[forms.ModelForm]:
        """Return the formset's forms of the people the saved page will name."""
        rows = self.formsets.get(self.instance.people_relation)
        if rows is None:
            return []
        remaining = [row for row in rows.forms if row.is_valid() and row not in rows.deleted_forms]
        return [row for row in remaining if row.cleaned_data.get("person")]


class AuthoredPageForm(DeclarationPageForm):
    """Edit form of a page with authors, without the authors formset for guest writers.

    A guest writer declares interests in the page's own fields, which otherwise belong to an
    unnamed author; saving moves the declaration to the guest's authorship.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_guest(self.for_user):
            self.formsets.pop("authorships", None)
            self.declares_own_interests = "interests" in self.fields
            own = self._own_authorship(self.instance.authorships.all())
            if own and (own.interests or own.nothing_to_declare):
                self.initial["interests"] = own.interests
                self.initial["nothing_to_declare"] = own.nothing_to_declare

    def _post_clean(self) -> None:
        """Validate the page with the authors it would have after saving, not the stored ones."""
        stored = list(self.instance.authorships.all())
        self.submitted_authors = self._submitted_authors(stored)
        self.instance.authorships = self.submitted_authors
        super()._post_clean()
        if own := self._own_authorship(self.submitted_authors):
            own.copy_declaration_from(self.instance)
        # The formset applies its own changes when the form is saved.
        self.instance.authorships = (
            stored if "authorships" in self.formsets else self.submitted_authors
        )

    def _require_declarations(self) -> None:
        super()._require_declarations()
        own = self._own_authorship(self.submitted_authors)
        declares_here = "interests" in self.fields and (own or not self.submitted_authors)
        if declares_here and self.instance.declaration_error:
            self.add_error("interests", self.instance.declaration_error)
        if "authorships" not in self.formsets:
            for other in self.submitted_authors:
                if other is not own and other.declaration_error:
                    error = f"{other} has not declared their interests yet. Ask the editors."
                    self.add_error(None, error)

    def _submitted_authors(self, stored: list[Any]) -> list[Any]:
        if "authorships" not in self.formsets:
            return [] if self.cleaned_data.get("is_anonymous") else stored
        return [row.instance for row in self._remaining_rows()]

    def _own_authorship(self, authorships: list[Any]) -> Any:
        """Return the authorship of the guest writer who submits the form, if there is one."""
        if not self.declares_own_interests:
            return None
        own = (row for row in authorships if row.person.user_id == self.for_user.pk)
        return next(own, None)


class TopicCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes for topics, indented by their level in the topic tree."""

    option_template_name = "widgets/topic_option.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the submitted ids, with 0 in place of one that no database can look up."""
        values = super().value_from_datadict(data, files, name)
        return ["0" if exceeds_max_id(value) else value for value in values or []]

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topic's level to the option's context, 0 for the top level."""
        option = super().create_option(*args, **kwargs)
        topic = getattr(option["value"], "instance", None)
        option["level"] = topic.level if topic else 0
        return option
