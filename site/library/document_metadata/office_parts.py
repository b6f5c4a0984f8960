"""Metadata in the parts of an Office Open XML package (ECMA-376).

Parts are edited as bytes: a parser would rename the prefixes of their namespaces, on which
compatibility attributes depend.
"""

import re

from library.document_metadata.details import Detail

_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_PROPERTIES = b"http://schemas.openxmlformats.org/officeDocument/2006/"
_CORE = _XML + b'<cp:coreProperties xmlns:cp="' + _PACKAGE + b'"/>'
# What replaces a part, by the end of its name. References to the part stay valid.
_EMPTY_PARTS = {
    "docProps/core.xml": _CORE,
    ".psmdcp": _CORE,
    "docProps/app.xml": _XML + b'<Properties xmlns="' + _PROPERTIES + b'extended-properties"/>',
    "docProps/custom.xml": _XML + b'<Properties xmlns="' + _PROPERTIES + b'custom-properties"/>',
    "docMetadata/LabelInfo.xml": _XML + b"<clbl:labelList xmlns:clbl="
    b'"http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>',
    "word/people.xml": _XML + b"<w15:people xmlns:w15="
    b'"http://schemas.microsoft.com/office/word/2012/wordml"/>',
}
_VALUE = rb"""\s*=\s*(?:"[^"]*"|'[^']*')"""


def _attribute(names: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\s(" + names + rb")" + _VALUE)


_NAMES = _attribute(rb"(?:w|w15|p15|p188):author|w:initials|displayName|userName|name|initials")
_WORD_AUTHOR = _attribute(rb"w:author|w:initials|w15:author")
# The date of a change, and the numbers of the sessions in which a paragraph was written.
_SESSIONS = _attribute(rb"w:date|w16du:dateUtc|w:rsid\w{0,12}")
_SESSION_LIST = re.compile(rb"<w:rsids>.*?</w:rsids>", re.DOTALL)
_TEMPLATE = re.compile(
    rb"<Relationship\s[^>]*relationships/attachedTemplate[^>]*>",
)
_TARGET = _attribute(rb"Target")
_THUMBNAIL = re.compile(rb"<(?:Relationship|Override)\s[^>]*thumbnail[^>]*/>")
_FOLDER_OF_AUTHOR = re.compile(rb"(<x15ac:absPath\b[^>]*?)\surl" + _VALUE)
_LEGACY_AUTHOR = re.compile(rb"<author>[^<]*</author>")
_COMMENT = re.compile(rb"<(?:\w+:)?(?:comment|threadedComment|cm)[\s/>]")
_CHANGE = re.compile(
    rb"<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange|[a-zA-Z]*PrChange)"
    rb"[\s/>]"
)
_HIDDEN_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*\bstate=[\"'](?:hidden|veryHidden)")


def clean_part(name: str, content: bytes, details: set[str]) -> bytes | None:
    """Return a part of a package without metadata, or None if it is left out.

    Args:
        name: The name of the part.
        content: Its content.
        details: Receives the details that remain.
    """
    if name.startswith("_xmlsignatures/"):
        details.add(Detail.SIGNATURE)
    if "thumbnail" in name.lower() and name.startswith("docProps/"):
        return None
    for end, empty in _EMPTY_PARTS.items():
        if name.endswith(end):
            return empty
    if name in {"_rels/.rels", "[Content_Types].xml"}:
        return _THUMBNAIL.sub(b"", content)
    if name.endswith(".rels"):
        return _TEMPLATE.sub(_without_target, content)
    if not name.endswith(".xml"):
        return content
    if name.startswith("word/"):
        return _clean_word(name, content, details)
    if name.startswith("xl/"):
        return _clean_workbook(name, content, details)
    return _clean_slides(name, content, details)


def _without_target(relationship: re.Match[bytes]) -> bytes:
    """Return the relationship to a template without the folder that it was in."""
    return _TARGET.sub(rb' Target="file:///Normal.dotm"', relationship.group())


def _clean_word(name: str, content: bytes, details: set[str]) -> bytes:
    if "comments" in name and _COMMENT.search(content):
        details.add(Detail.COMMENTS)
    if _CHANGE.search(content):
        details.add(Detail.CHANGES)
    content = _WORD_AUTHOR.sub(rb' \1="Author"', content)
    return _SESSIONS.sub(b"", _SESSION_LIST.sub(b"", content))


def _clean_workbook(name: str, content: bytes, details: set[str]) -> bytes:
    if "omments" in name:
        if _COMMENT.search(content):
            details.add(Detail.COMMENTS)
        return _LEGACY_AUTHOR.sub(b"<author>Author</author>", content)
    if name.startswith("xl/persons/"):
        return _without_people(content)
    if name.startswith("xl/revisions/"):
        details.add(Detail.CHANGES)
        return _NAMES.sub(rb' \1="Author"', content)
    if name == "xl/workbook.xml":
        if _HIDDEN_SHEET.search(content):
            details.add(Detail.SHEETS)
        content = _FOLDER_OF_AUTHOR.sub(rb'\1 url=""', content)
        return _attribute(b"userName").sub(b"", content)
    return content


def _clean_slides(name: str, content: bytes, details: set[str]) -> bytes:
    if name.startswith("ppt/comments/") and _COMMENT.search(content):
        details.add(Detail.COMMENTS)
    # Lists of the authors of comments, and of who changed which slide.
    if name in {"ppt/commentAuthors.xml", "ppt/authors.xml"} or "/changesInfos/" in name:
        return _without_people(content)
    return content


def _without_people(content: bytes) -> bytes:
    """Return a list of people without their names and accounts; comments refer to it by id."""
    content = _NAMES.sub(rb' \1="Author"', content)
    return _attribute(b"userId|providerId").sub(rb' \1="None"', content)
