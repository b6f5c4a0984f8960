"""A member's own place in a network: what they get, and how they leave."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control

from accounts.login_sessions import keep_current_login_session
from networks.belonging import LastOrganiserError, end_from_room, left_by
from networks.messages.dropping import drop_unwanted
from networks.models import Membership
from networks.space.entering import RoomMixin
from networks.space.writing import WritingView

LAST = (
    "You are the last organiser. Make another member an organiser first, in “Run the network”, "
    "“Members”; then you can leave."
)


class MineForm(forms.ModelForm):
    """What a member gets."""

    class Meta:
        model = Membership
        fields = ["wants_messages"]
        labels = {"wants_messages": "Send me the organisers’ messages by e-mail"}


class MineView(RoomMixin, WritingView):
    """Shows a member what they get, and lets them choose."""

    template_name = "networks/space/mine/mine.html"
    section = "mine"
    form_class = MineForm

    def get_back_url(self) -> str:
        """Return the first page of the room."""
        return reverse("networks:space", args=[self.network.slug])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form begin with what is chosen."""
        return super().get_form_kwargs() | {"instance": self.membership}

    def form_valid(self, form: MineForm) -> HttpResponse:
        """Keep the choice."""
        wants = form.cleaned_data["wants_messages"]
        own = Membership.objects.visible_to(self.request.user).filter(pk=self.membership.pk)
        own.update(wants_messages=wants)
        drop_unwanted(self.membership)
        messages.success(
            self.request,
            "You get the organisers’ messages." if wants else "You get no more messages.",
        )
        return redirect("networks:mine", self.network.slug)


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class LeaveView(RoomMixin, WritingView):
    """Lets a member leave, after asking, and says goodbye.

    Its address is outside the room: whoever has left, perhaps by pressing twice, hears so here.
    """

    section = "mine"
    form_class = forms.Form
    heading = "Leave this network?"
    button = "Leave the network"
    explanation = (
        "Its room closes for you at once, and you get no more messages or reminders. What you "
        "added stays. You can ask to join again at any time."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask a member, and say goodbye to somebody who was one."""
        left = left_by(request.user).filter(slug=kwargs["slug"]).first()
        if left is None:
            return super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            return redirect("networks:leave", left.slug)
        return render(request, "networks/space/mine/left.html", {"network": left})

    def get_back_url(self) -> str:
        """Return the member's own page."""
        return reverse("networks:mine", args=[self.network.slug])

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """End the membership, unless nobody would be left who runs the network."""
        try:
            end_from_room(self.membership)
        except LastOrganiserError:
            form.add_error(None, LAST)
            return self.form_invalid(form)
        keep_current_login_session(self.request)
        return redirect("networks:leave", self.network.slug)
