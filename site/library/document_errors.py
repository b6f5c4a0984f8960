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
RESTRICTED = (
    "A password restricts what readers can do with this file, such as printing or copying. Save "
    "it without restrictions and try again."
)
MACROS = "This file contains a program, such as a macro. Save it without macros and try again."
UNPACKS = (
    "This file unpacks to more than 200 MB. Make its pictures smaller, or split it, and try again."
)
MARKUP = "This file contains a web page. Save it as PDF and try again."
TOO_COMPLEX = (
    "This file takes too long to check. It may be damaged, or very large. Save it again, or split "
    "it, and try again."
)
BUSY = "Other files are being uploaded at the moment. Try again in a minute."


class InvalidDocumentError(ValueError):
    """The content of a document cannot be accepted; the argument is the message."""
