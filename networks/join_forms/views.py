"""Asking to join, or whatever else a form is for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from accounts.rate_limit import client_ip
from networks.join_forms.builder import get_form_class
from networks.join_forms.context import form_context
from networks.join_forms.form_token import TOKEN_FIELD, FormToken
from networks.join_forms.services import FormDeletedError, submit_join_request
from networks.join_forms.spam import (
    HONEYPOT_FIELD,
    IP_LIMIT,
    PROOF_FIELD,
    count_submission,
    spam_reasons,
)
from networks.models import JoinForm, Network
from pages.models import HubPage

TOKEN_EXPIRED = "This form was open for a long time. Nothing is lost: please send it once more."
QUESTIONS_CHANGED = (
    "The questions were changed while you were answering. Nothing is lost: please read them again "
    "and send the form once more."
)
RATE_LIMITED = "A lot was sent from your network in the last hour. Please send it again in an hour."


# Whoever sends the form is nobody to the hub: no session acts for them, so there is nothing for a
# forger to borrow. The signed showing takes the place of a token in a cookie, which would
# lose what was typed when it ran out.
@method_decorator(csrf_exempt, name="dispatch")
class FormSubmissionView(View):
    """Asks the questions of a form, and keeps the answers."""

    template = "networks/join_forms/form.html"
    gone_template = "networks/join_forms/unpublished.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the form and what it is asked for, and go on.

        Raises:
            Http404: There is no such form, or nobody can ask at present.
        """
        try:
            self.network = self.get_network()
            self.form = self.get_form()
        except Http404:
            if request.method == "POST" and FormToken.read(request.POST.get(TOKEN_FIELD, "")):
                return self.give_back()
            raise
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_network(self) -> Network | None:
        """Return the network that is asked, if it is one."""
        raise NotImplementedError

    def get_form(self) -> JoinForm:
        """Return the form."""
        raise NotImplementedError

    def get_carrier(self) -> Page | None:
        """Return the page whose link led here, if it says so and anybody may read it."""
        number = self.request.GET.get("from", "")
        if not number.isdecimal() or len(number) > 9:
            return None
        return HubPage.objects.visible_to(self.request.user).filter(pk=int(number)).first()

    def get_thanks_url(self) -> str:
        """Return where somebody is thanked."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.show(get_form_class(self.form)(), FormToken.new())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep the answers, or show what is amiss beside what was typed."""
        asked = get_form_class(self.form)(request.POST)
        showing = FormToken.read(request.POST.get(TOKEN_FIELD, ""))
        if asked.is_valid() and showing is None:
            asked.add_error(None, TOKEN_EXPIRED)
        elif showing and showing.version != asked.version():
            asked.add_error(None, QUESTIONS_CHANGED)
        if showing is None or asked.errors:
            return self.show(asked, showing or FormToken.new(), status=422)
        if IP_LIMIT.is_exceeded(client_ip(request)):
            asked.add_error(None, RATE_LIMITED)
            return self.show(asked, showing, status=429)
        suspicion = " ".join(spam_reasons(request, showing, asked.email()))
        IP_LIMIT.record(client_ip(request))
        carrier = self.get_carrier()
        try:
            _, is_new = submit_join_request(
                self.form, asked, showing, self.network, carrier, suspicion
            )
        except FormDeletedError:
            return self.give_back()
        if is_new:
            count_submission(request, showing, asked.email())
        return redirect(self.get_thanks_url())

    def give_back(self) -> HttpResponse:
        """Show somebody what they wrote while the form was taken down, so that it is not lost."""
        said = [
            words
            for name, words_of_field in self.request.POST.lists()
            for words in words_of_field
            if words and name not in {TOKEN_FIELD, HONEYPOT_FIELD, PROOF_FIELD}
        ]
        response = render(self.request, self.gone_template, {"said": said}, status=404)
        response["Cache-Control"] = "private, no-store"
        return response

    def show(self, asked: Any, showing: FormToken, status: int = 200) -> HttpResponse:
        """Show the form; a page with somebody's words on it is kept by nobody."""
        context = form_context(self.form, asked, showing, self.network)
        response = render(self.request, self.template, context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response


class JoinNetworkView(FormSubmissionView):
    """Asks to join a network."""

    network: Network

    def get_network(self) -> Network:
        """Find the network, if it can be asked today."""
        network = get_object_or_404(
            Network.objects.visible_to(self.request.user).select_related("join_form"),
            slug=self.kwargs["slug"],
        )
        if not network.accepts_requests:
            raise Http404
        return network

    def get_form(self) -> JoinForm:
        """Return the network's form, as it was last published."""
        return get_object_or_404(
            JoinForm.objects.visible_to(self.request.user), pk=self.network.join_form_id
        )

    def get_thanks_url(self) -> str:
        """Return where somebody is thanked."""
        return reverse("networks:join_thanks", args=[self.network.slug])


class JoinFormView(FormSubmissionView):
    """Asks whatever a form is for, by its own address; a page may have led here.

    By a form that networks ask with, a network is asked: whoever came to it by a page goes on to
    that network's own, or chooses which.
    """

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the empty form, or the way to the networks that ask with it."""
        networks = self.get_networks()
        if not networks:
            return super().get(request, **kwargs)
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        ways = [
            (network, reverse("networks:join", args=[network.slug]) + query) for network in networks
        ]
        context = {"join_form": self.form, "ways": ways}
        response = (
            redirect(ways[0][1])
            if len(ways) == 1
            else render(request, "networks/join_forms/choose_network.html", context)
        )
        response["Cache-Control"] = "private, no-store"
        return response

    def get_networks(self) -> list[Network]:
        """Return the networks that can be asked by this form today."""
        networks = Network.objects.visible_to(self.request.user).select_related("join_form")
        return [one for one in networks.filter(join_form=self.form) if one.accepts_requests]

    def get_network(self) -> None:
        """Return none: the form stands by itself."""
        return

    def get_form(self) -> JoinForm:
        """Find the form."""
        return get_object_or_404(
            JoinForm.objects.visible_to(self.request.user), slug=self.kwargs["slug"]
        )

    def get_thanks_url(self) -> str:
        """Return where somebody is thanked."""
        return reverse("networks:form_thanks", args=[self.form.slug])


class ThanksView(View):
    """Thanks somebody; it says the same to everybody, whatever they sent."""

    def thank(self, form: JoinForm, network: Network | None) -> HttpResponse:
        """Show the form's thank-you text."""
        context = {"join_form": form, "network": network}
        return render(self.request, "networks/join_forms/thanks.html", context)


class JoinNetworkThanksView(ThanksView):
    """Thanks whoever asked to join."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show the thank-you text of the network's form."""
        network = get_object_or_404(
            Network.objects.visible_to(request.user).select_related("join_form"),
            slug=slug,
            join_form__live=True,
        )
        return self.thank(network.join_form, network)


class JoinFormThanksView(ThanksView):
    """Thanks whoever sent a form that stands by itself."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show the form's thank-you text."""
        return self.thank(
            get_object_or_404(JoinForm.objects.visible_to(self.request.user), slug=slug), None
        )
