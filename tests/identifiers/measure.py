"""Measurement of recall and false positives of find_identifiers on labelled texts.

Run it as a module: `python -m tests.identifiers.measure`, optionally with other corpora.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from identifiers import WARNING_KINDS, IdentifierFinding, IdentifierKind, find_identifiers

CORPUS = Path(__file__).with_name("corpus.jsonl")
UNTOUCHED = Path(__file__).with_name("untouched.jsonl")
"""Texts that nobody reads to correct a rule: their figures predict those of new texts."""


@dataclass
class RecallMeasurement:
    """Counts of labelled and found identifiers by kind, and of false positives in clean texts."""

    labelled: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    false_positives: Counter = field(default_factory=Counter)
    clean: int = 0
    missed: list[str] = field(default_factory=list)
    false_positive_details: list[str] = field(default_factory=list)

    def recall(self, kinds: Iterable[str]) -> float:
        """Return the percentage of labelled identifiers of some kinds that was found."""
        kinds = list(kinds)
        labelled = sum(self.labelled[kind] for kind in kinds)
        return 100 * sum(self.found[kind] for kind in kinds) / labelled if labelled else 100.0

    def false_positives_in_100(self) -> float:
        """Return the number of false positives in a hundred clean texts."""
        return 100 * self.false_positives.total() / self.clean if self.clean else 0.0

    def add(self, row: dict) -> None:
        """Scan one labelled text and add its counts."""
        findings = find_identifiers(row["text"])
        for expected in row["expect"]:
            kind = expected["kind"]
            self.labelled[kind] += 1
            if any(matches(finding, row["text"], expected) for finding in findings):
                self.found[kind] += 1
            else:
                self.missed.append(f"{row['id']} {kind}: {expected['text']!r} in {row['text']!r}")
        if not row["expect"]:
            self.clean += 1
            for finding in findings:
                self.false_positives[finding.kind] += 1
                self.false_positive_details.append(f"{row['id']} {finding.kind}: {finding.text!r}")


def matches(finding: IdentifierFinding, text: str, expected: dict) -> bool:
    """Return whether a finding is of the expected kind and overlaps the expected text."""
    start = text.find(expected["text"])
    end = start + len(expected["text"])
    return finding.kind == expected["kind"] and finding.start < end and start < finding.end


BLOCKING = [kind for kind in IdentifierKind if kind not in WARNING_KINDS]


def measure(*corpora: Path) -> RecallMeasurement:
    """Return the measurement of one or more corpora."""
    result = RecallMeasurement()
    for corpus in corpora or (CORPUS,):
        for line in corpus.read_text().splitlines():
            result.add(json.loads(line))
    return result


def table(result: RecallMeasurement) -> str:
    """Return the measurement as a text table."""
    lines = [f"{'kind':<16}{'labelled':>9}{'found':>7}{'recall':>9}{'false alarms in 100':>21}"]
    for kind in IdentifierKind:
        share = 100 * result.false_positives[kind] / result.clean if result.clean else 0
        lines.append(
            f"{kind.value:<16}{result.labelled[kind]:>9}{result.found[kind]:>7}"
            f"{result.recall([kind]):>8.1f}%{share:>21.1f}"
        )
    lines += [
        "",
        f"Blocking: {result.recall(BLOCKING):.1f}% found.",
        f"Warnings: {result.recall(WARNING_KINDS):.1f}% found.",
        f"False alarms: {result.false_positives_in_100():.1f} in 100 clean texts "
        f"({result.clean} texts).",
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the table, and with --details every miss and false positive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--details", action="store_true", help="Name each miss and false alarm.")
    options = parser.parse_args()
    result = measure(*options.corpora)
    print(table(result))
    if not options.corpora:
        print("", "Texts that no rule was corrected with:", table(measure(UNTOUCHED)), sep="\n")
    if options.details:
        print(
            *["", "Missed:", *result.missed, "", "False alarms:", *result.false_positive_details],
            sep="\n",
        )


if __name__ == "__main__":
    main()
