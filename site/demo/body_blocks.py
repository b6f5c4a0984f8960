"""StreamField bodies: the blocks of a content file in Wagtail's raw representation."""

from typing import Any

from demo.content import ContentEntry, ContentError
from demo.pictures import PictureLibrary

Values = dict[str, Any]


class BodyBuilder:
    """Builds the raw StreamField value of an entry's `body`.

    Args:
        pictures: Stores the pictures of the body.
        sources: Primary keys of the sources of help by slug.
        forms: Primary keys of the join forms by slug.
    """

    def __init__(
        self, pictures: PictureLibrary, sources: dict[str, int], forms: dict[str, int]
    ) -> None:
        self.pictures = pictures
        self.sources = sources
        self.forms = forms

    def build(self, entry: ContentEntry) -> list[Values]:
        """Return the raw stream of an entry, with its references unresolved.

        Raises:
            ContentError: A block has an unknown kind or lacks a value.
        """
        stream = []
        for number, block in enumerate(entry.get("body", [])):
            make = getattr(self, f"_{block['kind']}", None)
            if make is None:
                raise ContentError(entry.file, f"a body has no “{block['kind']}”")
            name = "picture" if block["kind"] == "image" else block["kind"]
            try:
                stream.append({"type": name, "value": make(block, entry, number)})
            except KeyError as missing:
                raise ContentError(
                    entry.file, f"block {number + 1} ({block['kind']}) lacks {missing}"
                ) from missing
        return stream

    def _heading(self, block: Values, entry: ContentEntry, number: int) -> Values:
        return {"text": block["text"], "level": block.get("level", "h2")}

    def _text(self, block: Values, entry: ContentEntry, number: int) -> str:
        return block["html"]

    def _quote(self, block: Values, entry: ContentEntry, number: int) -> Values:
        return {
            "text": block["text"],
            "attribution": block.get("attribution", ""),
            "role": block.get("role", ""),
        }

    def _callout(self, block: Values, entry: ContentEntry, number: int) -> Values:
        return {"tone": block["tone"], "heading": block["heading"], "text": block["html"]}

    def _question(self, block: Values, entry: ContentEntry, number: int) -> Values:
        return {"question": block["question"], "answer": block["answer"]}

    def _image(self, block: Values, entry: ContentEntry, number: int) -> Values:
        image = self.pictures.store_scene(f"{entry.name}-{number}", entry["title"])
        alt = block.get("alt", "")
        return {
            "image": {"image": image.pk, "alt_text": alt, "decorative": not alt},
            "caption": block.get("caption", ""),
            "credit": "",
        }

    def _link(self, block: Values, entry: ContentEntry, number: int) -> Values:
        return {
            "title": block["title"],
            "page": None,
            "url": block["url"],
            "description": block.get("description", ""),
        }

    def _statistics(self, block: Values, entry: ContentEntry, number: int) -> Values:
        figures = [
            {
                "value": figure["value"],
                "label": figure["label"],
                "as_of": figure["as_of"].isoformat(),
                "source": figure["source"],
                "source_url": figure.get("source_url", ""),
            }
            for figure in block["items"]
        ]
        return {"figures": figures}

    def _form(self, block: Values, entry: ContentEntry, number: int) -> Values:
        return {"form": self.forms[block["slug"]], "text": block["text"]}

    def _notice(self, block: Values, entry: ContentEntry, number: int) -> Values:
        return {
            "text": block["text"],
            "sources": [self.sources[source] for source in block["sources"]],
        }
