"""Attachments of queued emails, stored as JSON until their delivery."""

from base64 import b64decode, b64encode
from email.message import Message
from typing import Any

from django.core.mail import EmailAttachment


def encode_attachment(attachment: Any) -> dict[str, str]:
    """Return an attachment of a Django email as JSON: its name, media type and content.

    Args:
        attachment: An `EmailAttachment`, or a part of the standard library's `email`.
    """
    if isinstance(attachment, Message):
        name, media_type = attachment.get_filename(), attachment.get_content_type()
        content = attachment.get_payload(decode=True) or attachment.as_bytes()
    else:
        name, content, media_type = attachment
    data = content.encode() if isinstance(content, str) else bytes(content)
    return {
        "name": name or "",
        "media_type": media_type or "application/octet-stream",
        "content": b64encode(data).decode(),
    }


def decode_attachment(stored: dict[str, str]) -> EmailAttachment:
    """Return the attachment that `encode_attachment` stored."""
    content: Any = b64decode(stored["content"])
    if stored["media_type"].startswith("text/"):
        content = content.decode(errors="replace")
    return EmailAttachment(stored["name"] or None, content, stored["media_type"])
