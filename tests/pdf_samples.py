"""PDF files for tests: a clean one, which cleaning does not change, and one full of metadata."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String


def save(pdf: Pdf, **options: object) -> bytes:
    """Return the bytes of a PDF."""
    content = BytesIO()
    pdf.save(content, **options)
    return content.getvalue()


def make_pdf(text: str = "", **entries: object) -> bytes:
    """Return a PDF of one page without metadata.

    Args:
        text: A text in the file, not compressed.
        entries: More entries of the catalogue.
    """
    pdf = Pdf.new()
    pdf.add_blank_page()
    pdf.Root["/Lang"] = String("en")
    pdf.Root["/Note"] = String(text)
    for name, value in entries.items():
        pdf.Root[f"/{name}"] = value
    # Numbers of objects settle in the second save.
    with Pdf.open(BytesIO(save(pdf))) as written:
        if "/ID" in written.trailer:
            del written.trailer["/ID"]
        return save(written, deterministic_id=True, fix_metadata_version=False)


def protected_pdf(user: str) -> bytes:
    """Return a PDF that needs a password to open, or to be changed only if `user` is empty."""
    with Pdf.open(BytesIO(make_pdf())) as pdf:
        return save(pdf, encryption=pikepdf.Encryption(user=user, owner="secret"))


def annotated_pdf(secret: str, picture: bytes, *, comment: str = "") -> bytes:
    """Return a PDF with a secret in each kind of metadata, and perhaps a comment.

    Args:
        secret: A name.
        picture: A JPEG file, embedded as it is.
        comment: The text of a reviewer's comment.
    """
    with Pdf.open(BytesIO(make_pdf())) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = [secret]
        pdf.docinfo["/Author"] = String(secret)
        page = pdf.pages[0].obj
        page["/PieceInfo"] = Dictionary(Word=Dictionary(Private=String(secret)))
        image = pdf.make_stream(picture, Type=Name.XObject, Subtype=Name.Image)
        image.write(picture, filter=Name.DCTDecode)
        image["/Metadata"] = pdf.make_stream(secret.encode())
        page["/Resources"] = Dictionary(XObject=Dictionary(Im0=image))
        link = Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], T=String(secret))
        note = Dictionary(
            Subtype=Name.Text, Rect=[0, 0, 9, 9], T=String(secret), Contents=String(comment)
        )
        page["/Annots"] = Array([pdf.make_indirect(link), pdf.make_indirect(note)])
        # An object that nothing refers to, such as an earlier version of a text.
        pdf.make_indirect(String(secret))
        return save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def program_pdf() -> bytes:
    """Return a PDF with a script in a compressed object, where no search of bytes finds it."""
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    with Pdf.open(BytesIO(make_pdf(OpenAction=action))) as pdf:
        return save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
