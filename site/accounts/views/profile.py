"""One's own profile, and the pictures of others."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.views.generic import UpdateView

from accounts.forms.profile import ProfileForm
from accounts.models import Profile


class ProfileView(LoginRequiredMixin, UpdateView):
    """Lets people say who they are, and who sees it."""

    form_class = ProfileForm
    template_name = "account/profile.html"
    success_url = reverse_lazy("account_home")

    def get_object(self, queryset: Any = None) -> Profile:
        """Return the profile of whoever asks."""
        return Profile.of(self.request.user)

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        """Save, and say so."""
        messages.success(self.request, "Your profile is saved.")
        return super().form_valid(form)


def picture(request: HttpRequest, pk: int) -> FileResponse:
    """Give out somebody's picture to whoever may see it.

    Args:
        request: Of whoever asks.
        pk: The account whose picture it is.

    Raises:
        Http404: There is none, or it is not for them; which of the two is not said.
    """
    profile = get_object_or_404(Profile.objects.select_related("user"), user=pk)
    if "picture" not in profile.seen_by(request.user):
        raise Http404
    try:
        picture_file = profile.picture.open()
    # Its owner may take another at this very moment.
    except FileNotFoundError as missing:
        raise Http404 from missing
    return FileResponse(picture_file, content_type="image/jpeg")
