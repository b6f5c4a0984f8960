"""Forms of the editor."""

from typing import TYPE_CHECKING, Any

from django import forms

from editorial.guests.forms import GuestRestrictedPageForm
from editorial.guests.permissions import is_guest

# The types of page are made with these forms, so theirs are asked for later.
if TYPE_CHECKING:
    from django.forms import ModelForm

    from pages.models import Authorship

# The buttons that send a page to review.
_SUBMIT_ACTIONS = ("action-submit", "action-restart-workflow")


class DeclarationPageForm(GuestRestrictedPageForm):
    """The form of a page whose people declare their interests.

    A draft may be silent. When it is sent to review, everybody it names has answered.
    """

    # Whether whoever fills it in is the author, and is asked as such.
    asks_own_interests = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation and any(map(self.data.get, _SUBMIT_ACTIONS)):
            self._ask_each()

    def _ask_each(self) -> None:
        for row in self._rows_kept():
            if row.instance.declaration_error:
                row.add_error("interests", row.instance.declaration_error)

    def _rows_kept(self) -> "list[ModelForm]":
        """Return the rows of those whom the page will name."""
        rows = self.formsets.get(self.instance.people_relation)
        if rows is None:
            return []
        kept = [row for row in rows.forms if row.is_valid() and row not in rows.deleted_forms]
        return [row for row in kept if row.cleaned_data.get("person")]


class AuthoredPageForm(DeclarationPageForm):
    """The form of a page with authors. A guest is its author, and names nobody else.

    A guest declares their interests in the page's own fields, which are those of an author who is
    not named. When the guest is named, the answer goes to their authorship.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_guest(self.for_user):
            self.formsets.pop("authorships", None)
            self.asks_own_interests = "interests" in self.fields
            own = self._own(self.instance.authorships.all())
            if own and (own.interests or own.nothing_to_declare):
                self.initial["interests"] = own.interests
                self.initial["nothing_to_declare"] = own.nothing_to_declare

    def _post_clean(self) -> None:
        """Judge the page by the authors this form would leave it, not by those it had."""
        had = list(self.instance.authorships.all())
        self.meant = self._authors_meant(had)
        self.instance.authorships = self.meant
        super()._post_clean()
        if own := self._own(self.meant):
            own.take_over_declaration(self.instance)
        # The rows of the form put their own changes in when it is saved.
        self.instance.authorships = had if "authorships" in self.formsets else self.meant

    def _ask_each(self) -> None:
        super()._ask_each()
        own = self._own(self.meant)
        asks_here = "interests" in self.fields and (own or not self.meant)
        if asks_here and self.instance.declaration_error:
            self.add_error("interests", self.instance.declaration_error)
        if "authorships" not in self.formsets:
            for other in self.meant:
                if other is not own and other.declaration_error:
                    asked = f"{other} has yet to declare their interests. Ask the hub’s editors."
                    self.add_error(None, asked)

    def _authors_meant(self, had: "list[Authorship]") -> "list[Authorship]":
        if "authorships" not in self.formsets:
            return [] if self.cleaned_data.get("is_anonymous") else had
        return [row.instance for row in self._rows_kept()]

    def _own(self, rows: "list[Authorship]") -> "Authorship | None":
        """Return the authorship of a guest who fills the form in."""
        if not self.asks_own_interests:
            return None
        return next((row for row in rows if row.person.user_id == self.for_user.pk), None)


class TopicCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes for topics, indented by their level in the topic tree."""

    option_template_name = "widgets/topic_option.html"

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topic's level to the option's context, 0 for the top level."""
        option = super().create_option(*args, **kwargs)
        topic = getattr(option["value"], "instance", None)
        option["level"] = topic.level if topic else 0
        return option
