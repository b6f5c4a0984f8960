"""The check of texts for what could identify a patient, before the world reads them."""

from editorial.words.allowed import BUILT_IN, AllowList
from editorial.words.checking import check
from editorial.words.finding import WARNINGS, Finding, Kind
from editorial.words.sensitive import subjects

__all__ = ["BUILT_IN", "WARNINGS", "AllowList", "Finding", "Kind", "check", "subjects"]
