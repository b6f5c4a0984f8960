"""Emails about accounts, rendered from templates below `account/email/` as text and HTML."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from outbox import EVENT_KEY_HEADER


def email_context() -> dict[str, str]:
    """Return the context of every email: the name and URL of the hub."""
    return {"hub_name": settings.HUB_NAME, "hub": settings.WAGTAILADMIN_BASE_URL}


def greeting_context(email: str) -> dict[str, str]:
    """Return the first name of the account with an email address, for the greeting.

    An address without an account, such as a new one that is not confirmed, is greeted without a
    name. The query is the same for both.
    """
    names = get_user_model().objects.filter(email=email.lower(), is_active=True)
    return {"greeting_name": names.values_list("first_name", flat=True).first() or ""}


def attach_html(message: EmailMultiAlternatives) -> EmailMultiAlternatives:
    """Attach the text of an email as HTML, with its URLs as links."""
    context = {"subject": message.subject, "text": message.body}
    html = render_to_string("account/email/html_body.html", context)
    message.attach_alternative(html, "text/html")
    return message


def send_email(template: str, email: str, event_key: str = "", **context: Any) -> None:
    """Send an email through the outbox, which delivers it if the transaction commits.

    Args:
        template: The name of its templates: ``<name>_subject.txt`` and ``<name>_message.txt``.
        email: The recipient's address.
        event_key: The key of the event it is about, to find it in the outbox.
        context: The context of the templates, in addition to `email_context`.
    """
    context = email_context() | greeting_context(email) | context
    subject = render_to_string(f"account/email/{template}_subject.txt", context)
    text = render_to_string(f"account/email/{template}_message.txt", context)
    message = EmailMultiAlternatives(
        " ".join(subject.split()),
        text.strip(),
        to=[email],
        headers={EVENT_KEY_HEADER: event_key} if event_key else None,
    )
    attach_html(message).send()
