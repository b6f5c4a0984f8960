"""Mixins of the pages in a network's space: the membership check, and forms."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.views import View
from django.views.generic import FormView
from django.views.generic.base import ContextMixin

from accounts.form_token import FormToken
from accounts.forms.mixins import name_required_fields
from networks.models import Membership, Network

EDIT_CONFLICT = (
    "Another person changed this while you were writing. Open it in another tab to see their "
    "version. If you save again, your text below replaces theirs."
)


class SpaceMixin(ContextMixin, View):
    """A view in a network's space, for its members only.

    Attributes:
        for_organisers: Whether only the network's organisers reach the view.
        section: The key of the navigation item that is marked as current.
        network: The network, loaded by the membership check.
        membership: The user's membership, loaded by the membership check.
    """

    for_organisers = False
    section = ""

    network: Network
    membership: Membership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Extend `dispatch` with the membership check and headers against caching and indexing.

        An anonymous user is redirected to sign in, whether or not the URL exists; a user who is
        not a member gets 404.

        Raises:
            Http404: The user is not a member, or the object does not exist.
        """
        if not request.user.is_authenticated:
            response: HttpResponse = redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        else:
            self.load_objects(request, kwargs.pop("slug"))
            response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def load_objects(self, request: HttpRequest, slug: str) -> None:
        """Check that the user is a member, and load the network and the membership.

        Raises:
            Http404: The user is not a current member, or not an organiser where that is required.
        """
        memberships = Membership.objects.visible_to(request.user).current()
        own = memberships.filter(user=request.user, network__slug=slug)
        membership = own.select_related("network").first()
        if membership is None or (self.for_organisers and not membership.is_organiser):
            raise Http404
        self.membership, self.network = membership, membership.network

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the network, the membership and the key of the current section."""
        return super().get_context_data(**kwargs) | {
            "network": self.network,
            "membership": self.membership,
            "current_section": self.section,
        }


class SpaceFormView(FormView):
    """A form in a space: a form token makes a repeated submission recognisable.

    Attributes:
        heading: The heading above the form.
        button: The label of the submit button.
        explanation: A paragraph above the form.
    """

    template_name = "networks/space/form.html"
    heading = ""
    button = "Save"
    explanation = ""

    @cached_property
    def form_token(self) -> FormToken:
        """Return the token of the submitted form, of any age, or a new one."""
        token = self.request.POST.get("form_token", "")
        return FormToken.read(token, open_for=None) or FormToken.new()

    def get_form(self, form_class: type[BaseForm] | None = None) -> BaseForm:
        """Return the form, whose errors name the fields left empty."""
        form = super().get_form(form_class)
        name_required_fields(form, "the")
        return form

    def get_cancel_url(self) -> str:
        """Return the URL of the link that leaves the form without saving."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the texts around the form, the cancel URL and the form token."""
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "button": self.button,
            "explanation": self.explanation,
            "cancel_url": self.get_cancel_url(),
            "form_token": self.form_token.token(),
        }

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Return the form with its errors and status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_conflict(self, form: BaseForm, version: str) -> HttpResponse:
        """Return the form with the user's values after another user has saved the object.

        Args:
            form: The submitted form.
            version: The object's present version, which the next submission replaces.
        """
        form.data = form.data.copy()
        form.data["expected_version"] = version
        form.add_error(None, EDIT_CONFLICT)
        return self.form_invalid(form)
