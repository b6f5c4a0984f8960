"""The door of a network's room: whoever does not belong there gets nothing, whatever they ask."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.views import View
from django.views.generic import FormView
from django.views.generic.base import ContextMixin

from networks.join_forms.form_token import FormToken
from networks.models import Membership, Network
from networks.space.navigation import navigation_items


class SpaceMixin(ContextMixin, View):
    """A view inside a network's room.

    Attributes:
        network: The network, once somebody who belongs to it came in.
        membership: That person's place in it.
    """

    for_organisers = False
    section = ""

    network: Network
    membership: Membership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let a member in. The answer is that person's, and is kept by nobody.

        Somebody who is not signed in is asked to, whether or not there is such an address;
        somebody who does not belong here is told that there is none.

        Raises:
            Http404: The person does not belong here, or there is nothing here.
        """
        if not request.user.is_authenticated:
            response: HttpResponse = redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        else:
            self.enter(request, kwargs.pop("slug"))
            response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def enter(self, request: HttpRequest, slug: str) -> None:
        """Find the room and the person's place in it.

        Raises:
            Http404: There is no such room for this person.
        """
        memberships = Membership.objects.visible_to(request.user).current()
        own = memberships.filter(user=request.user, network__slug=slug)
        membership = own.select_related("network").first()
        if membership is None or (self.for_organisers and not membership.is_organiser):
            raise Http404
        self.membership, self.network = membership, membership.network

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the room's frame."""
        return super().get_context_data(**kwargs) | {
            "network": self.network,
            "membership": self.membership,
            "space_navigation": navigation_items(self.network, self.membership, self.section),
        }


EDIT_CONFLICT = (
    "Somebody else changed this while you were writing. Look at it in another tab; "
    "what you wrote stands below, and replaces theirs when you save once more."
)


class SpaceFormView(FormView):
    """Shows a form, and takes it once however often it is sent."""

    template_name = "networks/space/form.html"
    heading = ""
    button = "Save"
    explanation = ""

    @cached_property
    def showing(self) -> FormToken:
        """Return the showing of the form that was sent; a member's may be as old as it likes."""
        return (
            FormToken.read(self.request.POST.get("showing", ""), open_for=None) or FormToken.new()
        )

    def get_cancel_url(self) -> str:
        """Return where somebody goes who leaves all as it is."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the words around the form."""
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "button": self.button,
            "explanation": self.explanation,
            "back": self.get_cancel_url(),
            "showing": self.showing.token(),
        }

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Show what is amiss."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_conflict(self, form: BaseForm, version: str) -> HttpResponse:
        """Show what was typed once more, over what somebody else saved meanwhile.

        Args:
            form: What was typed.
            version: What it would replace when it is saved once more.
        """
        form.data = form.data.copy()
        form.data["seen"] = version
        form.add_error(None, EDIT_CONFLICT)
        return self.form_invalid(form)
