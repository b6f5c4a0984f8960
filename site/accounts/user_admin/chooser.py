"""The chooser of users: it searches, where a select element would list every account."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views import View
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from accounts.models import User
from accounts.user_admin.querysets import search_users
from search_index.backend import MAX_QUERY_LENGTH

CHOOSE_PERMISSION = "accounts.choose_user"
MAX_CHOSEN = 50


class UserFilterForm(BaseFilterForm):
    """The search of the chooser."""

    q = forms.CharField(
        label="Name or email address",
        max_length=MAX_QUERY_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Name or email address"}),
    )

    def filter(self, objects: QuerySet[User]) -> QuerySet[User]:
        """Filter to the users who match every word."""
        if query := self.cleaned_data["q"]:
            self.search_query, self.is_searching = query, True
            return search_users(objects, query)
        return objects


class UserChooseViewMixin(View):
    """Denies the chooser to users who may not choose among accounts.

    Attributes:
        permission: The permission that opens the chooser.
    """

    permission = CHOOSE_PERMISSION

    def get_users(self) -> QuerySet[User]:
        """Return the users who can be chosen."""
        return User.objects.all()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Require the permission to choose a user."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def can_create(self) -> bool:
        """Return False: users are invited."""
        return False


class UserResultsMixin(views.BaseChooseView):
    """Searches users by name and email address, and shows both."""

    filter_form_class = UserFilterForm

    @property
    def columns(self) -> list[Column]:
        """Add the email address, by which users of one name differ."""
        columns = super().columns
        next(each for each in columns if each.name == "title").label = "Name"
        return [*columns, Column("email", label="Email address", accessor="email")]


class UserChooseView(UserChooseViewMixin, UserResultsMixin, views.ChooseView):
    """Shows the chooser."""


class UserChooseResultsView(UserChooseViewMixin, UserResultsMixin, views.ChooseResultsView):
    """Shows the results of a search."""


class UserChosenView(UserChooseViewMixin, views.ChosenView):
    """Returns the chosen user to the form."""

    def get_object(self, pk: Any) -> User:
        """Return the chosen user.

        Raises:
            Http404: The key is no number.
        """
        if user := find_user(pk, self.get_users()):
            return user
        raise Http404


class UserChosenMultipleView(UserChooseViewMixin, views.ChosenMultipleView):
    """Returns several chosen users to the form."""

    def get_objects(self, pks: list[str]) -> list[User]:
        """Return the chosen users; a key of no user is ignored."""
        users = (find_user(pk, self.get_users()) for pk in pks[:MAX_CHOSEN])
        return [user for user in users if user]


class UserChooserWidget(BaseChooser):
    """Shows the chosen user, with a button that opens the chooser."""

    model = User
    icon = "user"
    choose_one_text = "Choose a user"
    choose_another_text = "Choose another user"
    link_to_chosen_text = "Edit this user"

    def get_instance(self, value: Any) -> User | None:
        """Return the user of a value; None for a value that is no user's key."""
        return value if isinstance(value, User) else find_user(value, User.objects.all())


def find_user(pk: Any, users: QuerySet[User]) -> User | None:
    """Return the one of these users who has a submitted key; None if no user has it."""
    try:
        return users.filter(pk=pk).first()
    except (TypeError, ValueError, OverflowError):
        return None


class UserChooserViewSet(ChooserViewSet):
    """Registers the chooser, and its widget for every foreign key to a user."""

    model = User
    icon = "user"
    page_title = "Choose a user"
    per_page = 25
    choose_view_class = UserChooseView
    choose_results_view_class = UserChooseResultsView
    chosen_view_class = UserChosenView
    chosen_multiple_view_class = UserChosenMultipleView
    base_widget_class = UserChooserWidget
    choose_one_text = UserChooserWidget.choose_one_text
    choose_another_text = UserChooserWidget.choose_another_text
    edit_item_text = UserChooserWidget.link_to_chosen_text

    def get_object_list(self) -> QuerySet[User]:
        """Return the active users by name."""
        users = User.objects.filter(is_active=True)
        return users.order_by("last_name", "first_name", "email")

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the URLs without the one that creates: users are invited."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]
