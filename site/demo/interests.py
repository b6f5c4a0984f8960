"""What the people of the demonstration declare of their interests."""

from typing import Any

from demo.content import ContentError, Item


def declared(row: dict[str, Any], item: Item) -> dict[str, Any]:
    """Return what somebody declares, by the names of the fields it goes into.

    Args:
        row: What the content says of them: `interests`, or `nothing_to_declare`.
        item: Where it says so.

    Raises:
        ContentError: It says neither, or both.
    """
    interests, nothing = row.get("interests", ""), row.get("nothing_to_declare", False)
    if bool(interests) == nothing:
        raise ContentError(item.file, "somebody must declare interests, or that there are none")
    return {"interests": interests, "nothing_to_declare": nothing}
