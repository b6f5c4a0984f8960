"""Writes the lists of given names and surnames from those of Faker, which only tests need.

Usage: `PYTHONPATH=site python -m identifiers.derive_names`

Faker (https://github.com/joke2k/faker, MIT licence, © Daniele Faraglia and contributors) has them
by locale. The locales are those of languages that people in the United Kingdom often have names
in, as far as Faker writes them in Latin letters.
"""

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from identifiers import word_lists
from identifiers.personal_names import fold

LOCALES = (
    "en", "en_GB", "en_IE", "en_US", "en_NZ", "ga_IE", "en_IN", "en_PK", "en_NG", "en_KE", "ha_NG",
    "ig_NG", "yo_NG", "tw_GH", "zu_ZA", "sw", "pl_PL", "ro_RO", "lt_LT", "hu_HU", "cs_CZ", "sk_SK",
    "it_IT", "es_ES", "pt_PT", "fr_FR", "de_DE", "nl_NL", "tr_TR",
)  # fmt: skip
_WORD = re.compile(r"[a-z]{2,}")
_HEADER = "# {} by Faker (MIT licence), in lower case and without accents: see derive_names.py.\n"


def derive_names() -> dict[str, str]:
    """Return the contents of both lists by file name."""
    providers = [import_module(f"faker.providers.person.{name}").Provider for name in LOCALES]
    return {
        "given_names.txt": _list_text("Given names", (item.first_names for item in providers)),
        "surnames.txt": _list_text("Surnames", (item.last_names for item in providers)),
    }


def _list_text(title: str, sources: Iterable[Iterable[str]]) -> str:
    """Return the words of all names of some sources, several on a line."""
    words = {
        word
        for source in sources
        for name in source
        for word in re.split(r"[ '’-]", fold(name))
        if _WORD.fullmatch(word)
    }
    lines, line = [], ""
    for word in sorted(words):
        if len(line) + len(word) > 98:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return _HEADER.format(title) + "\n".join([*lines, line]) + "\n"


if __name__ == "__main__":
    for file_name, text in derive_names().items():
        (Path(word_lists.__file__).parent / file_name).write_text(text, encoding="utf-8")
