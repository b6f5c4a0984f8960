"""How often somebody is written to: a panel of their account, in the place of Wagtail's own."""

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
    """At once, daily or none."""

    class Meta:
        model = NotificationPreference
        fields = ["how"]
        labels = {"how": "Letters about the desk"}
        help_texts = {
            "how": "What is asked of you by name is sent at once in any case, and so is what you "
            "asked for elsewhere, such as reminders of what you signed up for.",
        }
        widgets = {"how": forms.RadioSelect}


class NotificationPreferencePanel(BaseSettingsPanel):
    """Asks how often."""

    name = "desk_notices"
    title = "Letters"
    tab = notifications_tab
    order = 100
    form_class = NotificationPreferenceForm
    form_object = "profile"

    def __init__(self, request: HttpRequest, user: object, profile: object) -> None:
        super().__init__(request, user, profile)
        self.choice, _ = NotificationPreference.objects.get_or_create(user=user)

    def get_form(self) -> forms.ModelForm:
        """Return the form for this person's choice."""
        data = self.request.POST if self.request.method == "POST" else None
        return self.form_class(data, instance=self.choice, prefix=self.name)


class HubAccountView(AccountView):
    """The page about one's own account, without switches that would switch nothing."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Leave out Wagtail's notifications: the desk writes, and asks how often, in its place."""
        panels = super().get_panels()
        return [each for each in panels if not isinstance(each, NotificationsSettingsPanel)]
