"""Choosing a form for a page: the team among all forms, a guest writer among the public ones."""

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
    """Return the forms that somebody at the desk may put on a page."""
    forms = JoinForm.objects.all()
    return forms.filter(live=True) if is_guest(user) else forms


class JoinFormChooseView(ChooseView):
    """The forms to choose from."""

    def get_object_list(self) -> QuerySet[JoinForm]:
        """Return those for this person."""
        return choosable_forms(self.request.user)


class JoinFormChooseResultsView(ChooseResultsView):
    """Those that a search found."""

    def get_object_list(self) -> QuerySet[JoinForm]:
        """Return those for this person."""
        return choosable_forms(self.request.user)


class JoinFormChosenView(SnippetChosenView):
    """The one that was chosen."""

    def get_object(self, pk: Any) -> JoinForm:
        """Return it.

        Raises:
            DoesNotExist: It is none of those that this person may choose.
        """
        return choosable_forms(self.request.user).get(pk=pk)


class JoinFormChosenMultipleView(SnippetChosenMultipleView):
    """Those that were chosen."""

    def get_objects(self, pks: list[Any]) -> QuerySet[JoinForm]:
        """Return those of them that this person may choose."""
        return choosable_forms(self.request.user).filter(pk__in=pks)


class JoinFormChooserViewSet(ExistingOnlyChooserViewSet):
    """Offers forms to put on a page."""

    choose_view_class = JoinFormChooseView
    choose_results_view_class = JoinFormChooseResultsView
    chosen_view_class = JoinFormChosenView
    chosen_multiple_view_class = JoinFormChosenMultipleView
