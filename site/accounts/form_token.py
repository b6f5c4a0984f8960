"""Signed form tokens: when a form was rendered, and protection against double submission."""

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
"""The hidden field of the token; no question has a hyphen in its name."""
MAX_AGE = timedelta(hours=24)
"""How old a token may be before the visitor has to submit once more."""
TOKEN_EXPIRED = "This form was open for too long. Your answers are still here. Send the form again."
"""The error message of a submission whose token is older."""


@dataclass(frozen=True)
class FormToken:
    """The token of one rendering of a form.

    Attributes:
        key: A random key; submissions with the same key and answers are duplicates.
        seconds: The age of the token.
        version: The version of the questions shown; empty for forms that never change.
    """

    key: str
    seconds: float = 0
    version: str = ""

    @classmethod
    def new(cls) -> "FormToken":
        """Return a token for a new rendering."""
        return cls(secrets.token_urlsafe(16))

    @classmethod
    def read(cls, token: str, open_for: timedelta | None = MAX_AGE) -> "FormToken | None":
        """Return the token that was submitted; None if its signature is wrong or it is too old.

        Args:
            token: The signed token from the hidden field.
            open_for: The maximum age; None for no limit.
        """
        signer = signing.TimestampSigner(salt=SALT)
        try:
            value = signer.unsign(token, max_age=open_for)
            signed_at = signing.b62_decode(token.split(":")[-2])
        except (signing.BadSignature, IndexError, ValueError):
            return None
        key, _, version = value.partition(".")
        return cls(key, seconds=time() - signed_at, version=version)

    def token(self, version: str = "") -> str:
        """Return the signed token for the hidden field.

        Args:
            version: The version of the questions, if they may change while the form is open.
        """
        value = f"{self.key}.{version}" if version else self.key
        return signing.TimestampSigner(salt=SALT).sign(value)

    def fingerprint(self, answers: list[dict[str, Any]]) -> str:
        """Return the hash that identifies a submission: of the token and the answers.

        The same answers submitted again are the same request; corrected answers are another, so
        that no correction is lost.
        """
        content = json.dumps(answers, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(f"{self.key}\n{content}".encode()).hexdigest()
