"""Admin view in which the safeguarding lead sees the account behind a chosen name."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from community.enums import UNTOLD_REASONS, DisclosureReason
from community.models import AccountDisclosure
from community.moderation.views import ModeratorView, is_safeguarding_lead
from community.notifications import notify_member_of_disclosure


class DisclosureForm(forms.Form):
    """Why the account is shown."""

    reason = forms.ChoiceField(
        choices=DisclosureReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason."},
    )
    details = forms.CharField(
        label="What happened, and who asked?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="We keep this with your name and the date. The member can read the reason that "
        "you chose, but not these words.",
        error_messages={"required": "Enter what happened, and who asked."},
    )


@method_decorator(never_cache, name="dispatch")
class ShowAccountView(ModeratorView):
    """Shows the account behind a chosen name, once a reason is stored; the member is told."""

    template_name = "community/moderation/show_account.html"

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        """Load the post.

        Raises:
            PermissionDenied: The user is not the safeguarding lead.
            Http404: There is no such post, or it shows no chosen name.
        """
        if not is_safeguarding_lead(request.user):
            raise PermissionDenied
        self.post_object = self.get_post(pk)
        if self.post_object.chosen_name is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, without the account."""
        return self._render({"form": DisclosureForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store the reason, tell the member, and show the account."""
        form = DisclosureForm(request.POST)
        if not form.is_valid():
            return self._render({"form": form}, status=422)
        with transaction.atomic():
            disclosure = AccountDisclosure.objects.create(
                post=self.post_object,
                actor=request.user,
                is_member_told=form.cleaned_data["reason"] not in UNTOLD_REASONS,
                **form.cleaned_data,
            )
            if disclosure.is_member_told:
                notify_member_of_disclosure(disclosure)
        return self._render({"account": self.post_object.author, "disclosure": disclosure})

    def _render(self, context: dict[str, Any], status: int = 200) -> HttpResponse:
        shown = AccountDisclosure.objects.filter(post__chosen_name=self.post_object.chosen_name)
        context |= {"post": self.post_object, "disclosures": shown.select_related("actor")}
        return render(self.request, self.template_name, context, status=status)
