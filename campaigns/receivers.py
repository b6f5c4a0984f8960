"""What follows when a guest gets or loses a seat, and when a guest begins a blog."""

from accounts.models import User
from campaigns.models import GuestWriter
from campaigns.services import grant_access, revoke_access
from editorial.guests.permissions import is_guest
from pages.models import Authorship, BlogPage, Person


def grant_guest_writer_access(
    sender: type, instance: GuestWriter, raw: bool = False, **kwargs: object
) -> None:
    """Seat a guest as soon as they are named."""
    if not raw:
        grant_access(instance)


def revoke_guest_writer_access(sender: type, instance: GuestWriter, **kwargs: object) -> None:
    """Take the seat back when the guest is no longer named."""
    revoke_access(instance)


def set_guest_author(sender: type, instance: BlogPage, raw: bool = False, **kwargs: object) -> None:
    """Put a guest's own name on the blog they begin, and no other; on an anonymous one, none.

    What the guest declared of their interests goes with the name.
    """
    if raw or not instance._state.adding or not instance.owner or not is_guest(instance.owner):
        return
    instance.authorships = [] if instance.is_anonymous else [_guest_authorship(instance)]


def _guest_authorship(blog: BlogPage) -> Authorship:
    """Return that of the guest, the one there is or a new one, with what they declared."""
    person = get_or_create_person(blog.owner)
    found = [row for row in blog.authorships.all() if row.person_id == person.pk]
    own = found[0] if found else Authorship(person=person, sort_order=0)
    if blog.interests or blog.nothing_to_declare:
        own.take_over_declaration(blog)
    return own


def get_or_create_person(user: User) -> Person:
    """Return the record of somebody with an account, made from the account if there is none.

    The account's address is never anybody's name: it would be published.
    """
    name = user.get_full_name() or "Guest writer"
    return Person.objects.get_or_create(user=user, defaults={"name": name})[0]
