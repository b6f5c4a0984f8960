"""Blog pages and their index."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from editorial.consent.models import UNNAMED_PERSON
from editorial.workflow.definitions import (
    EDITORIAL,
    GUEST_BLOG,
    GUEST_PATIENT_ACCOUNT,
    PATIENT_ACCOUNT,
)
from pages.blocks import BodyBlock
from pages.content_kinds import ContentKind
from pages.forms import AuthoredPageForm
from pages.models.authorship import AuthoredMixin
from pages.models.declaration import Declaration
from pages.models.hub_page import HubPage
from pages.models.listing import ListingPage
from pages.panels import AuthorsPanel, UnnamedAuthorInterestsPanel


class BlogPage(Declaration, AuthoredMixin, HubPage):
    """A blog by named authors, or by an anonymous one.

    Each named author declares their own interests; the declaration fields of the page itself
    belong to an unnamed author.
    """

    content_kind = ContentKind("blog", "Blog", "Blogs")
    takes_comments = True
    review_months = 24

    subpage_types: list[str] = []
    template = "pages/blog.html"

    is_anonymous = models.BooleanField(
        "anonymous",
        default=False,
        help_text="Hide the author’s identity. The page must not contain their name.",
    )
    byline = models.CharField(
        max_length=120,
        blank=True,
        help_text="For an anonymous page, describe the author without identifying them. For "
        "example, “A nurse in an acute hospital”.",
    )
    is_account = models.BooleanField(
        "an account of a person’s care",
        default=False,
        help_text="Tick if the page describes what happened to a patient. The people it is "
        "about must agree to the exact text before we publish it.",
    )
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [
        *HubPage.content_panels,
        AuthorsPanel(),
        MultiFieldPanel(
            [
                FieldPanel("is_anonymous"),
                FieldPanel("byline"),
                FieldPanel("is_account"),
            ],
            heading="Author",
        ),
        UnnamedAuthorInterestsPanel(Declaration.declaration_panels),
        FieldPanel("body"),
        *HubPage.classification_panels,
    ]
    base_form_class = AuthoredPageForm
    search_fields = [
        *HubPage.search_fields,
        index.SearchField("body"),
        index.SearchField("author_names"),
    ]

    def clean(self) -> None:
        """Reject authors on an anonymous blog."""
        super().clean()
        if self.is_anonymous and self.authorships.exists():
            raise ValidationError(
                {
                    "is_anonymous": "Remove the authors first. An anonymous page cannot have "
                    "named authors."
                }
            )

    @property
    def workflow_key(self) -> str:
        """Return the key of the workflow definition; that of a patient account has a sign-off."""
        by_guest = super().workflow_key == GUEST_BLOG
        if self.is_account:
            return GUEST_PATIENT_ACCOUNT if by_guest else PATIENT_ACCOUNT
        return GUEST_BLOG if by_guest else EDITORIAL

    @property
    def people_concerned(self) -> dict[str, str]:
        """Return the person an account of care is about, who must consent to it."""
        return dict([UNNAMED_PERSON]) if self.is_account else {}

    @property
    def people(self) -> list:
        """Return the authorships; none for an anonymous blog, whatever is stored."""
        return [] if self.is_anonymous else super().people

    @property
    def required_declarations(self) -> list[tuple[str, Declaration]]:
        """Return the authorships, or the page itself where it names no author.

        Interests stored on a page with named authors are a joint declaration from before each
        author declared their own; it is optional, and shown until an editor divides it.
        """
        if not self.people:
            return [("The author", self)]
        declarations = super().required_declarations
        return [*declarations, ("The authors together", self)] if self.interests else declarations

    @property
    def attribution(self) -> str:
        """Return the authors' names, or the byline of an anonymous blog, in one line."""
        if self.is_anonymous:
            return self.byline or "Anonymous"
        return ", ".join(person.name for person in self.authors)

    def author_names(self) -> str:
        """Return the names for the search index."""
        return self.attribution


class BlogIndexPage(ListingPage):
    """Lists all blogs, wherever they are in the tree."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.BlogPage"]
    template = "pages/listing.html"
    listed = BlogPage

    class Meta:
        verbose_name = "blogs"
