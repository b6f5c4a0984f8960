"""The notification preference on the admin's account page, in place of Wagtail's own panel."""

from django import forms
from django.http import HttpRequest
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    NotificationsSettingsPanel,
    notifications_tab,
)

from outbox.models import NotificationPreference


class NotificationPreferenceForm(forms.ModelForm):
    """The frequency of a user's notifications."""

    class Meta:
        model = NotificationPreference
        fields = ["frequency"]
        labels = {"frequency": "Emails about editorial work"}
        help_texts = {
            "frequency": "We always send some emails immediately: requests to you by name, and "
            "emails that you signed up for, such as reminders.",
        }
        widgets = {"frequency": forms.RadioSelect}


class NotificationPreferencePanel(BaseSettingsPanel):
    """The panel of the account page with `NotificationPreferenceForm`."""

    name = "notification_preference"
    title = "Email notifications"
    tab = notifications_tab
    order = 100
    form_class = NotificationPreferenceForm
    form_object = "profile"

    def __init__(self, request: HttpRequest, user: object, profile: object) -> None:
        super().__init__(request, user, profile)
        self.preference, _ = NotificationPreference.objects.get_or_create(user=user)

    def get_form(self) -> forms.ModelForm:
        """Return the form bound to the user's preference, which is no field of the profile."""
        data = self.request.POST if self.request.method == "POST" else None
        return self.form_class(data, instance=self.preference, prefix=self.name)


class HubAccountView(AccountView):
    """Wagtail's account page without its notification switches, which would switch nothing."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Exclude Wagtail's notification panel; `NotificationPreferencePanel` replaces it."""
        panels = super().get_panels()
        return [panel for panel in panels if not isinstance(panel, NotificationsSettingsPanel)]
