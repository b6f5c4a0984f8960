"""What somebody declares of their interests in the matter of a page they made."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class Declaration(models.Model):
    """One answer to the question what interests somebody has: words, or “nothing to declare”.

    Silence is no answer. Somebody answers anew for each page: interests belong to a matter.
    """

    interests = models.CharField(
        "declared interests",
        max_length=500,
        blank=True,
        help_text="What a reader should know: money, posts, shares, gifts, a campaign, a family "
        "tie. Readers see these words.",
    )
    nothing_to_declare = models.BooleanField(
        default=False, help_text="Tick if there is no such interest. Silence is no answer."
    )

    declaration_panels = [
        FieldPanel("interests", widget=AdminAutoHeightTextInput),
        FieldPanel("nothing_to_declare"),
    ]

    class Meta:
        abstract = True

    @property
    def objection(self) -> str:
        """Return what is wrong with the answer, and what to do; empty for a clear one."""
        if not self.interests and not self.nothing_to_declare:
            return "Write which interests a reader should know of, or tick “Nothing to declare”."
        if self.interests and self.nothing_to_declare:
            return (
                "Take out these words, or the tick at “Nothing to declare”: one of them is wrong."
            )
        return ""

    def take_over_declaration(self, other: "Declaration") -> None:
        """Answer what another did, whose answer it then is no more."""
        self.interests, other.interests = other.interests, ""
        self.nothing_to_declare, other.nothing_to_declare = other.nothing_to_declare, False


@dataclass(frozen=True)
class PublicDeclaration:
    """A clear answer, as readers see it.

    Attributes:
        who: A name, or words that identify nobody.
        interests: What they declare; empty where it is nothing.
    """

    who: str
    interests: str


class NamedPeopleMixin:
    """What a page says of the people who made it, and of their interests.

    Most pages name nobody. A type that does says by which relation; its rows are declarations.
    """

    people_relation = ""
    people_lookups: tuple[str, ...] = ("person__portrait",)

    @cached_property
    def people_rows(self) -> list:
        """Return the rows of everybody who is stored with the page, in order."""
        if not self.people_relation:
            return []
        return list(getattr(self, self.people_relation).select_related(*self.people_lookups))

    @property
    def people(self) -> list:
        """Return the rows of everybody whom the page names, in order."""
        return self.people_rows

    @property
    def asked(self) -> list[tuple[str, Declaration]]:
        """Return everybody who must declare their interests, with what they answered."""
        return [(str(row.person), row) for row in self.people]

    @property
    def declarations(self) -> list[PublicDeclaration]:
        """Return the clear answers, for readers."""
        return [
            PublicDeclaration(who, said.interests) for who, said in self.asked if not said.objection
        ]

    @property
    def undeclared(self) -> list[str]:
        """Return who has yet to give a clear answer."""
        return [who for who, said in self.asked if said.objection]
