"""The form that gives somebody a seat at a campaign's desk."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.roles import PARTNER, ROLES

_DESK_ROLES = [role.name for role in ROLES if role.desk and role.name != PARTNER]


class GuestWriterForm(WagtailAdminModelForm):
    """Asks for a campaign and an account that has no other place at the desk."""

    def clean_user(self) -> object:
        """Refuse an account that may do more: as a guest it would not be fenced."""
        user = self.cleaned_data["user"]
        if user.is_superuser or user.groups.filter(name__in=_DESK_ROLES).exists():
            raise ValidationError(
                "This account already works at the desk. A guest needs an account of their own."
            )
        if not user.is_active:
            raise ValidationError("This account is closed.")
        return user
