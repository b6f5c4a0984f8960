"""View of an invitation's personal link."""

from allauth.account.utils import perform_login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import invitations
from accounts.forms.invitation import NewAccountForm
from accounts.login_redirect import login_redirect_url
from accounts.models import Invitation, User
from accounts.rate_limit import RateLimit
from accounts.user_admin.invitations import is_inviter_allowed
from accounts.views.personal_link import PersonalLinkView


class InvitationView(PersonalLinkView):
    """Accepts an invitation, with the account of the invited address or a new one.

    GET changes nothing, so that a mail program that opens links uses none up.
    """

    invalid_link_rate_limit = RateLimit("invitation", max_attempts=30, seconds=600)
    invalid_template_name = "account/link/invitation_invalid.html"
    # CSRF protection needs the referrer within the site; other sites are sent none.
    referrer_policy = "same-origin"

    def get_object(self, token: str) -> Invitation | None:
        """Return the open invitation of a token."""
        return Invitation.objects.by_token(token)

    def get(self, request: HttpRequest, linked_object: Invitation) -> HttpResponse:
        """Show the invitation and the form or link to accept it."""
        if not is_inviter_allowed(linked_object):
            return self._refuse(linked_object)
        form = NewAccountForm(linked_object.email, initial=linked_object.initial_names)
        return self._render(linked_object, form)

    def post(self, request: HttpRequest, linked_object: Invitation) -> HttpResponse:
        """Accept for the signed-in user, or create an account."""
        if not is_inviter_allowed(linked_object):
            return self._refuse(linked_object)
        account = _account_for(linked_object)
        try:
            if account is None:
                return self._create_account(linked_object)
            if account == request.user:
                invitations.accept_invitation(linked_object, request.user)
                return redirect(_redirect_url(linked_object, request.user))
        except (invitations.InvitationNotOpenError, IntegrityError):
            # A repeated request, or an account created at the same time: the page shows the state.
            pass
        return redirect(request.path)

    def _refuse(self, invitation: Invitation) -> HttpResponse:
        """Explain that the inviter may no longer invite, and that a new invitation is needed."""
        context = {"invitation": invitation}
        return render(self.request, "account/link/inviter_not_allowed.html", context, status=403)

    def _create_account(self, invitation: Invitation) -> HttpResponse:
        """Create an account from the submitted form, and sign in."""
        form = NewAccountForm(invitation.email, self.request.POST)
        if not form.is_valid():
            return self._render(invitation, form, status=422)
        user = invitations.accept_with_new_account(invitation, **form.cleaned_data)
        url = _redirect_url(invitation, user)
        return perform_login(self.request, user, email=user.email, redirect_url=url)

    def _render(
        self, invitation: Invitation, form: NewAccountForm, status: int = 200
    ) -> HttpResponse:
        account = _account_for(invitation)
        context = {
            "invitation": invitation,
            "account": account,
            "is_own_account": account is not None and account == self.request.user,
            "form": form,
        }
        return render(self.request, "account/invitation.html", context, status=status)


def _account_for(invitation: Invitation) -> User | None:
    """Return the account that has the invited address, if there is one."""
    return User.objects.filter(email=invitation.email).first()


def _redirect_url(invitation: Invitation, user: User) -> str:
    """Return the URL to open after accepting."""
    return invitation.redirect_url or login_redirect_url(user)
