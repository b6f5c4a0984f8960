"""The join form chooser: editors choose among all forms, guest writers among published ones."""

from typing import Any

from django.db.models import QuerySet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from editorial.guests.permissions import is_guest
from networks.models import JoinForm
from pages.snippets import ExistingOnlyChooserViewSet


def choosable_forms(user: Any) -> QuerySet[JoinForm]:
    """Return the join forms that a user may choose for a page."""
    forms = JoinForm.objects.all()
    return forms.filter(live=True) if is_guest(user) else forms


class JoinFormChooseView(ChooseView):
    """Lists the join forms that the user may choose."""

    def get_object_list(self) -> QuerySet[JoinForm]:
        """Limit the listing to the join forms that the user may choose."""
        return choosable_forms(self.request.user)


class JoinFormChooseResultsView(ChooseResultsView):
    """Lists the search results among the join forms that the user may choose."""

    def get_object_list(self) -> QuerySet[JoinForm]:
        """Limit the listing to the join forms that the user may choose."""
        return choosable_forms(self.request.user)


class JoinFormChosenView(SnippetChosenView):
    """Returns the chosen join form to the page editor."""

    def get_object(self, pk: Any) -> JoinForm:
        """Return the chosen join form.

        Raises:
            DoesNotExist: The user may not choose it.
        """
        return choosable_forms(self.request.user).get(pk=pk)


class JoinFormChosenMultipleView(SnippetChosenMultipleView):
    """Returns several chosen join forms to the page editor."""

    def get_objects(self, pks: list[Any]) -> QuerySet[JoinForm]:
        """Limit the chosen join forms to those that the user may choose."""
        return choosable_forms(self.request.user).filter(pk__in=pks)


class JoinFormChooserViewSet(ExistingOnlyChooserViewSet):
    """The chooser of join forms, limited by `choosable_forms`."""

    choose_view_class = JoinFormChooseView
    choose_results_view_class = JoinFormChooseResultsView
    chosen_view_class = JoinFormChosenView
    chosen_multiple_view_class = JoinFormChosenMultipleView
