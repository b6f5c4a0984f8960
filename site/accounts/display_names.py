"""Rules for the names that members choose: no word that claims a role, no address, no link."""

import re
import unicodedata

from wagtail import hooks

IN_USE_HOOK = "display_name_in_use"
RESERVED_WORDS = {
    *("admin", "admins", "administrator", "administrators", "moderator", "moderators", "mod"),
    *("nhs", "official", "safeguarding", "staff", "support"),
}
RESERVED_NAMES = {"a member", "a member of this network", "former member", "member of this network"}
"""Names, as they are compared, that the hub shows in place of a person's own."""
# Digits and letters of other scripts that are read as Latin ones.
_LOOKALIKES = str.maketrans(
    {
        **dict(zip("013457$", "oleasts", strict=True)),
        # Cyrillic a, ie, o, er, es, u, ha, i, dze and em; Greek alpha, omicron, rho, iota, kappa.
        **dict(
            zip(
                "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u043c",
                "aeopcyxism",
                strict=True,
            )
        ),
        **dict(zip("\u03b1\u03bf\u03c1\u03b9\u03ba", "aopik", strict=True)),
    }
)


def fold_name(name: str) -> str:
    """Return a name as it is compared: names that look alike are equal.

    Args:
        name: The name.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", letters.translate(_LOOKALIKES)).strip()


def find_display_name_error(name: str) -> str:
    """Return what is wrong with the display name of an account; empty if nothing is.

    Apps answer the hook `display_name_in_use` for names that members show elsewhere.

    Args:
        name: The name, in one line.
    """
    if error := find_name_error(name):
        return error
    is_in_use = any(is_used(name) for is_used in hooks.get_hooks(IN_USE_HOOK))
    return "This name is taken. Choose another." if is_in_use else ""


def find_name_error(name: str) -> str:
    """Return what is wrong with a name that others will see; empty if nothing is.

    Args:
        name: The name, in one line.
    """
    if "@" in name or "://" in name or "www." in name.lower():
        return "Enter a name without email addresses and links. Everyone will see it."
    folded = fold_name(name)
    if not folded:
        return "Enter a name with letters."
    if folded in RESERVED_NAMES:
        return "Choose another name. The hub shows this one for members without a name."
    words = set(folded.split())
    if words & RESERVED_WORDS or folded.replace(" ", "") in RESERVED_WORDS:
        return (
            "Choose another name. This one could be mistaken for a moderator, for staff of the "
            "hub or for the NHS."
        )
    return ""
