"""Declarations of interests, and the people a page credits."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import QuerySet
from django.db.models.options import Options
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Revision


class Declaration(models.Model):
    """Abstract model of one declaration: a statement of interests, or “nothing to declare”.

    A declaration left empty is incomplete. Each belongs to one page, since interests depend on
    its subject.
    """

    interests = models.CharField(
        "declared interests",
        max_length=500,
        blank=True,
        help_text="Anything readers should know about, such as payments, jobs, shares, gifts, "
        "campaigns or family ties. Readers see this text.",
    )
    nothing_to_declare = models.BooleanField(
        default=False, help_text="Tick if there are no interests to declare."
    )

    declaration_panels = [
        FieldPanel("interests", widget=AdminAutoHeightTextInput),
        FieldPanel("nothing_to_declare"),
    ]

    class Meta:
        abstract = True

    @property
    def declaration_error(self) -> str:
        """Return an error for an incomplete or contradictory declaration, else empty."""
        if not self.interests and not self.nothing_to_declare:
            return "Enter the interests, or tick “Nothing to declare”."
        if self.interests and self.nothing_to_declare:
            return "Remove this text, or untick “Nothing to declare”."
        return ""

    def copy_declaration_from(self, other: "Declaration") -> None:
        """Copy another declaration into this one and clear the other."""
        self.interests, other.interests = other.interests, ""
        self.nothing_to_declare, other.nothing_to_declare = other.nothing_to_declare, False


class Credit(Declaration):
    """Abstract model of a row that credits one person on one page, with their declaration.

    A model that inherits from it has the foreign keys `page` and `person`.
    """

    class Meta:
        abstract = True

    @classmethod
    def named(cls) -> QuerySet:
        """Return the rows of all pages whose people readers see by name."""
        return cls._default_manager.all()


@dataclass(frozen=True)
class PublicDeclaration:
    """A complete declaration, as readers see it.

    Attributes:
        declared_by: A name, or a description that identifies no person.
        interests: The declared interests; empty for “nothing to declare”.
    """

    declared_by: str
    interests: str


class CreditedPeopleMixin:
    """Mixin for the people a page credits, authors or interviewees, and their declarations.

    A page type that credits people sets `people_relation` to a relation whose rows are credits.
    """

    _meta: ClassVar[Options]
    latest_revision: Revision | None
    people_relation = ""
    people_lookups: tuple[str, ...] = ("person__portrait", "person__current_slug")

    @cached_property
    def people_rows(self) -> list:
        """Return all rows of `people_relation`, in order."""
        if not self.people_relation:
            return []
        return list(getattr(self, self.people_relation).select_related(*self.people_lookups))

    @property
    def people(self) -> list:
        """Return the rows of the people the page credits, in order."""
        return self.people_rows

    @property
    def credited_user_ids(self) -> set[int]:
        """Return the accounts of the people whom the latest revision credits."""
        if not self.people_relation:
            return set()
        relation = self._meta.get_field(self.people_relation)
        people = relation.related_model._meta.get_field("person").related_model
        revision = self.latest_revision
        rows = revision.content.get(self.people_relation, ()) if revision else ()
        ids = [row["person"] for row in rows] or [row.person_id for row in self.people]
        accounts = people.objects.filter(pk__in=ids, user__isnull=False)
        return set(accounts.values_list("user_id", flat=True))

    @property
    def required_declarations(self) -> list[tuple[str, Declaration]]:
        """Return the name and the declaration of each person who must declare interests."""
        return [(str(row.person), row) for row in self.people]

    @property
    def declarations(self) -> list[PublicDeclaration]:
        """Return the complete declarations, for readers."""
        return [
            PublicDeclaration(name, declaration.interests)
            for name, declaration in self.required_declarations
            if not declaration.declaration_error
        ]

    @property
    def undeclared(self) -> list[str]:
        """Return the names of people whose declaration is incomplete."""
        return [
            name
            for name, declaration in self.required_declarations
            if declaration.declaration_error
        ]
