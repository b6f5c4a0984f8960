"""The action menus of the page and snippet editors: submitting, and withdrawing from review."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem
from wagtail.snippets.permissions import get_permission_name

from editorial.workflow.four_eyes import overriding_user_ids
from editorial.workflow.models import ReviewTask
from editorial.workflow.snippets import WorkflowSnippet
from editorial.workflow.withdrawal import can_withdraw, withdrawal_url

# Submitting a page that was sent back restarts its workflow too; cancelling has a view of its own.
REPLACED_ITEMS = {"action-restart-workflow", "action-cancel-workflow"}


class WithdrawMenuItemMixin:
    """A link to the view that withdraws what is edited from review.

    Attributes:
        context_name: The name of the page or snippet in the context of the menu.
    """

    name, label, icon_name, order = "action-withdraw", "Withdraw from review", "error", 70
    context_name: str

    def is_shown(self, context: dict) -> bool:
        """Return whether the user may withdraw it."""
        content = context.get(self.context_name)
        if context["view"] != "edit" or content is None:
            return False
        return can_withdraw(content.current_workflow_state, content, context["request"].user)

    def get_url(self, parent_context: Any) -> str:
        """Return the URL of the view."""
        return withdrawal_url(parent_context[self.context_name].current_workflow_state)


class WithdrawMenuItem(WithdrawMenuItemMixin, ActionMenuItem):
    """The link in the editor of a page."""

    context_name = "page"


class WithdrawSnippetMenuItem(WithdrawMenuItemMixin, SnippetActionMenuItem):
    """The link in the editor of a snippet."""

    context_name = "instance"


def replace_page_actions(items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Replace Wagtail's items that restart or cancel the workflow of a page."""
    page = context.get("page")
    denied = REPLACED_ITEMS | (
        {"approve"} if page and not _can_approve(page, request.user) else set()
    )
    items[:] = [item for item in items if item.name not in denied]
    item = WithdrawMenuItem()
    if item.is_shown(context):
        items.append(item)


def _can_approve(page: Page, user: Any) -> bool:
    """Return whether a user did not allow text that the last step, here the current one, checks."""
    task = page.current_workflow_task
    if not isinstance(task, ReviewTask) or user.pk not in overriding_user_ids(page):
        return True
    return not task.is_final_step(page.get_latest_revision_as_object())


def restrict_snippet_actions(
    items: list[SnippetActionMenuItem], request: HttpRequest, context: dict
) -> None:
    """Remove the menu items of a workflow snippet's editor that the user cannot use.

    No user publishes directly; one without the change permission neither saves nor submits.
    """
    if not issubclass(context["model"], WorkflowSnippet):
        return
    denied = REPLACED_ITEMS | {"action-publish"}
    can_change = request.user.has_perm(get_permission_name("change", context["model"]))
    if not can_change:
        denied |= {"action-save", "action-submit"}
    items[:] = [item for item in items if item.name not in denied]
    item = WithdrawSnippetMenuItem()
    if can_change and item.is_shown(context):
        items.append(item)
