"""Views of the user's profile, and of profile pictures."""

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
    """Edits the profile of the signed-in user."""

    form_class = ProfileForm
    template_name = "account/profile.html"
    success_url = reverse_lazy("account_home")

    def get_object(self, queryset: Any = None) -> Profile:
        """Return the user's profile."""
        return Profile.get_for_user(self.request.user)

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        """Save, with a success message."""
        messages.success(self.request, "Your profile has been saved.")
        return super().form_valid(form)


def picture(request: HttpRequest, pk: int) -> FileResponse:
    """Serve a profile picture to users to whom it is visible.

    Args:
        request: The request.
        pk: The id of the user whose picture it is.

    Raises:
        Http404: There is none, or it is not visible to the viewer; the response is the same.
    """
    profile = get_object_or_404(Profile.objects.select_related("user"), user=pk)
    if "picture" not in profile.visible_fields(request.user):
        raise Http404
    try:
        picture_file = profile.picture.open()
    # Its owner may take another at this very moment.
    except FileNotFoundError as missing:
        raise Http404 from missing
    return FileResponse(picture_file, content_type="image/jpeg")
