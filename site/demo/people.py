"""Demonstration accounts, people credited on pages, and sources of help."""

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import EDITOR, MEMBER, MODERATOR, PARTNER, REVIEWER, SAFEGUARDING_LEAD
from campaigns.models import CampaignPage, GuestWriter
from demo.content import read_people, read_rows
from demo.pictures import PictureLibrary
from pages.models import HelpSource, Person

# The password of every account: public, and shorter than a real one may be.
PASSWORD = "patient-safety"
ADMINISTRATOR = "admin@hub.example"
ACCOUNTS = (
    (ADMINISTRATOR, "Gwen", "Tyler", None),
    ("editor@hub.example", "Imran", "Sayeed", EDITOR),
    ("reviewer@hub.example", "Helena", "Brandt", REVIEWER),
    ("partner@hub.example", "Rosa", "Delgado-Hughes", PARTNER),
    ("lead@hub.example", "Carys", "Oduya", MEMBER),
    ("member@hub.example", "Tom", "Achebe", MEMBER),
    ("moderator@hub.example", "Noor", "Haddad", MODERATOR),
    ("safeguarding@hub.example", "Ruth", "Amankwah", SAFEGUARDING_LEAD),
)
GUEST_WRITER = ("partner@hub.example", "rosa-partner", "painful-hysteroscopy")


def account(name: str) -> User:
    """Return a demonstration account by the local part of its email address."""
    return User.objects.get(email=f"{name}@hub.example")


def load_accounts() -> int:
    """Create the missing accounts with their roles. Returns how many were created."""
    created = 0
    for email, first, last, role in ACCOUNTS:
        if User.objects.filter(email=email).exists():
            continue
        create = User.objects.create_superuser if role is None else User.objects.create_user
        user = create(email, PASSWORD, first_name=first, last_name=last)
        if role:
            user.groups.add(Group.objects.get(name=role))
        created += 1
    return created


def load_help_sources() -> int:
    """Create the missing sources of help. Returns how many were created."""
    created = 0
    for row in read_rows("help", "source", "slug"):
        keys = ("description", "telephone", "url")
        created += HelpSource.objects.get_or_create(
            name=row["name"], defaults={key: row.get(key) for key in keys}
        )[1]
    return created


def help_source_ids() -> dict[str, int]:
    """Return the primary key of each source of help by slug."""
    ids = dict(HelpSource.objects.values_list("name", "pk"))
    return {row.slug: ids[row["name"]] for row in read_rows("help", "source", "slug")}


def load_people(pictures: PictureLibrary) -> int:
    """Create the missing people with their emblems. Returns how many were created."""
    known = set(Person.objects.values_list("name", flat=True))
    missing = [row for row in read_people() if row["name"] not in known]
    for row in missing:
        Person.objects.create(
            name=row["name"],
            role=row.get("role"),
            organisation=row.get("organisation"),
            about=row.get("about"),
            portrait=pictures.store_portrait(row.slug, row["name"]),
        )
    return len(missing)


def person_ids() -> dict[str, int]:
    """Return the primary key of each person by slug."""
    ids = dict(Person.objects.values_list("name", "pk"))
    return {row.slug: ids[row["name"]] for row in read_people()}


def load_guest_writer() -> int:
    """Make the partner's account a guest writer of its campaign. Returns how many were created."""
    email, person, campaign = GUEST_WRITER
    user = User.objects.get(email=email)
    Person.objects.filter(pk=person_ids()[person], user=None).update(user=user)
    return GuestWriter.objects.get_or_create(
        campaign=CampaignPage.objects.get(slug=campaign), user=user
    )[1]
