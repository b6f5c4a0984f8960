"""The page behind an invitation's link."""

from typing import Any

from allauth.account.utils import perform_login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts import invitations, places
from accounts.forms.invitation import NewAccountForm
from accounts.models import Invitation, User


class InvitationView(View):
    """Lets whoever holds the link accept: with the account of that address, or with a new one.

    To open the page changes nothing, so that a mail program that looks at links first uses none up.
    """

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        """Find the invitation, and see that the page is kept, indexed and referred to by nobody."""
        self.invitation = Invitation.objects.by_token(token)
        if self.invitation is None:
            response = render(request, "account/invitation_closed.html", status=404)
        else:
            self.account = User.objects.filter(email=self.invitation.email).first()
            response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        # A form's origin is checked against the referrer; another site is told nothing.
        response["Referrer-Policy"] = "same-origin"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what the invitation is to, and the next thing to do."""
        return self.page(NewAccountForm(self.invitation.email))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Accept, with the account that is signed in or with a new one."""
        try:
            if self.account is None:
                return self.begin()
            if self.account == request.user:
                invitations.accept(self.invitation, request.user)
                return redirect(self.where_to(request.user))
        except (invitations.NotOpenError, IntegrityError):
            # Somebody pressed twice, or an account was made meanwhile: the page says how it is.
            pass
        return redirect(request.path)

    def begin(self) -> HttpResponse:
        """Make the account, and sign in."""
        form = NewAccountForm(self.invitation.email, self.request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        user = invitations.accept_as_new(self.invitation, **form.cleaned_data)
        return perform_login(self.request, user, email=user.email, redirect_url=self.where_to(user))

    def where_to(self, user: User) -> str:
        """Return where the person comes to."""
        return self.invitation.leads_to or places.place_of(user)

    def page(self, form: NewAccountForm, status: int = 200) -> HttpResponse:
        """Return the page for whoever looks at it."""
        context = {
            "invitation": self.invitation,
            "account": self.account,
            "is_theirs": self.account is not None and self.account == self.request.user,
            "form": form,
        }
        return render(self.request, "account/invitation.html", context, status=status)
