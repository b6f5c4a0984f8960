"""Publication checks of a page: consent, declared interests, slug, identifiers, content notice."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.functional import cached_property
from wagtail.log_actions import log
from wagtail.models import Page

from editorial.consent.models import outstanding_names
from editorial.safety.models import AllowedContact, SafetyOverride
from editorial.safety.page_scan import PageFinding, scan_page
from editorial.safety.page_text import page_passages
from editorial.schedule import schedule_errors
from editorial.workflow import submission
from editorial.workflow.fingerprint import fingerprint
from identifiers import find_sensitive_content


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
    def missing_consents(self) -> list[str]:
        """The names of the people whose consent is missing."""
        return outstanding_names(self.page)

    @cached_property
    def missing_declarations(self) -> list[str]:
        """A message for each person who has not declared their interests."""
        return submission.missing_declarations(self.page)

    @cached_property
    def slug_conflicts(self) -> list[str]:
        """A message if a sibling page has the same slug by now."""
        siblings = Page.objects.sibling_of(self.page, inclusive=False)
        if not siblings.filter(slug=self.page.slug).exists():
            return []
        return [
            f"Another page in this section already uses the web address “{self.page.slug}”. Ask "
            "the author to choose another one, under “Promote”."
        ]

    @cached_property
    def schedule_errors(self) -> list[str]:
        """A message if the page would expire before anybody could read it."""
        return schedule_errors(self.page)

    @cached_property
    def findings(self) -> list[PageFinding]:
        """The identifiers found on the page."""
        return scan_page(self.page, AllowedContact.objects.as_allow_list())

    @property
    def blocking_findings(self) -> list[PageFinding]:
        """The findings that must be removed, or overridden by a second person."""
        return [finding for finding in self.findings if finding.is_blocking]

    @property
    def warnings(self) -> list[PageFinding]:
        """The findings that a reviewer must acknowledge."""
        return [finding for finding in self.findings if not finding.is_blocking]

    @cached_property
    def sensitive_content_without_notice(self) -> list[str]:
        """The kinds of sensitive content that require a content notice, where the page has none."""
        if getattr(self.page, "has_content_notice", True):
            return []
        text = "\n".join(passage.text for passage in page_passages(self.page))
        return find_sensitive_content(text)

    def decision_fingerprint(self, kind: Any) -> str:
        """Return the fingerprint for a decision of a kind about the current content.

        It covers the page and the findings the decision is about: an image or a person on the
        page may have been described anew meanwhile, and then a new decision is needed.
        """
        quotes = [
            f"{finding.location_label}\0{finding.text}" for finding in self._findings_for(kind)
        ]
        parts = [fingerprint(self.page), *quotes, *self._sensitive_content_for(kind)]
        return hashlib.sha256("\0\0".join(parts).encode()).hexdigest()

    @property
    def content_token(self) -> str:
        """The token of a decision form, which detects content that changed since it was shown."""
        return self.decision_fingerprint(
            SafetyOverride.Kind.OVERRIDDEN
        ) + self.decision_fingerprint(SafetyOverride.Kind.ACKNOWLEDGED)

    def applies(self, override: SafetyOverride) -> bool:
        """Return whether an earlier override applies to the current content."""
        return override.fingerprint == self.decision_fingerprint(override.kind)

    @property
    def is_overridden(self) -> bool:
        """Whether a user other than the approver has overridden the blocking findings."""
        overrides = self._overrides_for(SafetyOverride.Kind.OVERRIDDEN)
        if self.approver is not None:
            overrides = overrides.exclude(decided_by=self.approver)
        return overrides.exists()

    @cached_property
    def current_override(self) -> SafetyOverride | None:
        """The override of the blocking findings of this content."""
        return self._overrides_for(SafetyOverride.Kind.OVERRIDDEN).first()

    @property
    def _override_by_approver(self) -> list[str]:
        """A message if the approver alone has overridden the blocking findings."""
        if not self._overrides_for(SafetyOverride.Kind.OVERRIDDEN).exists():
            return []
        return [
            "You allowed text that the check found, so another editor or reviewer must approve and "
            "publish."
        ]

    @property
    def is_acknowledged(self) -> bool:
        """Whether the warnings have been acknowledged."""
        return self._overrides_for(SafetyOverride.Kind.ACKNOWLEDGED).exists()

    @property
    def blockers(self) -> list[str]:
        """The messages about all that blocks publication, each with what to do about it."""
        messages = [
            f"{name} has not agreed to the current text. Ask them for sign-off."
            for name in self.missing_consents
        ]
        messages += self.missing_declarations + self.slug_conflicts + self.schedule_errors
        if self.blocking_findings and not self.is_overridden:
            messages += self._override_by_approver or [
                f"{finding.location_label}: {finding.advice}" for finding in self.blocking_findings
            ]
        if (self.warnings or self.sensitive_content_without_notice) and not self.is_acknowledged:
            messages += [f"{finding.location_label}: {finding.advice}" for finding in self.warnings]
            messages += [
                f"The page is about {kind_of_content}. Add a content notice with sources of help."
                for kind_of_content in self.sensitive_content_without_notice
            ]
        return messages

    @transaction.atomic
    def save_decision(self, kind: str, user: Any, reason: str = "") -> SafetyOverride:
        """Store a decision about the current content, and log it in the page history."""
        locations = [
            f"{finding.kind}: {finding.location_label}" for finding in self._findings_for(kind)
        ]
        data = {"locations": locations + self._sensitive_content_for(kind), "reason": reason}
        log(instance=self.page, action=f"editorial.safety_{kind}", user=user, data=data)
        return SafetyOverride.objects.create(
            page_id=self.page.pk,
            fingerprint=self.decision_fingerprint(kind),
            kind=kind,
            decided_by=user,
            **data,
        )

    def _findings_for(self, kind: Any) -> list[PageFinding]:
        """Return the findings that a decision of a kind is about."""
        return self.warnings if kind == SafetyOverride.Kind.ACKNOWLEDGED else self.blocking_findings

    def _sensitive_content_for(self, kind: Any) -> list[str]:
        return (
            self.sensitive_content_without_notice
            if kind == SafetyOverride.Kind.ACKNOWLEDGED
            else []
        )

    def _overrides_for(self, kind: Any) -> Any:
        return SafetyOverride.objects.filter(
            page_id=self.page.pk, fingerprint=self.decision_fingerprint(kind), kind=kind
        )
