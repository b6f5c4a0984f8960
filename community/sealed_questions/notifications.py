"""The daily email to organisers that sealed questions are waiting."""

from django.db.models import Max
from django.urls import reverse
from wagtail import hooks

from community.models import SealedQuestion, Space
from community.notifications import MODERATORS_HOOK
from outbox.services import notify_users

KIND = "community/sealed_questions"


def notify_organisers() -> int:
    """Email the organisers of each space about questions that were sent before today.

    The job runs at a fixed hour, and its email names no number: a message for each question would
    tell when it was sent. Each day with new questions is announced once.

    Returns:
        The number of spaces in which questions wait.
    """
    rows = SealedQuestion.objects.readable().values_list("space").annotate(newest=Max("sent_on"))
    newest = dict(rows)
    for space in Space.objects.filter(pk__in=newest):
        organisers = [
            user
            for space_moderators in hooks.get_hooks(MODERATORS_HOOK)
            for user in space_moderators(space)
        ]
        url = reverse("community:sealed_questions", args=[space.slug])
        context = {"title": space.title, "url": url}
        key = f"community-sealed-{space.pk}-{newest[space.pk]}"
        notify_users(organisers, KIND, key, context)
    return len(newest)
