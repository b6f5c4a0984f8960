"""Metadata in the files of an OpenDocument package (OpenDocument 1.3, parts 2 and 3)."""

import re

from library.document_metadata.details import Detail

_OFFICE = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_META = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="'
    + _OFFICE
    + b'" office:version="1.3"><office:meta/></office:document-meta>'
)
_THUMBNAIL = re.compile(rb"<manifest:file-entry\s[^>]*Thumbnails/[^>]*/>")
_AUTHOR = re.compile(
    rb"<(dc:creator|meta:creator-initials|loext:sender-initials)(\s[^>]*)?>[^<]*</"
)
_PRINTER = re.compile(
    rb"(<config:config-item\s[^>]*config:name=\"Printer(?:Name|Setup)\"[^>]*>)[^<]*"
)
_SESSIONS = re.compile(rb"\sofficeooo:(?:paragraph-)?rsid=\"[0-9a-f]*\"")
_COMMENT = re.compile(rb"<office:annotation[\s/>]")
_CHANGE = re.compile(
    rb"<text:changed-region[\s/>]|<table:(?:cell-content-change|insertion|deletion|movement)[\s/>]"
)
_HIDDEN_SHEET = re.compile(rb"<style:table-properties\s[^>]*table:display=\"false\"")
_TEXTS = ("content.xml", "styles.xml")


def clean_part(name: str, content: bytes, details: set[str]) -> bytes | None:
    """Return a file of a package without metadata, or None if it is left out.

    Args:
        name: The name of the file.
        content: Its content.
        details: Receives the details that remain.
    """
    last = name.rpartition("/")[2]
    if name.startswith("Thumbnails/"):
        return None
    if name.startswith("Versions/"):
        details.add(Detail.VERSIONS)
    if last == "documentsignatures.xml":
        details.add(Detail.SIGNATURE)
    if last == "meta.xml":
        return _META
    if name == "META-INF/manifest.xml":
        return _THUMBNAIL.sub(b"", content)
    if last == "settings.xml":
        return _PRINTER.sub(rb"\1", content)
    if last not in _TEXTS:
        return content
    if _COMMENT.search(content):
        details.add(Detail.COMMENTS)
    if _CHANGE.search(content):
        details.add(Detail.CHANGES)
    if _HIDDEN_SHEET.search(content):
        details.add(Detail.SHEETS)
    return _SESSIONS.sub(b"", _AUTHOR.sub(rb"<\1\2>Author</", content))
