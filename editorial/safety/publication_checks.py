"""Publication checks of a page: consent, declared interests, slug, identifiers, content notice."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.functional import cached_property
from wagtail.log_actions import log
from wagtail.models import Page

from editorial.consent.fingerprint import fingerprint
from editorial.consent.models import outstanding_names
from editorial.safety.models import AllowedContact, SafetyOverride
from editorial.safety.page_scan import PageFinding, scan_page
from editorial.safety.page_text import page_passages
from editorial.workflow.submission import missing_declarations
from identifiers import find_sensitive_subjects


class PublicationChecks:
    """The checks that a page must pass to be published.

    Args:
        page: The page as it would be published: made from a revision.
        approver: The user who would publish it; overrides by this user do not count.
    """

    def __init__(self, page: Page, approver: Any = None) -> None:
        self.page = page
        self.approver = approver

    @cached_property
    def lacking(self) -> list[str]:
        """The names of the people whose consent is missing."""
        return outstanding_names(self.page)

    @cached_property
    def silent(self) -> list[str]:
        """A message for each person who has not declared their interests."""
        return missing_declarations(self.page)

    @cached_property
    def taken(self) -> list[str]:
        """A message if a sibling page has the same slug by now."""
        beside = Page.objects.sibling_of(self.page, inclusive=False)
        if not beside.filter(slug=self.page.slug).exists():
            return []
        return [
            f"Another page beside it has taken the address “{self.page.slug}” meanwhile. Ask its "
            "author to choose another, under “Promote”."
        ]

    @cached_property
    def findings(self) -> list[PageFinding]:
        """The identifiers found on the page."""
        return scan_page(self.page, AllowedContact.objects.as_allow_list())

    @property
    def blocking(self) -> list[PageFinding]:
        """The findings that must be removed, or overridden by a second person."""
        return [found for found in self.findings if found.blocking]

    @property
    def warnings(self) -> list[PageFinding]:
        """The findings that a reviewer must acknowledge."""
        return [found for found in self.findings if not found.blocking]

    @cached_property
    def sensitive(self) -> list[str]:
        """The sensitive subjects that require a content notice, where the page has none."""
        if getattr(self.page, "has_content_notice", True):
            return []
        text = "\n".join(passage.text for passage in page_passages(self.page))
        return find_sensitive_subjects(text)

    def mark(self, kind: Any) -> str:
        """Return the fingerprint for a decision of a kind about the current content.

        It covers the page and the findings the decision is about: an image or a person on the
        page may have been described anew meanwhile, and then a new decision is needed.
        """
        found = [f"{each.where}\0{each.finding.text}" for each in self._decided_by(kind)]
        about = [fingerprint(self.page), *found, *self._subjects(kind)]
        return hashlib.sha256("\0\0".join(about).encode()).hexdigest()

    @property
    def as_read(self) -> str:
        """The token of a decision form, which detects content that changed since it was shown."""
        return self.mark(SafetyOverride.Kind.OVERRIDDEN) + self.mark(SafetyOverride.Kind.LOOKED_AT)

    def holds(self, decision: SafetyOverride) -> bool:
        """Return whether an earlier override applies to the current content."""
        return decision.fingerprint == self.mark(decision.kind)

    @property
    def may_stand(self) -> bool:
        """Whether a user other than the approver has overridden the blocking findings."""
        decided = self._decisions(SafetyOverride.Kind.OVERRIDDEN)
        if self.approver is not None:
            decided = decided.exclude(by=self.approver)
        return decided.exists()

    @property
    def was_looked_at(self) -> bool:
        """Whether the warnings have been acknowledged."""
        return self._decisions(SafetyOverride.Kind.LOOKED_AT).exists()

    @property
    def blockers(self) -> list[str]:
        """The messages about all that blocks publication, each with what to do about it."""
        found = [
            f"{name} has not agreed to these words. Send them the link to sign off."
            for name in self.lacking
        ]
        found += self.silent + self.taken
        if self.blocking and not self.may_stand:
            found += [f"{each.where}: {each.advice}" for each in self.blocking]
        if (self.warnings or self.sensitive) and not self.was_looked_at:
            found += [f"{each.where}: {each.advice}" for each in self.warnings]
            found += [
                f"It speaks of {subject}: add a content notice with sources of help."
                for subject in self.sensitive
            ]
        return found

    @transaction.atomic
    def decide(self, kind: str, user: Any, reason: str = "") -> SafetyOverride:
        """Store a decision about the current content, and log it in the page history."""
        places = [f"{each.finding.kind}: {each.where}" for each in self._decided_by(kind)]
        data = {"places": places + self._subjects(kind), "reason": reason}
        log(instance=self.page, action=f"editorial.words_{kind}", user=user, data=data)
        return SafetyOverride.objects.create(
            page_id=self.page.pk, fingerprint=self.mark(kind), kind=kind, by=user, **data
        )

    def _decided_by(self, kind: Any) -> list[PageFinding]:
        """Return the findings that a decision of a kind is about."""
        return self.warnings if kind == SafetyOverride.Kind.LOOKED_AT else self.blocking

    def _subjects(self, kind: Any) -> list[str]:
        return self.sensitive if kind == SafetyOverride.Kind.LOOKED_AT else []

    def _decisions(self, kind: Any) -> Any:
        mark = self.mark(kind)
        return SafetyOverride.objects.filter(page_id=self.page.pk, fingerprint=mark, kind=kind)
