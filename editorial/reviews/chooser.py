"""The chooser of the person responsible for a page: it searches the editors and reviewers."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import EDITOR, REVIEWER
from accounts.user_admin.chooser import (
    UserChooseResultsView,
    UserChooserViewSet,
    UserChooseView,
    UserChooseViewMixin,
    UserChosenMultipleView,
    UserChosenView,
)

VIEW_PERMISSION = "editorial.view_reviewdate"


def responsible_people(current_id: int | None = None) -> QuerySet[User]:
    """Return the active editors and reviewers, and who is responsible now."""
    roles = Q(groups__name__in=[EDITOR, REVIEWER], is_active=True)
    found = User.objects.filter(roles | Q(pk=current_id)).distinct()
    return found.order_by("last_name", "first_name", "email")


class ResponsiblePersonMixin(UserChooseViewMixin):
    """Restricts a view of the chooser of users to editors and reviewers."""

    permission = VIEW_PERMISSION

    def get_users(self) -> QuerySet[User]:
        """Return the users who can be responsible."""
        return responsible_people()


class ResponsiblePersonChooseView(ResponsiblePersonMixin, UserChooseView):
    """Shows the chooser."""


class ResponsiblePersonChooseResultsView(ResponsiblePersonMixin, UserChooseResultsView):
    """Shows the results of a search."""


class ResponsiblePersonChosenView(ResponsiblePersonMixin, UserChosenView):
    """Returns the chosen person to the form."""


class ResponsiblePersonChosenMultipleView(ResponsiblePersonMixin, UserChosenMultipleView):
    """Returns several chosen people to the form."""


class ResponsiblePersonChooserViewSet(UserChooserViewSet):
    """Registers the chooser; its widget is for the form of review dates only."""

    register_widget = False
    page_title = "Choose the responsible person"
    choose_one_text = "Choose a person"
    choose_another_text = "Choose another person"
    choose_view_class = ResponsiblePersonChooseView
    choose_results_view_class = ResponsiblePersonChooseResultsView
    chosen_view_class = ResponsiblePersonChosenView
    chosen_multiple_view_class = ResponsiblePersonChosenMultipleView

    def get_object_list(self) -> QuerySet[User]:
        """Return the editors and reviewers."""
        return responsible_people()


chooser_viewset = ResponsiblePersonChooserViewSet(
    "responsible_person_chooser", url_prefix="choose-responsible-person"
)
