"""Forms of the editor."""

from editorial.forms import GuestSafeForm
from editorial.guests import is_guest
from pages.models.authorship import Authorship


class AuthoredPageForm(GuestSafeForm):
    """The form of a page with authors. A guest is its author, and names nobody else."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if is_guest(self.for_user):
            self.formsets.pop("authorships", None)

    def _post_clean(self) -> None:
        """Judge the page by the authors this form would leave it, not by those it had."""
        had = list(self.instance.authorships.all())
        meant = self._authors_meant(had)
        self.instance.authorships = meant
        super()._post_clean()
        # The rows of the form put their own changes in when it is saved.
        self.instance.authorships = had if "authorships" in self.formsets else meant

    def _authors_meant(self, had: list[Authorship]) -> list[Authorship]:
        if "authorships" not in self.formsets:
            return [] if self.cleaned_data.get("is_anonymous") else had
        rows = self.formsets["authorships"]
        kept = [row for row in rows.forms if row.is_valid() and row not in rows.deleted_forms]
        return [row.instance for row in kept if row.cleaned_data.get("person")]
