"""Logging filter that redacts the tokens of personal links."""

import logging
import re

_URL_PREFIXES = (
    "/sign-off/",
    "/account/invitation/",
    "/account/what-we-hold/",
    "/community/unsubscribe/",
    "/networks/calendar/",
    "/networks/messages/",
    "/networks/requests/",
    "/password/forgotten/",
)
_TOKENS = re.compile(rf"({'|'.join(_URL_PREFIXES)})[^/\s?\"']+")


class TokenRedactionFilter(logging.Filter):
    """Redacts the token in the URL of a personal link in every log message.

    A traceback that follows contains no URL, and is left as it is.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the message where it contains a token; every record passes."""
        line = record.getMessage()
        if any(place in line for place in _URL_PREFIXES):
            record.msg, record.args = _TOKENS.sub(r"\1…", line), ()
        return True
