"""Letters of the hub about accounts: the words stand in templates, once for text and HTML."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from outbox import EVENT_KEY_HEADER


def email_context() -> dict[str, str]:
    """Return what every letter may speak of: the hub's name and its address."""
    return {"hub_name": settings.HUB_NAME, "hub": settings.WAGTAILADMIN_BASE_URL}


def attach_html(message: EmailMultiAlternatives) -> EmailMultiAlternatives:
    """Add to a letter the same words as HTML, with its links to press."""
    frame = {"subject": message.subject, "text": message.body}
    message.attach_alternative(render_to_string("account/email/html_body.html", frame), "text/html")
    return message


def send_email(kind: str, address: str, event_key: str = "", **spoken_of: Any) -> None:
    """Send a letter. It goes through the outbox: it is sent if what it tells of has happened.

    Args:
        kind: The name of its templates below `account/email/`.
        address: Where it goes.
        event_key: What it is about, for whoever looks for it in the outbox.
        spoken_of: What the templates speak of.
    """
    context = email_context() | spoken_of
    subject = render_to_string(f"account/email/{kind}_subject.txt", context)
    text = render_to_string(f"account/email/{kind}_message.txt", context)
    message = EmailMultiAlternatives(
        " ".join(subject.split()),
        text.strip(),
        to=[address],
        headers={EVENT_KEY_HEADER: event_key} if event_key else None,
    )
    attach_html(message).send()
