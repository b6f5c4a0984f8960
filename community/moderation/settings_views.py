"""Admin view of the settings of the moderators."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from community.models import ModerationSettings
from community.moderation.views import ModeratorView
from community.querysets import MODERATE


class ModerationSettingsForm(forms.ModelForm):
    """Quiet hours, and when posts are overdue."""

    class Meta:
        model = ModerationSettings
        fields = ["quiet_from", "quiet_until", "overdue_hours", "hard_posts"]
        widgets = {
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }


class ModerationSettingsView(ModeratorView):
    """Changes the settings of the moderators of the hub."""

    def test_func(self) -> bool:
        """Return whether the user moderates the public boards, which the settings are about."""
        return self.request.user.has_perm(MODERATE)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the settings."""
        return self._render(ModerationSettingsForm(instance=ModerationSettings.load()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save the settings."""
        form = ModerationSettingsForm(request.POST, instance=ModerationSettings.load())
        if not form.is_valid():
            return self._render(form, status=422)
        form.save()
        messages.success(request, "Moderation settings saved.")
        return redirect("community_moderation:settings")

    def _render(self, form: ModerationSettingsForm, status: int = 200) -> HttpResponse:
        context = {"form": form}
        return render(self.request, "community/moderation/settings.html", context, status=status)
