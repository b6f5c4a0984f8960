"""Public views of join forms: showing a form, submitting it, and the thank-you page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from accounts.form_token import TOKEN_EXPIRED, TOKEN_FIELD, FormToken
from accounts.rate_limit import client_ip
from networks.join_forms.context import form_context
from networks.join_forms.spam import (
    HONEYPOT_FIELD,
    IP_LIMIT,
    PROOF_FIELD,
    RATE_LIMITED,
    count_submission,
    spam_reasons,
)
from networks.models import JoinForm, Network
from networks.requests.submission import FormDeletedError, submit_join_request
from pages.models import HubPage

QUESTIONS_CHANGED = (
    "The questions changed while you were filling in the form. Your answers are still here. Check "
    "them and send the form again."
)


# The form needs no session, so a forged submission gains nothing. Its signed token replaces the
# CSRF cookie, whose expiry would lose what the visitor typed.
@method_decorator(csrf_exempt, name="dispatch")
class FormSubmissionView(View):
    """Shows a join form and stores its submissions."""

    template_name = "networks/join_forms/form.html"
    unpublished_template_name = "networks/join_forms/unpublished.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fetch the network and the join form.

        A submission to a form that was unpublished meanwhile shows the visitor their answers.

        Raises:
            Http404: The form does not exist, or accepts no submissions at present.
        """
        try:
            self.network = self.get_network()
            self.join_form = self.get_join_form()
        except Http404:
            if request.method == "POST" and FormToken.read(request.POST.get(TOKEN_FIELD, "")):
                return self.render_unpublished()
            raise
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_network(self) -> Network | None:
        """Return the network to join; None for a form by itself."""
        raise NotImplementedError

    def get_join_form(self) -> JoinForm:
        """Return the published join form."""
        raise NotImplementedError

    def get_source_page(self) -> Page | None:
        """Return the page named by the query parameter ``from``, if the visitor may see it."""
        pk = self.request.GET.get("from", "")
        if not pk.isdecimal() or len(pk) > 9:
            return None
        return HubPage.objects.visible_to(self.request.user).filter(pk=int(pk)).first()

    def get_thanks_url(self) -> str:
        """Return the URL to redirect to after a submission."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.render_form(self.join_form.get_form_class()(), FormToken.new())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Store the submission, or show the form with its errors."""
        form = self.join_form.get_form_class()(request.POST)
        token = FormToken.read(request.POST.get(TOKEN_FIELD, ""))
        if form.is_valid() and token is None:
            form.add_error(None, TOKEN_EXPIRED)
        elif token and token.version != form.definition_hash():
            form.add_error(None, QUESTIONS_CHANGED)
        if token is None or form.errors:
            return self.render_form(form, token or FormToken.new(), status=422)
        if IP_LIMIT.is_exceeded(client_ip(request)):
            form.add_error(None, RATE_LIMITED)
            return self.render_form(form, token, status=429)
        reasons = " ".join(spam_reasons(request, token, form.email()))
        IP_LIMIT.record(client_ip(request))
        page = self.get_source_page()
        try:
            _, is_new = submit_join_request(
                self.join_form, form, token, self.network, page, reasons
            )
        except FormDeletedError:
            return self.render_unpublished()
        if is_new:
            count_submission(request, token, form.email())
        return redirect(self.get_thanks_url())

    def render_unpublished(self) -> HttpResponse:
        """Render the answers that a visitor submitted to an unpublished form."""
        answers = [
            value
            for name, values in self.request.POST.lists()
            for value in values
            if value and name not in {TOKEN_FIELD, HONEYPOT_FIELD, PROOF_FIELD}
        ]
        context = {"answers": answers}
        response = render(self.request, self.unpublished_template_name, context, status=404)
        response["Cache-Control"] = "private, no-store"
        return response

    def is_member(self) -> bool:
        """Return whether the visitor is signed in and belongs to the network already."""
        if self.network is None or not self.request.user.is_authenticated:
            return False
        return Network.objects.open_to(self.request.user).filter(pk=self.network.pk).exists()

    def render_form(self, form: Any, token: FormToken, status: int = 200) -> HttpResponse:
        """Render the form; it may contain answers, so that no cache stores it."""
        context = form_context(self.join_form, form, token, self.network)
        context["is_member"] = self.is_member()
        response = render(self.request, self.template_name, context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response


class JoinNetworkView(FormSubmissionView):
    """Shows and stores requests to join a network."""

    network: Network

    def get_network(self) -> Network:
        """Return the network of the slug, if it accepts requests.

        Raises:
            Http404: There is no such network, or it accepts none.
        """
        network = get_object_or_404(
            Network.objects.visible_to(self.request.user).select_related("join_form"),
            slug=self.kwargs["slug"],
        )
        if not network.accepts_requests:
            raise Http404
        return network

    def get_join_form(self) -> JoinForm:
        """Return the network's join form, as last published."""
        return get_object_or_404(
            JoinForm.objects.visible_to(self.request.user), pk=self.network.join_form_id
        )

    def get_thanks_url(self) -> str:
        """Return the URL of the thank-you page."""
        return reverse("networks:join_thanks", args=[self.network.slug])


class JoinFormView(FormSubmissionView):
    """Shows and stores submissions of a join form at its own URL.

    A form that networks use redirects to the network's own form, or lets the visitor choose one.
    """

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the empty form, or redirect to the networks that use it."""
        networks = self.get_networks()
        if not networks:
            return super().get(request, **kwargs)
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        choices = [
            (network, reverse("networks:join", args=[network.slug]) + query) for network in networks
        ]
        context = {"join_form": self.join_form, "choices": choices}
        response = (
            redirect(choices[0][1])
            if len(choices) == 1
            else render(request, "networks/join_forms/choose_network.html", context)
        )
        response["Cache-Control"] = "private, no-store"
        return response

    def get_networks(self) -> list[Network]:
        """Return the networks that accept requests through this form."""
        networks = Network.objects.visible_to(self.request.user).select_related("join_form")
        return [
            network
            for network in networks.filter(join_form=self.join_form)
            if network.accepts_requests
        ]

    def get_network(self) -> None:
        """Return None: the form belongs to no network."""
        return

    def get_join_form(self) -> JoinForm:
        """Return the published join form of the slug."""
        return get_object_or_404(
            JoinForm.objects.visible_to(self.request.user), slug=self.kwargs["slug"]
        )

    def get_thanks_url(self) -> str:
        """Return the URL of the thank-you page."""
        return reverse("networks:form_thanks", args=[self.join_form.slug])


class ThanksView(View):
    """Base of the thank-you pages, which are the same for every visitor."""

    def render_thanks(self, join_form: JoinForm, network: Network | None) -> HttpResponse:
        """Show the thank-you text of the join form."""
        context = {"join_form": join_form, "network": network}
        return render(self.request, "networks/join_forms/thanks.html", context)


class JoinNetworkThanksView(ThanksView):
    """The thank-you page of a request to join a network."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show the thank-you text of the network's join form."""
        network = get_object_or_404(
            Network.objects.visible_to(request.user).select_related("join_form"),
            slug=slug,
            join_form__live=True,
        )
        return self.render_thanks(network.join_form, network)


class JoinFormThanksView(ThanksView):
    """The thank-you page of a join form by itself."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show the thank-you text of the join form."""
        return self.render_thanks(
            get_object_or_404(JoinForm.objects.visible_to(self.request.user), slug=slug), None
        )
