"""People: accounts to try the hub with, those who write and speak, and sources of help."""

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import EDITOR, MEMBER, PARTNER, REVIEWER
from campaigns.models import CampaignPage, GuestWriter
from demo.content import read_people, read_rows
from demo.pictures import PictureLibrary
from pages.models import HelpSource, Person

# What everybody signs in with; it is no secret, and is shorter than a real one may be.
PASSWORD = "patient-safety"
ADMINISTRATOR = "admin@hub.example"
ACCOUNTS = (
    (ADMINISTRATOR, "Gwen", "Tyler", None),
    ("editor@hub.example", "Imran", "Sayeed", EDITOR),
    ("reviewer@hub.example", "Helena", "Brandt", REVIEWER),
    ("partner@hub.example", "Rosa", "Delgado-Hughes", PARTNER),
    ("lead@hub.example", "Carys", "Oduya", MEMBER),
    ("member@hub.example", "Tom", "Achebe", MEMBER),
    ("lead@hub.example", "Carys", "Oduya", MEMBER),
)
GUEST_WRITER = ("partner@hub.example", "rosa-partner", "painful-hysteroscopy")


def account(name: str) -> User:
    """Return one of the demonstration's accounts, by what stands before the @."""
    return User.objects.get(email=f"{name}@hub.example")


def load_accounts() -> int:
    """Make the accounts that are missing, each with its role. Returns how many."""
    made = 0
    for email, first, last, role in ACCOUNTS:
        if User.objects.filter(email=email).exists():
            continue
        make = User.objects.create_superuser if role is None else User.objects.create_user
        user = make(email, PASSWORD, first_name=first, last_name=last)
        if role:
            user.groups.add(Group.objects.get(name=role))
        made += 1
    return made


def load_help_sources() -> int:
    """Make the sources of help that are missing. Returns how many."""
    made = 0
    for row in read_rows("help", "source", "slug"):
        keys = ("description", "telephone", "url")
        made += HelpSource.objects.get_or_create(
            name=row["name"], defaults={key: row.get(key) for key in keys}
        )[1]
    return made


def help_source_ids() -> dict[str, int]:
    """Return the id of each source of help, by its slug."""
    ids = dict(HelpSource.objects.values_list("name", "pk"))
    return {row.slug: ids[row["name"]] for row in read_rows("help", "source", "slug")}


def load_people(pictures: PictureLibrary) -> int:
    """Make the people who are missing, each with an emblem. Returns how many."""
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
    """Return the id of each person, by their slug."""
    ids = dict(Person.objects.values_list("name", "pk"))
    return {row.slug: ids[row["name"]] for row in read_people()}


def load_guest_writer() -> int:
    """Give the partner's person their seat at the campaign. Returns 1 if it was missing."""
    email, person, campaign = GUEST_WRITER
    user = User.objects.get(email=email)
    Person.objects.filter(pk=person_ids()[person], user=None).update(user=user)
    return GuestWriter.objects.get_or_create(
        campaign=CampaignPage.objects.get(slug=campaign), user=user
    )[1]
