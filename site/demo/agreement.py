"""The invented people of published pages have agreed to them."""

from django.utils import timezone
from wagtail.models import Page

from editorial.fingerprint import fingerprint
from editorial.models import Consent
from editorial.models.consent import Relation, Use
from editorial.models.sign_off import YEARS_OF_CONSENT
from editorial.sign_offs.answering import years_from


def record_agreement(page: Page) -> None:
    """Record the consent of everybody a published page speaks of."""
    seen = fingerprint(page) if page.speaks_of else ""
    Consent.objects.bulk_create(
        Consent(
            page=page,
            page_title=page.title,
            about=about,
            name=name,
            relation=Relation.INTERVIEWEE,
            uses=[Use.SITE],
            fingerprint=seen,
            given_at=page.first_published_at,
            lapses_on=years_from(timezone.localdate(), YEARS_OF_CONSENT),
        )
        for about, name in page.speaks_of.items()
    )
