"""Whether a page is ready to be published: who must still agree or declare, what its words tell."""

from typing import Any

from django.db import transaction
from django.utils.functional import cached_property
from wagtail.log_actions import log
from wagtail.models import Page

from editorial.fingerprint import fingerprint
from editorial.models import AllowedContact, WordsDecision
from editorial.models.sign_off import outstanding
from editorial.submission import silent
from editorial.words import subjects
from editorial.words.page_check import PageFinding, check_page
from editorial.words.page_texts import passages


class Readiness:
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
        return outstanding(self.page)

    @cached_property
    def silent(self) -> list[str]:
        """Return who has yet to declare their interests, in a sentence each."""
        return silent(self.page)

    @cached_property
    def findings(self) -> list[PageFinding]:
        """Return what the check finds in the page's words."""
        return check_page(self.page, AllowedContact.objects.as_list())

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
        text = "\n".join(passage.text for passage in passages(self.page))
        return subjects(text)

    @cached_property
    def mark(self) -> str:
        """Return the fingerprint that decisions about these words carry."""
        return fingerprint(self.page)

    @property
    def may_stand(self) -> bool:
        """Return whether somebody other than the approver let the blocking findings stand."""
        decided = self._decisions(WordsDecision.Kind.OVERRIDDEN)
        if self.approver is not None:
            decided = decided.exclude(by=self.approver)
        return decided.exists()

    @property
    def was_looked_at(self) -> bool:
        """Return whether the warnings were looked at."""
        return self._decisions(WordsDecision.Kind.LOOKED_AT).exists()

    @property
    def obstacles(self) -> list[str]:
        """Return what stands in the way, each with what to do about it."""
        found = [
            f"{name} has not agreed to these words. Send them the link to sign off."
            for name in self.lacking
        ]
        found += self.silent
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
    def decide(self, kind: str, user: Any, reason: str = "") -> WordsDecision:
        """Keep a decision on these words, and put it into the page's history."""
        looked_at = kind == WordsDecision.Kind.LOOKED_AT
        findings = self.warnings if looked_at else self.blocking
        places = [f"{each.finding.kind}: {each.where}" for each in findings]
        data = {"places": places + (self.sensitive if looked_at else []), "reason": reason}
        log(instance=self.page, action=f"editorial.words_{kind}", user=user, data=data)
        return WordsDecision.objects.create(
            page_id=self.page.pk, fingerprint=self.mark, kind=kind, by=user, **data
        )

    def _decisions(self, kind: Any) -> Any:
        return WordsDecision.objects.filter(page_id=self.page.pk, fingerprint=self.mark, kind=kind)
