"""Signal receivers of campaigns."""

from accounts.models import User
from campaigns.models import GuestWriter
from campaigns.services import grant_access, revoke_access
from editorial.guests.permissions import is_guest
from pages.models import Authorship, BlogPage, Person


def grant_guest_writer_access(
    sender: type, instance: GuestWriter, raw: bool = False, **kwargs: object
) -> None:
    """Grant access when a guest writer is saved."""
    if not raw:
        grant_access(instance)


def revoke_guest_writer_access(sender: type, instance: GuestWriter, **kwargs: object) -> None:
    """Revoke access when a guest writer is deleted."""
    revoke_access(instance)


def set_guest_author(sender: type, instance: BlogPage, raw: bool = False, **kwargs: object) -> None:
    """Make a guest the only author of a blog they create; an anonymous one gets none.

    The guest's declaration moves from the blog to the authorship.
    """
    if raw or not instance._state.adding or not instance.owner or not is_guest(instance.owner):
        return
    instance.authorships = [] if instance.is_anonymous else [_guest_authorship(instance)]


def _guest_authorship(blog: BlogPage) -> Authorship:
    """Return the guest's authorship, existing or new, with their declaration."""
    person = get_or_create_person(blog.owner)
    existing = [row for row in blog.authorships.all() if row.person_id == person.pk]
    own = existing[0] if existing else Authorship(person=person, sort_order=0)
    if blog.interests or blog.nothing_to_declare:
        own.copy_declaration_from(blog)
    return own


def get_or_create_person(user: User) -> Person:
    """Return a user's `Person` record, created from the account if missing.

    The email address never serves as a name, since the name is published.
    """
    name = user.get_full_name() or "Guest writer"
    return Person.objects.get_or_create(user=user, defaults={"name": name})[0]
