"""Office documents with a secret in each kind of metadata that the programs write."""

import zipfile
from io import BytesIO

from tests.library.image_samples import secret_jpeg
from tests.networks.resources.upload_samples import OPEN_DOCUMENT

NAME = "CANARY-name"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = f"<cp:coreProperties><dc:creator>{NAME}</dc:creator></cp:coreProperties>"
APP = f"<Properties><Company>{NAME}</Company></Properties>"
COMMENT = f'<w:comment w:id="0" w:author="{NAME}" w:initials="{NAME}">Why?</w:comment>'
CHANGE = f'<w:ins w:id="1" w:author="{NAME}" w:date="2026-01-01T00:00:00Z"><w:r/></w:ins>'
RELATIONSHIPS = (
    '<Relationships><Relationship Id="rId1" Type="x/metadata/thumbnail" '
    'Target="docProps/thumbnail.jpeg"/></Relationships>'
)
TEMPLATE = (
    '<Relationships><Relationship Id="rId1" Type="x/relationships/attachedTemplate" '
    f'Target="file:///C:/Users/{NAME}/ward.dotx" TargetMode="External"/></Relationships>'
)


def archive(members: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive of members, with an owner in its comment."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in members.items():
            is_first = name == "mimetype"
            written.writestr(name, data, zipfile.ZIP_STORED if is_first else None)
        written.comment = NAME.encode()
    return content.getvalue()


def word(body: str = "", comments: str = "", **more: str | bytes) -> bytes:
    """Return a Word document with metadata."""
    paragraph = '<w:p w:rsidR="00CA9A27"><w:r><w:t>Falls &amp; delays</w:t></w:r></w:p>'
    document = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph}{body}</w:body></w:document>'
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": RELATIONSHIPS,
            "docProps/core.xml": CORE,
            "docProps/app.xml": APP,
            "docProps/custom.xml": APP,
            "docProps/thumbnail.jpeg": secret_jpeg(),
            "word/document.xml": document,
            "word/comments.xml": f'<w:comments xmlns:w="{WORD}">{comments}</w:comments>',
            "word/people.xml": f'<w15:people><w15:person w15:author="{NAME}"/></w15:people>',
            "word/_rels/settings.xml.rels": TEMPLATE,
            "word/settings.xml": '<w:settings><w:rsids><w:rsid w:val="00CA9A27"/></w:rsids>'
            "</w:settings>",
            "word/media/image1.jpeg": secret_jpeg(),
        }
        | more
    )


def workbook(state: str = "visible", comments: str = "") -> bytes:
    """Return an Excel workbook with metadata."""
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "docProps/core.xml": CORE,
            "xl/workbook.xml": f'<workbook><fileSharing userName="{NAME}"/><x15ac:absPath '
            f'url="C:\\{NAME}\\" xmlns:x15ac="x"/><sheets><sheet name="A" state="{state}"/>'
            "</sheets></workbook>",
            "xl/comments1.xml": f"<comments><authors><author>{NAME}</author></authors>"
            f"{comments}</comments>",
            "xl/persons/person.xml": f'<personList><person displayName="{NAME}" id="{{1}}" '
            f'userId="{NAME}" providerId="AD"/></personList>',
        }
    )


def slides(comments: str = "") -> bytes:
    """Return a presentation with metadata, and a chart with a workbook of its own."""
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "docProps/core.xml": CORE,
            "ppt/presentation.xml": "<p:presentation/>",
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst><p:cmAuthor id="0" name="{NAME}" '
            f'initials="{NAME}"/></p:cmAuthorLst>',
            "ppt/comments/comment1.xml": f"<p:cmLst>{comments}</p:cmLst>",
            "ppt/changesInfos/changesInfo1.xml": f'<pc:chgInfo><pc:chgData name="{NAME}" '
            f'userId="{NAME}"/></pc:chgInfo>',
            "ppt/embeddings/Figures.xlsx": workbook(),
            "ppt/media/image1.jpg": secret_jpeg(),
        }
    )


def open_document(kind: str = "text", body: str = "") -> bytes:
    """Return an OpenDocument file with metadata."""
    return archive(
        {
            "mimetype": OPEN_DOCUMENT + kind,
            "meta.xml": f"<office:document-meta><dc:creator>{NAME}</dc:creator>"
            "</office:document-meta>",
            "content.xml": f"<office:document-content>Falls{body}</office:document-content>",
            "settings.xml": '<config:config-item config:name="PrinterName" config:type="string">'
            f"{NAME}</config:config-item>",
            "Thumbnails/thumbnail.png": secret_jpeg(),
            "Pictures/1.jpg": secret_jpeg(6),
            "META-INF/manifest.xml": "<manifest:manifest><manifest:file-entry "
            'manifest:full-path="Thumbnails/thumbnail.png"/></manifest:manifest>',
        }
    )
