"""What went wrong with a letter: whether it lasts, and how it is told without naming anybody."""

import re
import smtplib


def is_permanent_error(trouble: Exception) -> bool:
    """Return whether a mail server said that trying again is of no use."""
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in trouble.recipients.values())
    if isinstance(trouble, smtplib.SMTPResponseException):
        return trouble.smtp_code >= 500
    # Neither the server nor the line: the message itself cannot be sent.
    return not isinstance(trouble, smtplib.SMTPException | OSError)


def describe_error(trouble: Exception, address: str) -> str:
    """Return what went wrong, for the desk and the log, in one line that names nobody.

    Args:
        trouble: What went wrong. What is amiss with the message itself is told by its kind alone:
            such errors repeat the message.
        address: Where the message was to go; mail servers like to repeat it.
    """
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(trouble.recipients.values()))
        said = f"The mail server refuses the address: {code} {_decode(words)}"
    elif isinstance(trouble, smtplib.SMTPResponseException):
        said = f"The mail server answers: {trouble.smtp_code} {_decode(trouble.smtp_error)}"
    elif isinstance(trouble, smtplib.SMTPException | OSError):
        said = f"{type(trouble).__name__}: {trouble}"
    else:
        said = type(trouble).__name__
    return _mask_addresses(said, address)[:300]


def _decode(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


_MAX_LENGTH = 2000
"""How much of what a mail server says is looked at."""

_EMAIL_ADDRESS = re.compile(r"""(?:"[^"]*"|[^\s<>()"',;:]+)@[^\s<>()"',;:]+""")


def _mask_addresses(said: str, address: str) -> str:
    """Return what was said with a mark in place of each address, and of the reader's mailbox."""
    masked = _EMAIL_ADDRESS.sub("…", " ".join(said[:_MAX_LENGTH].split()))
    mailbox = re.escape(address.rpartition("@")[0])
    return re.sub(rf"(?<!\w){mailbox}(?!\w)", "…", masked, flags=re.IGNORECASE)
