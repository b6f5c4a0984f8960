"""Notifications that networks send to the editorial team, organisers and form recipients."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import get_text_for_indexing

from accounts.roles import EDITOR
from community.enums import SpaceKind
from community.models import Space
from networks.enums import RequestEventKind
from networks.models import JoinRequest, Membership, Network, RequestEvent
from outbox.services import notify_external_contact, notify_mailbox, notify_users


def get_hub_team() -> QuerySet[Any]:
    """Return the active editors, or the administrators where there is no editor."""
    users = get_user_model().objects.filter(is_active=True)
    editors = users.filter(groups__name=EDITOR)
    return editors if editors.exists() else users.filter(is_superuser=True)


def space_moderators(space: Space) -> QuerySet[Any]:
    """Return the organisers to notify of a report in the discussions of their network."""
    users = get_user_model().objects.all()
    if space.kind != SpaceKind.NETWORK:
        return users.none()
    organisers = Membership.objects.organisers().filter(network=space.external_id)
    return users.filter(pk__in=organisers.values("user"))


def request_title(join_request: JoinRequest) -> str:
    """Return the name of the network to join, or else the title of the form."""
    return join_request.network.name if join_request.network else join_request.form.title


def notify_request_received(join_request: JoinRequest) -> None:
    """Notify those who handle a request that it was received, without its content."""
    notify_request_handlers(join_request, "networks/request_came", join_request.event_key)


def acknowledge_request(join_request: JoinRequest) -> None:
    """Email the applicant that their request was received, and what happens next.

    The email is the same whether or not the address has an account or a membership. It contains
    nothing that was typed into the form: anyone can enter the address of another person.
    """
    if join_request.email:
        context = {
            "title": request_title(join_request),
            "request": join_request,
            "next_steps": get_text_for_indexing(join_request.form.thank_you).strip(),
            "answer_promise": join_request.form.answer_promise,
        }
        key = f"{join_request.event_key}:received"
        notify_external_contact(join_request.email, "networks/request_received", key, context)


def notify_request_handlers(join_request: JoinRequest, kind: str, key: str) -> None:
    """Notify the form's recipients and the network's organisers; without any, the editorial team.

    So a request to a network without organisers has a recipient too.

    Args:
        join_request: The request to notify of.
        kind: The kind of notification; see `outbox.services.notify_users`.
        key: The event key, which prevents duplicates.
    """
    context = {
        "title": request_title(join_request),
        "request": join_request,
        "inbox": reverse("networks_joinrequest_modeladmin_inspect", args=[join_request.pk]),
    }
    mailboxes = [recipient.email for recipient in join_request.form.notification_recipients.all()]
    for mailbox in mailboxes:
        notify_mailbox(mailbox, kind, key, context)
    organisers = _organisers_to_notify(join_request)
    notify_users(organisers if organisers or mailboxes else get_hub_team(), kind, key, context)


def _organisers_to_notify(join_request: JoinRequest) -> list[Any]:
    """Return the organisers of the network to join, if its form notifies them."""
    if not (join_request.form.notify_organisers and join_request.network):
        return []
    organisers = Membership.objects.organisers().filter(network=join_request.network)
    return [membership.user for membership in organisers.select_related("user")]


def notify_reply(join_request: JoinRequest, event: RequestEvent) -> None:
    """Notify the user who sent the applicant a question that the applicant replied.

    Args:
        join_request: The request.
        event: The event that records the reply.
    """
    questions = join_request.events.filter(kind=RequestEventKind.QUESTION_SENT)
    question = questions.select_related("actor").last()
    if question is None or question.actor is None:
        return
    context = {
        "title": request_title(join_request),
        "inbox": reverse("networks_joinrequest_modeladmin_inspect", args=[join_request.pk]),
    }
    key = f"{join_request.event_key}:replied-{event.pk}"
    notify_users([question.actor], "networks/request_replied", key, context)


def notify_without_organiser(network: Network) -> None:
    """Notify the editorial team that a network has lost its last organiser."""
    key = f"no-organiser-{network.pk}:{timezone.now():%Y%m%d%H%M}"
    context = {"title": network.name, "network": network}
    notify_users(get_hub_team(), "networks/no_organiser", key, context)
