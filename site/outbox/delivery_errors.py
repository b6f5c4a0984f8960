"""Classifies and describes errors of delivery; a description names no recipient."""

import re
import smtplib

_MAX_LENGTH = 2000
"""How much of a mail server's reply is read."""

_EMAIL_ADDRESS = re.compile(r"""(?:"[^"]*"|[^\s<>()"',;:]+)@[^\s<>()"',;:]+""")


def is_permanent_error(error: Exception) -> bool:
    """Return whether another attempt is useless, according to the mail server."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    # Neither the server nor the network: the email itself cannot be built.
    return not isinstance(error, smtplib.SMTPException | OSError)


def describe_error(error: Exception, email_address: str) -> str:
    """Return a description of an error in one line, for the admin and the log.

    Args:
        error: The error. One of the email itself is described by its class alone, since the
            messages of such errors quote the email.
        email_address: The recipient's address, which mail servers tend to quote.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, reply = next(iter(error.recipients.values()))
        description = f"The mail server refuses the address: {code} {_decode(reply)}"
    elif isinstance(error, smtplib.SMTPResponseException):
        description = f"The mail server answers: {error.smtp_code} {_decode(error.smtp_error)}"
    elif isinstance(error, smtplib.SMTPException | OSError):
        description = f"{type(error).__name__}: {error}"
    else:
        description = type(error).__name__
    return _mask_addresses(description, email_address)[:300]


def _decode(reply: bytes | str) -> str:
    return reply.decode(errors="replace") if isinstance(reply, bytes) else reply


def _mask_addresses(description: str, email_address: str) -> str:
    """Return a description with a mark in place of each address, and of the recipient's name."""
    masked = _EMAIL_ADDRESS.sub("…", " ".join(description[:_MAX_LENGTH].split()))
    mailbox = re.escape(email_address.rpartition("@")[0])
    return re.sub(rf"(?<!\w){mailbox}(?!\w)", "…", masked, flags=re.IGNORECASE)
