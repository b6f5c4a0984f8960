"""Views in which members choose what they are emailed about, and how often."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from community.enums import Frequency, PostState
from community.following import services
from community.following.forms import DefaultFrequencyForm, FollowForm, SpaceFollowForm
from community.following.frequencies import get_default_frequency
from community.models import Discussion, Follow, Post, ReadPosition, Space, SpaceFollow

MAX_ROWS = 100
NO_EMAILS = "We do not email you about it, because you chose “Never”."
WITHHELD_STATES = (PostState.HELD, PostState.RETURNED, PostState.HIDDEN, PostState.REMOVED)


class FollowView(LoginRequiredMixin, View):
    """Follows a discussion with a frequency, ends that, or mutes the discussion."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, space: str, discussion: str) -> HttpResponse:
        """Follow, unfollow, mute or unmute.

        Raises:
            Http404: The user does not see such a discussion.
        """
        visible = Discussion.objects.visible_to(request.user).select_related("space")
        found = get_object_or_404(visible, space__slug=space, slug=discussion)
        messages.success(request, self.apply(found))
        return redirect(found.get_absolute_url())

    def apply(self, discussion: Discussion) -> str:
        """Apply what the user chose. Returns what to tell them."""
        user, values = self.request.user, self.request.POST
        if "mute" in values:
            services.mute(user, discussion)
            return "You muted this discussion. We do not email you about it or show it as new."
        if "unmute" in values:
            services.unmute(user, discussion)
            return "You no longer mute this discussion."
        if "unfollow" in values:
            services.unfollow(user, discussion)
            return "We will no longer email you about this discussion."
        frequency = FollowForm(values).get_frequency()
        services.follow(user, discussion, frequency)
        if (frequency or get_default_frequency(user)) == Frequency.NEVER:
            return f"You follow this discussion. {NO_EMAILS}"
        return "We will email you about new posts in this discussion."


class FollowSpaceView(LoginRequiredMixin, View):
    """Follows a space, or ends that."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, space: str) -> HttpResponse:
        """Follow or unfollow.

        Raises:
            Http404: The user does not see such a space.
        """
        found = get_object_or_404(Space.objects.visible_to(request.user), slug=space)
        form = SpaceFollowForm(request.POST)
        if "unfollow" in request.POST:
            services.unfollow_space(request.user, found)
            messages.success(request, "We will no longer email you about new discussions here.")
        elif form.is_valid():
            frequency = form.get_frequency()
            services.follow_space(request.user, found, form.cleaned_data["scope"], frequency)
            is_never = (frequency or get_default_frequency(request.user)) == Frequency.NEVER
            said = NO_EMAILS if is_never else "We will email you as you chose."
            messages.success(request, f"Saved. {said}")
        else:
            messages.error(request, "Choose which posts we email you about.")
        return redirect(f"{found.get_absolute_url()}#emails")


@method_decorator(never_cache, name="dispatch")
class EmailSettingsView(LoginRequiredMixin, FormView):
    """Sets how often a member is emailed, and lists what they follow."""

    template_name = "community/email_settings.html"
    form_class = DefaultFrequencyForm

    def get_initial(self) -> dict[str, Any]:
        """Return the frequency as it is."""
        return {"frequency": get_default_frequency(self.request.user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the member follows and mutes, and may still read."""
        user = self.request.user
        visible = Discussion.objects.visible_to(user).values("pk")
        spaces = SpaceFollow.objects.filter(user=user, space__in=Space.objects.visible_to(user))
        follows = Follow.objects.filter(user=user, discussion__in=visible)
        muted = ReadPosition.objects.filter(user=user, discussion__in=visible)
        muted = muted.filter(muted_at__isnull=False)
        return super().get_context_data(**kwargs) | {
            "space_follows": spaces.select_related("space").order_by("space__title"),
            "follows": follows.select_related("discussion__space").order_by("-pk")[:MAX_ROWS],
            "muted": muted.select_related("discussion__space").order_by("-muted_at")[:MAX_ROWS],
        }

    def form_valid(self, form: DefaultFrequencyForm) -> HttpResponse:
        """Save the frequency."""
        services.set_default_frequency(self.request.user, form.cleaned_data["frequency"])
        messages.success(self.request, "Saved. This is how often we email you from now on.")
        return redirect("community:email_settings")


@method_decorator(never_cache, name="dispatch")
class YourDiscussionsView(LoginRequiredMixin, TemplateView):
    """Lists a member's posts that others do not see, and the discussions that they follow."""

    template_name = "community/your_discussions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the posts and the discussions, those with new posts first."""
        user = self.request.user
        visible = Discussion.objects.visible_to(user).values("pk")
        follows = Follow.objects.filter(user=user, discussion__in=visible)
        follows = follows.exclude(frequency=Frequency.NEVER).with_unread_count()
        own = Post.objects.visible_to(user).filter(author=user)
        withheld = own.filter(state__in=WITHHELD_STATES)
        return super().get_context_data(**kwargs) | {
            "follows": follows.select_related("discussion__space").order_by(
                "-unread_count", "-discussion__last_post_at"
            )[:MAX_ROWS],
            "withheld": withheld.select_related("discussion").order_by("-pk")[:MAX_ROWS],
        }
