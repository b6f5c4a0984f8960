"""One showing of a form: signed, so that its time is known and its answer is taken once."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from time import time
from typing import Any

from django.core import signing

SALT = "networks.join_forms.form_token"
TOKEN_FIELD = "form-showing"
"""The field in which a form carries its showing; no question has a hyphen in its name."""
MAX_AGE = timedelta(hours=24)
"""How long a form may stand open before it is asked to be sent once more."""


@dataclass(frozen=True)
class FormToken:
    """A form as one visitor was shown it.

    Attributes:
        key: Random; whoever sends the form again from the same showing sends it again.
        seconds: For how long it has been open.
        version: Which questions were shown; empty where they are always the same.
    """

    key: str
    seconds: float = 0
    version: str = ""

    @classmethod
    def new(cls) -> "FormToken":
        """Return a new showing."""
        return cls(secrets.token_urlsafe(16))

    @classmethod
    def read(cls, token: str, open_for: timedelta | None = MAX_AGE) -> "FormToken | None":
        """Return the showing a token speaks of; None when it is not ours, or too old.

        Args:
            token: What the form carried along.
            open_for: How long it may have stood open; None for as long as one likes.
        """
        signer = signing.TimestampSigner(salt=SALT)
        try:
            shown = signer.unsign(token, max_age=open_for)
            signed_at = signing.b62_decode(token.split(":")[-2])
        except (signing.BadSignature, IndexError, ValueError):
            return None
        key, _, version = shown.partition(".")
        return cls(key, seconds=time() - signed_at, version=version)

    def token(self, version: str = "") -> str:
        """Return what the form carries along.

        Args:
            version: Which questions it shows, if they may change while somebody answers.
        """
        shown = f"{self.key}.{version}" if version else self.key
        return signing.TimestampSigner(salt=SALT).sign(shown)

    def fingerprint(self, answers: list[dict[str, Any]]) -> str:
        """Return what makes an answer one: the showing, and what was answered.

        The same answers sent again are the same request. Somebody who goes back and corrects
        them sends another, so that no correction is lost.
        """
        said = json.dumps(answers, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(f"{self.key}\n{said}".encode()).hexdigest()
