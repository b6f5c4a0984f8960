"""Random text with the word frequencies and lengths of English."""

import json
from collections.abc import Iterator
from itertools import product
from random import Random
from uuid import UUID

_COMMON_WORDS = (
    "the and a of to in that it was for on with as we they had at by not from this were but be"
)
_DOMAIN_WORDS = (
    "ward nurse patient bed night trolley alarm chart label dose bottle shelf meeting question "
    "family text handover corridor checklist theatre pharmacy syringe pump rota clinic letter"
)
_SYLLABLES = "ba cor den fi gal hem jo lin mar nes pol ran"
_RARE_WORDS = ["".join(parts) for parts in product(_SYLLABLES.split(" "), repeat=3)]
_WORDS = [
    *_COMMON_WORDS.split(" "),
    *_RARE_WORDS[:300],
    *_DOMAIN_WORDS.split(" "),
    *_RARE_WORDS[300:],
]
_BODY_COUNT = 400


class TextGenerator:
    """Generates titles, summaries and bodies, reproducibly for a seed."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)
        self.bodies = [json.dumps(list(self._blocks())) for _ in range(_BODY_COUNT)]
        self.interviews = [
            json.dumps([self._question(), *self._blocks()]) for _ in range(_BODY_COUNT)
        ]

    def phrase(self, number: int) -> str:
        """Return a phrase of so many words, capitalised."""
        return " ".join(self._word() for _ in range(number)).capitalize()

    def paragraph(self, number: int = 90) -> str:
        """Return a paragraph of rich text."""
        return f"<p>{self.phrase(number)}.</p>"

    def body(self) -> str:
        """Return the raw StreamField value of an article body."""
        return self.random.choice(self.bodies)

    def interview(self) -> str:
        """Return the raw StreamField value of an interview body."""
        return self.random.choice(self.interviews)

    def _word(self) -> str:
        """Return a word; the frequencies follow a power law, as in natural language."""
        return _WORDS[int(self.random.random() ** 4 * len(_WORDS))]

    def _blocks(self) -> Iterator[dict]:
        for _ in range(3):
            yield self._block("heading", {"text": self.phrase(4), "level": "h2"})
            yield self._block("text", self.paragraph() + self.paragraph())

    def _question(self) -> dict:
        return self._block("question", {"question": self.phrase(8), "answer": self.paragraph()})

    def _block(self, kind: str, value: object) -> dict:
        return {
            "type": kind,
            "value": value,
            "id": str(UUID(int=self.random.getrandbits(128), version=4)),
        }
