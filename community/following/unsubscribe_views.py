"""The view in which a member unsubscribes with a signed URL, without signing in."""

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts.views.personal_link import private_response
from community.enums import Frequency
from community.following import services
from community.following.frequencies import Following, get_following
from community.following.unsubscribe_token import Subscription, parse_unsubscribe_token
from community.models import Discussion, Space


# Mail clients submit the form themselves (RFC 8058), with the token and without a cookie.
@method_decorator([csrf_exempt, private_response], name="dispatch")
class UnsubscribeView(View):
    """Shows a button, and unsubscribes when it is submitted. A GET request changes nothing."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the button, or that there is nothing to unsubscribe from."""
        subscription = parse_unsubscribe_token(token)
        is_active = subscription is not None and is_subscribed(subscription)
        return self._render(subscription, is_active=is_active)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Unsubscribe; repeated, it has no further effect."""
        subscription = parse_unsubscribe_token(token)
        if subscription and is_subscribed(subscription):
            unsubscribe(subscription)
        return self._render(subscription, is_active=False)

    def _render(self, subscription: Subscription | None, *, is_active: bool) -> HttpResponse:
        # Without titles, which a moderator may have withheld since.
        context = {"subscription": subscription, "is_active": is_active}
        return render(self.request, "community/unsubscribe.html", context)


def is_subscribed(subscription: Subscription) -> bool:
    """Return whether a member still gets the emails of a subscription."""
    user = get_user_model().objects.filter(pk=subscription.user, is_active=True).first()
    if user is None:
        return False
    following = get_following(user)
    if subscription.frequencies:
        return bool(subscription.frequencies & _frequencies(following))
    target = int(subscription.target)
    if subscription.is_of_space:
        space_follow = following.space_follows.get(target)
        return space_follow is not None and space_follow.frequency != Frequency.NEVER
    if follow := following.follows.get(target):
        return follow.frequency != Frequency.NEVER and target not in following.muted
    discussion = Discussion.objects.filter(pk=target).first()
    return discussion is not None and discussion.space_id in following.space_follows


def _frequencies(following: Following) -> set[Frequency]:
    """Return the frequencies with which a member follows anything."""
    chosen = {row.frequency for row in following.follows.values()}
    chosen |= {row.frequency for row in following.space_follows.values()}
    return {Frequency(value or following.default) for value in chosen}


def unsubscribe(subscription: Subscription) -> None:
    """End the emails of a subscription."""
    user = get_user_model().objects.get(pk=subscription.user)
    if subscription.frequencies:
        services.stop_letters(user, subscription.frequencies)
    elif subscription.is_of_space:
        services.unfollow_space(user, Space.objects.get(pk=subscription.target))
    elif discussion := Discussion.objects.filter(pk=subscription.target).first():
        services.unfollow(user, discussion)
