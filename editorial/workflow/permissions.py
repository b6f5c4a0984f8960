"""What a person may do with a page of the hub. Nobody publishes alone, whoever they are."""

from typing import Any

from wagtail.models import Page, PagePermissionTester

from editorial.guests.permissions import is_guest


class EditorialPagePermissionTester(PagePermissionTester):
    """Wagtail's questions about one person and one page, with the hub's answers.

    Wagtail lets a superuser, or a holder of "publish", make a page public at once. Here only the
    last step of the workflow does; see `editorial.workflows.publish_approved`.
    """

    def can_publish(self) -> bool:
        """Nobody, not even an administrator: the workflow publishes."""
        return False

    def can_publish_subpage(self) -> bool:
        """Nobody: so no page is created, copied or aliased straight into the public's eyes."""
        return False

    def can_unpublish(self) -> bool:
        """Whoever may change the page may take it down, in haste if need be; a guest may not."""
        return self.page.live and not self.page_is_root and self._at_desk() and self._unlocked()

    def can_request_sign_off(self) -> bool:
        """Whoever of the desk may change the page may ask the people in it."""
        return not self.page_is_root and self._at_desk()

    def can_unschedule(self) -> bool:
        """Whoever may take a page down may also call its publication off."""
        return not self.page_is_root and self._at_desk()

    def can_reorder_children(self) -> bool:
        """The order of a shelf is the desk's, and publishes nothing."""
        return self._at_desk()

    def can_set_view_restrictions(self) -> bool:
        """Only an administrator decides who may read: a lifted restriction would publish."""
        return self.user.is_active and self.user.is_superuser and not self.page_is_root

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """What the public can read is first taken down; an administrator may delete it at once.

        Lists ask this of every row, and a page with nothing beneath it knows the answer itself.
        """
        if not self.user.is_active or self.user.is_superuser or self.page_is_root:
            return super().can_delete(ignore_bulk)
        if self.page.live:
            return False
        if self.page.is_leaf():
            own = "add" in self.permissions and self.page.owner_id == self.user.pk
            return own or "change" in self.permissions
        return super().can_delete(ignore_bulk) and not self._has_live_pages()

    def _at_desk(self) -> bool:
        if not self.user.is_active or is_guest(self.user):
            return False
        return self.user.is_superuser or "change" in self.permissions

    def _unlocked(self) -> bool:
        return not self.page_locked()

    def _has_live_pages(self) -> bool:
        return self.page.get_descendants(inclusive=True).live().exists()


def can_request_sign_off(page: Page, user: Any) -> bool:
    """Return whether a person may ask the people in a page to sign it off.

    The root of the tree is a page of Wagtail's own, which speaks of nobody.
    """
    asked = page.permissions_for_user(user)
    return isinstance(asked, EditorialPagePermissionTester) and asked.can_request_sign_off()
