"""Page permissions of the hub: no user publishes alone, whatever their role."""

from typing import Any

from wagtail.models import Page, PagePermissionTester

from editorial.guests.permissions import is_guest


class EditorialPagePermissionTester(PagePermissionTester):
    """Overrides Wagtail's permissions of one user on one page.

    Wagtail lets a superuser, or a group with "publish", publish at once. Here only the last step of
    the workflow publishes; see `workflow.publishing.publish_approved_workflow`.
    """

    def can_publish(self) -> bool:
        """Deny it to everybody, superusers included: the workflow publishes."""
        return False

    def can_publish_subpage(self) -> bool:
        """Deny it to everybody: otherwise a page could be created, copied or aliased live."""
        return False

    def can_unpublish(self) -> bool:
        """Allow it to staff who may change the page, without "publish"; never to guests."""
        return self.page.live and not self.page_is_root and self._is_staff() and self._is_unlocked()

    def can_request_sign_off(self) -> bool:
        """Allow staff who may change the page to ask the people concerned to sign it off."""
        return not self.page_is_root and self._is_staff()

    def can_unschedule(self) -> bool:
        """Allow it to staff who may change the page, as they may unpublish it."""
        return not self.page_is_root and self._is_staff()

    def can_reorder_children(self) -> bool:
        """Allow it to staff without "publish": the order of pages publishes nothing."""
        return self._is_staff()

    def can_set_view_restrictions(self) -> bool:
        """Allow it to superusers only: lifting a restriction would publish the page."""
        return self.user.is_active and self.user.is_superuser and not self.page_is_root

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Deny users other than superusers to delete live pages: these are first unpublished.

        Guests delete none. Listings ask this for every row; a leaf page needs no query.
        """
        if is_guest(self.user):
            return False
        if not self.user.is_active or self.user.is_superuser or self.page_is_root:
            return super().can_delete(ignore_bulk)
        if self.page.live:
            return False
        if self.page.is_leaf():
            own = "add" in self.permissions and self.page.owner_id == self.user.pk
            return own or "change" in self.permissions
        return super().can_delete(ignore_bulk) and not self._has_live_pages()

    def can_copy(self) -> bool:
        """Deny it to guests, whose access excludes the view that copies."""
        return not is_guest(self.user) and super().can_copy()

    def _is_staff(self) -> bool:
        if not self.user.is_active or is_guest(self.user):
            return False
        return self.user.is_superuser or "change" in self.permissions

    def _is_unlocked(self) -> bool:
        return not self.page_locked()

    def _has_live_pages(self) -> bool:
        return self.page.get_descendants(inclusive=True).live().exists()


def can_request_sign_off(page: Page, user: Any) -> bool:
    """Return whether a user may ask the people concerned by a page to sign it off.

    The root page is Wagtail's own model, without the hub's permission tester.
    """
    tester = page.permissions_for_user(user)
    return isinstance(tester, EditorialPagePermissionTester) and tester.can_request_sign_off()
