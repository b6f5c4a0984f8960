"""Sample files of each allowed type, and files whose content contradicts their name."""

import zipfile
from io import BytesIO

from PIL import Image

from tests.pdf_samples import make_pdf

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def zip_archive(**files: str) -> bytes:
    """Return a ZIP archive of files, given by their paths with `__` in place of slashes."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, content_text in files.items():
            archive.writestr(
                path.replace("__", "/").replace("TYPES", "[Content_Types].xml"), content_text
            )
    return content.getvalue()


def image_bytes(kind: str) -> bytes:
    """Return an image, with a marker in its metadata where the format has any."""
    content = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "CANARY-ward"
    Image.new("RGB", (20, 10), "teal").save(content, kind, exif=exif)
    return content.getvalue()


VALID_UPLOADS = {
    "notes.txt": "Ward round: 9 o’clock\r\n".encode(),
    "old notes.txt": "Ward round: 9 o’clock".encode("cp1252"),
    "figures.csv": "\N{BYTE ORDER MARK}ward,falls\nA,2\n".encode("utf-16"),
    "paper.pdf": make_pdf(),
    "letter.rtf": b"{\\rtf1 Hello}",
    "letter.docx": zip_archive(TYPES="x", word__document_xml="x"),
    "sheet.xlsx": zip_archive(TYPES="x", xl__workbook_xml="x"),
    "slides.pptx": zip_archive(TYPES="x", ppt__presentation_xml="x"),
    "slides.key": zip_archive(Index__Document="x", **{"Index__Document.iwa": "x"}),
    "letter.odt": zip_archive(mimetype=OPEN_DOCUMENT + "text"),
    "sheet.ods": zip_archive(mimetype=OPEN_DOCUMENT + "spreadsheet"),
    "slides.odp": zip_archive(mimetype=OPEN_DOCUMENT + "presentation"),
    "ward.JPG": image_bytes("JPEG"),
    "ward.png": image_bytes("PNG"),
    "ward.webp": image_bytes("WEBP"),
}

MISLABELLED_UPLOADS = {
    "paper.pdf": b"<html><script>alert(1)</script>",
    "notes.txt": b"  <!DOCTYPE html><script>alert(1)</script>",
    "drawing.txt": b"<svg xmlns='x' onload='alert(1)'/>",
    "figures.csv": b"MZ\x90\x00\x03",
    "letter.docx": zip_archive(TYPES="x", xl__workbook_xml="x"),
    "sheet.xlsx": b"PK\x03\x04 and no archive",
    "letter.odt": zip_archive(mimetype=OPEN_DOCUMENT + "spreadsheet"),
    "slides.pptx": zip_archive(anything="x"),
    "slides.key": zip_archive(anything="x"),
    "letter.rtf": b"hello",
    "ward.png": b"GIF89a no picture",
    "ward.jpg": image_bytes("PNG"),
}

REFUSED_NAMES = ["page.html", "drawing.svg", "run.exe", "macro.docm", "pack.zip", "none", ".pdf.js"]
