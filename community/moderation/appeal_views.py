"""View in which an author appeals against a decision about their post."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from community.models import Post
from community.moderation.locking import StaleDecisionError
from community.moderation.services import appeal_decision


class AppealForm(forms.Form):
    """Why the author thinks that the decision is wrong."""

    text = forms.CharField(
        label="Why is the decision wrong?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter why the decision is wrong."},
    )


@method_decorator(never_cache, name="dispatch")
class AppealView(LoginRequiredMixin, FormView):
    """Appeals against a decision about one's post, once."""

    form_class = AppealForm
    template_name = "community/appeal.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load the post of a user who is signed in.

        Raises:
            Http404: It is not the user's, or there is no decision to appeal against.
        """
        if request.user.is_authenticated:
            own = Post.objects.visible_to(request.user).filter(author=request.user)
            self.post_object = get_object_or_404(
                own.with_people().prefetch_related("actions__appeal"), pk=kwargs["pk"]
            )
            if self.post_object.get_appealable_action() is None:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the post and the decision."""
        action = self.post_object.get_appealable_action()
        return super().get_context_data(**kwargs) | {"post": self.post_object, "action": action}

    def form_valid(self, form: AppealForm) -> HttpResponse:
        """Store the appeal."""
        try:
            appeal_decision(self.post_object, form.cleaned_data["text"])
        except StaleDecisionError:
            messages.warning(self.request, "There is no decision to appeal against any more.")
        else:
            messages.success(self.request, "Appeal sent. Another moderator decides about it.")
        return redirect(self.post_object.get_absolute_url())

    def form_invalid(self, form: AppealForm) -> HttpResponse:
        """Return the form with its errors and status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
