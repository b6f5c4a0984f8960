"""What no log may hold."""

import logging
import re

_URL_PREFIXES = (
    "/sign-off/",
    "/account/invitation/",
    "/account/what-we-hold/",
    "/networks/calendar/",
    "/networks/messages/",
    "/networks/requests/",
    "/password/forgotten/",
)
_TOKENS = re.compile(rf"({'|'.join(_URL_PREFIXES)})[^/\s?\"']+")


class TokenRedactionFilter(logging.Filter):
    """Takes the token out of the address of a personal link, wherever a line names one.

    The traceback that may follow names no address, and keeps its own words.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line where it holds a token; every line passes."""
        line = record.getMessage()
        if any(place in line for place in _URL_PREFIXES):
            record.msg, record.args = _TOKENS.sub(r"\1…", line), ()
        return True
