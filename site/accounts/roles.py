"""Table of roles: groups and their permissions.

No role has Wagtail's publish permission. Pages are published by the last step of a workflow, which
is approved by a user who neither wrote nor last edited the page.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A group and its permissions.

    Attributes:
        name: The name of the group; it is permanent, since other apps refer to it.
        description: One line for people.
        page_permissions: Wagtail page permissions (``add``, ``change``, ``lock``, ``unlock``) on
            all pages.
        file_permissions: Permissions (``add``, ``change``, ``choose``) on images and documents of
            every collection.
        model_permissions: ``app.codename`` permissions.
        has_admin_access: Whether the group has access to the admin.
    """

    name: str
    description: str
    page_permissions: tuple[str, ...] = ()
    file_permissions: tuple[str, ...] = ()
    model_permissions: tuple[str, ...] = ()
    has_admin_access: bool = True


def _all(app: str, model: str) -> tuple[str, ...]:
    return tuple(f"{app}.{act}_{model}" for act in ("view", "add", "change", "delete"))


EDITOR = "Editors"
REVIEWER = "Reviewers"
PARTNER = "Campaign partners"
MEMBER = "Members"
ORGANISER = "Network organisers"
MODERATOR = "Community moderators"
SAFEGUARDING_LEAD = "Safeguarding lead"

_MODERATION_RECORDS = (*_all("community", "savedreply"), *_all("community", "watchedphrase"))
"""Lists that moderators keep, and editors can."""

_CONTENT_RECORDS = (
    *_all("pages", "person"),
    *_all("pages", "helpsource"),
    *_all("campaigns", "guestwriter"),
    # The chooser of accounts in the forms of people and guest writers.
    "accounts.choose_user",
    "editorial.view_allowedcontact",
    "editorial.view_consent",
    *_all("editorial", "furtheruse"),
    "editorial.view_reviewdate",
    "editorial.change_reviewdate",
    "outbox.change_notification",
    # No role deletes forms and networks with requests or members: they are unpublished.
    *("networks.view_network", "networks.add_network", "networks.change_network"),
    *("networks.view_joinform", "networks.add_joinform", "networks.change_joinform"),
    *_all("networks", "membership"),
    "networks.view_joinrequest",
    "networks.change_joinrequest",
    "networks.handle_all_requests",
    "community.view_space",
    "community.add_space",
    "community.change_space",
    "accounts.view_communityrules",
    "accounts.add_communityrules",
    "community.moderate_post",
    *_MODERATION_RECORDS,
)

ROLES = (
    Role(
        name=EDITOR,
        description="Draft, commission and review articles, and unpublish pages.",
        page_permissions=("add", "change", "lock", "unlock"),
        file_permissions=("add", "change", "choose"),
        model_permissions=_CONTENT_RECORDS,
    ),
    Role(
        name=REVIEWER,
        description="Do the safety check, which publishes an article. Unpublish pages. Approve "
        "networks and forms.",
        page_permissions=("change",),
        file_permissions=("choose",),
        model_permissions=(
            "pages.view_person",
            "pages.view_helpsource",
            "editorial.view_consent",
            "editorial.view_reviewdate",
            "outbox.change_notification",
            *_all("editorial", "allowedcontact"),
            # They approve them unchanged; the text is the editors'.
            "networks.view_network",
            "networks.view_joinform",
        ),
    ),
    Role(
        name=MODERATOR,
        description="Moderate discussions: held posts and reports. No other access to the admin.",
        model_permissions=("community.moderate_post", *_MODERATION_RECORDS),
    ),
    Role(
        name=SAFEGUARDING_LEAD,
        description="Moderate discussions, and show the account behind a chosen name. No other "
        "role can do that, nor can administrators. No other access to the admin.",
        model_permissions=("community.moderate_post", *_MODERATION_RECORDS),
    ),
    Role(name=PARTNER, description="Write guest blogs for their own campaign only."),
    Role(name=MEMBER, description="Take part in the networks.", has_admin_access=False),
    Role(
        name=ORGANISER,
        description="Decide on requests to join their own network. No other access to the admin.",
        model_permissions=("networks.view_joinrequest", "networks.change_joinrequest"),
    ),
)
# An administrator is a superuser: accounts, sites and settings, and no shortcut to publication.
