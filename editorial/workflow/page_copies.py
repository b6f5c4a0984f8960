"""Copies of pages: the parent that was submitted, where no page has its id."""

from django.http import HttpRequest
from wagtail.models import Page

from editorial.modeladmin import exceeds_max_id

PARENT_FIELD = "new_parent_page"


def replace_unknown_parent(request: HttpRequest, page: Page) -> None:
    """Let the form of a copy report a parent that is none, which Wagtail's view looks up first.

    The form holds the submitted data already; the view then shows it with the page's own parent.
    """
    if request.method != "POST":
        return
    value = request.POST.get(PARENT_FIELD, "")
    is_id = value.isdecimal() and not exceeds_max_id(value)
    if not is_id or not Page.objects.filter(pk=value).exists():
        request.POST = request.POST.copy()
        request.POST[PARENT_FIELD] = str(page.get_parent().pk)
