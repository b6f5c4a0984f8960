"""Who may do what: one table.

Nobody holds Wagtail's permission to publish. What is published is published by the last step of
a workflow, and that step is taken by somebody who neither wrote nor last edited the page.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """What a group of people may do.

    Attributes:
        name: The group's name in the database; it stays, since other rooms ask by it.
        does: One line for people.
        pages: Wagtail page permissions (``add``, ``change``, ``lock``, ``unlock``) on all pages.
        files: Permissions (``add``, ``change``, ``choose``) on images and documents of every
            collection.
        models: ``app.codename`` permissions.
        desk: Whether the role opens the admin at all.
    """

    name: str
    does: str
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    desk: bool = True


def _all(app: str, model: str) -> tuple[str, ...]:
    return tuple(f"{app}.{act}_{model}" for act in ("view", "add", "change", "delete"))


EDITOR = "Editors"
REVIEWER = "Reviewers"
PARTNER = "Campaign partners"
MEMBER = "Members"
ORGANISER = "Network organisers"

_CONTENT_RECORDS = (
    *_all("pages", "person"),
    *_all("pages", "helpsource"),
    *_all("campaigns", "guestwriter"),
    "editorial.view_allowedcontact",
    "editorial.view_consent",
    *_all("editorial", "furtheruse"),
    "editorial.view_reviewdate",
    "editorial.change_reviewdate",
    "outbox.change_notification",
    # Nobody deletes what people asked by or belong to: it is taken down.
    *("networks.view_network", "networks.add_network", "networks.change_network"),
    *("networks.view_joinform", "networks.add_joinform", "networks.change_joinform"),
    *_all("networks", "membership"),
    "networks.view_joinrequest",
    "networks.change_joinrequest",
    "networks.handle_all_requests",
)

ROLES = (
    Role(
        name=EDITOR,
        does="Draft, commission and review articles; take a page down.",
        pages=("add", "change", "lock", "unlock"),
        files=("add", "change", "choose"),
        models=_CONTENT_RECORDS,
    ),
    Role(
        name=REVIEWER,
        does="Check that an article is safe, and so publish it; take a page down; approve networks "
        "and forms.",
        pages=("change",),
        files=("choose",),
        models=(
            "pages.view_person",
            "pages.view_helpsource",
            "editorial.view_consent",
            "editorial.view_reviewdate",
            "outbox.change_notification",
            *_all("editorial", "allowedcontact"),
            # They approve them as they stand; the words are the editors'.
            "networks.view_network",
            "networks.view_joinform",
        ),
    ),
    Role(name=PARTNER, does="Write guest blogs for their own campaign, and nothing else."),
    Role(name=MEMBER, does="Take part in the networks.", desk=False),
    Role(
        name=ORGANISER,
        does="Decide on the requests to join their own network, and nothing else at the desk.",
        models=("networks.view_joinrequest", "networks.change_joinrequest"),
    ),
)
# An administrator is a superuser: accounts, sites and settings, and no shortcut to publication.
