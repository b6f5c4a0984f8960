"""Forms of the editor."""

from editorial.forms import GuestSafeForm
from editorial.guests import is_guest


class AuthoredPageForm(GuestSafeForm):
    """The form of a page with authors. A guest is its author, and names nobody else."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if is_guest(self.for_user):
            self.formsets.pop("authorships", None)
