"""Reasons for refusing a document, and the error that carries one."""

MISMATCH = (
    "The content of this file does not match its name (%(extension)s). It may be damaged or "
    "renamed. Save it again from the program you made it with."
)
DAMAGED = (
    "This file is damaged or incomplete. Open it on your computer, save it again and try again."
)
PASSWORD = (
    "This file is protected by a password. Remove the protection, save the file and try again."
)
MACROS = "This file contains a program, such as a macro. Save it without macros and try again."
UNPACKS = (
    "This file unpacks to more than 200 MB. Make its pictures smaller, or split it, and try again."
)
MARKUP = "This file contains a web page. Save it as PDF and try again."


class InvalidDocumentError(ValueError):
    """The content of a document cannot be accepted; the argument is the message."""
