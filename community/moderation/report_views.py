"""Views in which anyone, with or without an account, reports a post."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from accounts.form_token import FormToken
from accounts.rate_limit import RateLimit, client_ip
from community.enums import PostState, ReportReason
from community.models import Post
from community.moderation.services import report_post

REPORT_LIMIT = RateLimit("community-reports", max_attempts=20, seconds=3600)
RATE_LIMITED = (
    "We have received many reports from your connection. Your words are still here. Send the "
    "report again in an hour."
)


class ReportForm(forms.Form):
    """Why a post is reported."""

    reason = forms.ChoiceField(
        label="Why are you reporting this post?",
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason."},
    )
    details = forms.CharField(
        label="What should the moderators know?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@method_decorator(never_cache, name="dispatch")
class ReportPostView(FormView):
    """Reports a post that the reader sees."""

    form_class = ReportForm
    template_name = "community/report.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load the post.

        Raises:
            Http404: The reader does not see its text.
        """
        visible = Post.objects.visible_to(request.user).filter(state=PostState.PUBLISHED)
        self.post_object = get_object_or_404(visible.with_people(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form_token(self) -> FormToken:
        """Return the token of the submitted form, of any age, or a new one."""
        token = self.request.POST.get("form_token", "")
        return FormToken.read(token, open_for=None) or FormToken.new()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the post and the form token."""
        return super().get_context_data(**kwargs) | {
            "post": self.post_object,
            "form_token": self.form_token.token(),
        }

    def form_valid(self, form: ReportForm) -> HttpResponse:
        """Store the report."""
        address = client_ip(self.request)
        if REPORT_LIMIT.is_exceeded(address):
            form.add_error(None, RATE_LIMITED)
            return self.form_invalid(form)
        REPORT_LIMIT.record(address)
        values = form.cleaned_data
        user = self.request.user
        report_post(
            self.post_object,
            **values,
            key=self.form_token.fingerprint([{"post": self.post_object.pk, **values}]),
            reporter=user if user.is_authenticated else None,
        )
        return redirect("community:report_thanks", self.post_object.pk)

    def form_invalid(self, form: forms.BaseForm) -> HttpResponse:
        """Return the form with its errors and status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ReportThanksView(TemplateView):
    """Says what happens with a report, whatever has become of the post."""

    template_name = "community/report_thanks.html"
