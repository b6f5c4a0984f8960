"""The page behind an invitation's link."""

from allauth.account.utils import perform_login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import invitations, login_redirect
from accounts.forms.invitation import NewAccountForm
from accounts.models import Invitation, User
from accounts.rate_limit import RateLimit
from accounts.views.personal_link import PersonalLinkView


class InvitationView(PersonalLinkView):
    """Lets whoever holds the link accept: with the account of that address, or with a new one.

    To open the page changes nothing, so that a mail program that looks at links first uses none up.
    """

    wrong_links = RateLimit("invitation", times=30, seconds=600)
    closed_template = "account/link/invitation_invalid.html"
    # A form's origin is checked against the referrer; another site is told nothing.
    referrer_policy = "same-origin"

    def find(self, token: str) -> Invitation | None:
        """Return the invitation that a token opens."""
        return Invitation.objects.by_token(token)

    def get(self, request: HttpRequest, found: Invitation) -> HttpResponse:
        """Show what the invitation is to, and the next thing to do."""
        return self._page(found, NewAccountForm(found.email, initial=found.names))

    def post(self, request: HttpRequest, found: Invitation) -> HttpResponse:
        """Accept, with the account that is signed in or with a new one."""
        account = account_for_invitation(found)
        try:
            if account is None:
                return self._begin(found)
            if account == request.user:
                invitations.accept_invitation(found, request.user)
                return redirect(acceptance_redirect_url(found, request.user))
        except (invitations.InvitationNotOpenError, IntegrityError):
            # Somebody pressed twice, or an account was made meanwhile: the page says how it is.
            pass
        return redirect(request.path)

    def _begin(self, invitation: Invitation) -> HttpResponse:
        """Make the account, and sign in."""
        form = NewAccountForm(invitation.email, self.request.POST)
        if not form.is_valid():
            return self._page(invitation, form, status=422)
        user = invitations.accept_with_new_account(invitation, **form.cleaned_data)
        there = acceptance_redirect_url(invitation, user)
        return perform_login(self.request, user, email=user.email, redirect_url=there)

    def _page(
        self, invitation: Invitation, form: NewAccountForm, status: int = 200
    ) -> HttpResponse:
        """Return the page for whoever looks at it."""
        account = account_for_invitation(invitation)
        context = {
            "invitation": invitation,
            "account": account,
            "is_theirs": account is not None and account == self.request.user,
            "form": form,
        }
        return render(self.request, "account/invitation.html", context, status=status)


def account_for_invitation(invitation: Invitation) -> User | None:
    """Return the account that has the invited address, if there is one."""
    return User.objects.filter(email=invitation.email).first()


def acceptance_redirect_url(invitation: Invitation, user: User) -> str:
    """Return where somebody comes to who accepted an invitation."""
    return invitation.leads_to or login_redirect.login_redirect_url(user)
