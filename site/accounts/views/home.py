"""A person's account on one page."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import TemplateView

from accounts.rooms import rooms_of
from accounts.second_factor import requirement


class AccountView(LoginRequiredMixin, TemplateView):
    """Leads to everything that belongs to the account."""

    template_name = "account/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the account stands, and which rooms it opens: none before its second step."""
        user = self.request.user
        must_set_up = requirement.must_set_up(user)
        return super().get_context_data(
            may_open_desk=requirement.may_open_desk(user),
            has_second_step=requirement.has_one(user),
            must_set_up=must_set_up,
            rooms=[] if must_set_up else rooms_of(user),
            **kwargs,
        )
