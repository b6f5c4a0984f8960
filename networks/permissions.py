"""What a person may do with the public side of networks, and with their forms."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import UnpublishView


class DeskRecordPolicy(ModelPermissionPolicy):
    """Wagtail's questions about records with drafts, with the hub's answer to one of them.

    Wagtail lets a superuser, or a holder of "publish", make a record public at once. Here the
    approval of a second person does; see `editorial.publication.publish_approved`.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Return whether a person may do something: publish alone, never."""
        return action != "publish" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Return whether a person may do one of several things; publishing is none of them."""
        return super().user_has_any_permission(user, set(actions) - {"publish"})

    def users_with_any_permission(self, actions: Any) -> Any:
        """Return who may do one of several things; nobody may publish alone."""
        return super().users_with_any_permission(set(actions) - {"publish"})


class TakeDownView(UnpublishView):
    """Takes a record down: whoever may change it may, since harm should end at once."""

    permission_required = "change"
