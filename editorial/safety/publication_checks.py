"""Whether a page is ready to be published: who must still agree or declare, what its words tell."""

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
    """What stands between a page's words and the public.

    Args:
        page: The page as it would be published: one made from a revision.
        approver: Who would publish it. What this person let stand by themselves does not count.
    """

    def __init__(self, page: Page, approver: Any = None) -> None:
        self.page = page
        self.approver = approver

    @cached_property
    def lacking(self) -> list[str]:
        """Return the names of those who have yet to agree."""
        return outstanding_names(self.page)

    @cached_property
    def silent(self) -> list[str]:
        """Return who has yet to declare their interests, in a sentence each."""
        return missing_declarations(self.page)

    @cached_property
    def taken(self) -> list[str]:
        """Return that another page beside it has its address by now, in a sentence."""
        beside = Page.objects.sibling_of(self.page, inclusive=False)
        if not beside.filter(slug=self.page.slug).exists():
            return []
        return [
            f"Another page beside it has taken the address “{self.page.slug}” meanwhile. Ask its "
            "author to choose another, under “Promote”."
        ]

    @cached_property
    def findings(self) -> list[PageFinding]:
        """Return what the check finds in the page's words."""
        return scan_page(self.page, AllowedContact.objects.as_allow_list())

    @property
    def blocking(self) -> list[PageFinding]:
        """Return the findings that must be taken out, or be let stand by a second person."""
        return [found for found in self.findings if found.blocking]

    @property
    def warnings(self) -> list[PageFinding]:
        """Return the findings that somebody must have looked at."""
        return [found for found in self.findings if not found.blocking]

    @cached_property
    def sensitive(self) -> list[str]:
        """Return the subjects that ask for a content notice, where the page has none."""
        if getattr(self.page, "has_content_notice", True):
            return []
        text = "\n".join(passage.text for passage in page_passages(self.page))
        return find_sensitive_subjects(text)

    def mark(self, kind: Any) -> str:
        """Return the fingerprint that a decision about these words carries.

        It is of the page, and of what the decision is about: a picture or a person on the page
        may be described anew meanwhile, and then somebody has to look again.
        """
        found = [f"{each.where}\0{each.finding.text}" for each in self._decided_by(kind)]
        about = [fingerprint(self.page), *found, *self._subjects(kind)]
        return hashlib.sha256("\0\0".join(about).encode()).hexdigest()

    @property
    def as_read(self) -> str:
        """Return what a form about these words carries, so that no decision is about others."""
        return self.mark(SafetyOverride.Kind.OVERRIDDEN) + self.mark(SafetyOverride.Kind.LOOKED_AT)

    def holds(self, decision: SafetyOverride) -> bool:
        """Return whether an earlier decision is about what stands there now."""
        return decision.fingerprint == self.mark(decision.kind)

    @property
    def may_stand(self) -> bool:
        """Return whether somebody other than the approver let the blocking findings stand."""
        decided = self._decisions(SafetyOverride.Kind.OVERRIDDEN)
        if self.approver is not None:
            decided = decided.exclude(by=self.approver)
        return decided.exists()

    @property
    def was_looked_at(self) -> bool:
        """Return whether the warnings were looked at."""
        return self._decisions(SafetyOverride.Kind.LOOKED_AT).exists()

    @property
    def blockers(self) -> list[str]:
        """Return what stands in the way, each with what to do about it."""
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
        """Keep a decision on these words, and put it into the page's history."""
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
