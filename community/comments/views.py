"""The admin view that opens and closes the comments of a page, and its header button."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from community.comments.services import (
    close_comments,
    editable_spaces,
    open_comments,
    suggest_space,
)
from community.models import Discussion, Space
from pages.models import HubPage

OPEN = "community.add_space"


def comments_header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Return the button in the header of a page that opens or closes its comments."""
    takes_comments = page.pk and getattr(page.specific_class, "takes_comments", False)
    if not takes_comments or not user.has_perm(OPEN):
        return []
    url = reverse("page_comments", args=[page.pk])
    return [Button("Comments", url, icon_name="comment", priority=49)]


class CommentsForm(forms.Form):
    """The space in which the comments of a page are moderated and listed."""

    space = forms.ModelChoiceField(
        Space.objects.none(),
        label="Board or campaign",
        help_text="The comments are listed there too. You cannot change this later.",
        error_messages={"required": "Choose a board or a campaign."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = editable_spaces()


class CommentsView(PermissionRequiredMixin, View):
    """Opens and closes the comments of a page."""

    permission_required = OPEN
    raise_exception = True

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> Any:
        """Load the page.

        Raises:
            Http404: There is no such page, or readers cannot comment on its type.
        """
        page = get_object_or_404(HubPage, pk=page_id)
        if not page.specific_class or not page.specific_class.takes_comments:
            raise Http404
        self.page = page
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show whether the comments are open."""
        return self._render(CommentsForm(initial={"space": suggest_space(self.page)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open or close the comments."""
        discussion = self._find_comments()
        if "close" in request.POST:
            close_comments(self.page)
            messages.success(request, "Comments closed. Readers still see those that are there.")
            return redirect(request.path)
        if discussion:
            open_comments(self.page, discussion.space, request.user)
        else:
            form = CommentsForm(request.POST)
            if not form.is_valid():
                return self._render(form, status=422)
            open_comments(self.page, form.cleaned_data["space"], request.user)
        messages.success(request, "Comments opened.")
        return redirect(request.path)

    def _find_comments(self) -> Discussion | None:
        return Discussion.objects.filter(page=self.page).select_related("space").first()

    def _render(self, form: CommentsForm, status: int = 200) -> HttpResponse:
        context = {"page": self.page, "form": form, "discussion": self._find_comments()}
        return render(self.request, "community/comments.html", context, status=status)
