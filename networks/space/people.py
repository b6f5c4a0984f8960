"""The directory of a room."""

from typing import Any

from django import forms
from django.views.generic import TemplateView

from accounts.models.profile import Region
from networks.models import Membership
from networks.people.directory import found, shown
from networks.space.entering import RoomMixin
from networks.space.finding import FindForm, Found


class FindPeopleForm(FindForm):
    """Words, and a region."""

    region = forms.ChoiceField(required=False, choices=[("", "Any"), *Region.choices])

    field_order = ["q", "region"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Name, role or organisation"


class PeopleView(RoomMixin, TemplateView):
    """Lists the members who let themselves be found."""

    template_name = "networks/space/people/people.html"
    section = "people"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the members, as they let themselves be seen."""
        form = FindPeopleForm(self.request.GET)
        user = self.request.user
        listing = Found(form, found(user, self.network, form.asked()), self.request)
        belonging = Membership.objects.visible_to(user).current().filter(network=self.network)
        return super().get_context_data(**kwargs) | {
            "listing": listing,
            "people": shown(user, self.network, list(listing.page)),
            "total": belonging.count(),
        }
