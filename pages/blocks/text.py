"""Blocks for headings, rich text, quotes, questions, callouts and content notices."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading."""

    text = blocks.CharBlock(max_length=150)
    level = blocks.ChoiceBlock(
        choices=[("h2", "Section"), ("h3", "Sub-section")],
        default="h2",
        help_text="Use a sub-section below a section.",
    )

    class Meta:
        icon = "title"
        label = "Heading"
        group = "Text blocks"
        description = "Divides a long text into sections."
        template = "blocks/heading.html"
        preview_value = {"text": "What we changed", "level": "h2"}


class TextBlock(blocks.RichTextBlock):
    """Rich text limited to paragraphs, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        group = "Text blocks"
        description = "Paragraphs, lists and links."
        template = "blocks/text.html"
        preview_value = (
            "<p>We moved the two look-alike boxes to different shelves. There has been no mix-up "
            "since.</p>"
        )


class QuoteBlock(blocks.StructBlock):
    """A quotation with an optional attribution."""

    text = blocks.TextBlock(help_text="Do not add quotation marks. We add them for you.")
    attribution = blocks.CharBlock(
        required=False, max_length=150, help_text="Leave this empty if the quote is from this page."
    )
    role = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = "Quote"
        group = "Text blocks"
        description = "A quote from a person, or a sentence from the page."
        template = "blocks/quote.html"
        preview_value = {
            "text": "We stopped asking who, and began to ask how.",
            "attribution": "A ward manager",
            "role": "Invented for this preview",
        }


class QuestionBlock(blocks.StructBlock):
    """A question of an interview and its answer."""

    question = blocks.CharBlock(max_length=300)
    answer = blocks.RichTextBlock(features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = "Question and answer"
        group = "Text blocks"
        description = "One question of an interview, with the answer."
        template = "blocks/question.html"
        preview_value = {
            "question": "How did you first become interested in patient safety?",
            "answer": "<p>By asking why the same thing kept happening to careful people.</p>",
        }


class CalloutBlock(blocks.StructBlock):
    """A highlighted box: learning point, information or warning."""

    tone = blocks.ChoiceBlock(
        choices=[
            ("learning", "Learning point"),
            ("information", "Information"),
            ("warning", "Warning"),
        ],
        default="learning",
    )
    heading = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = "Callout"
        group = "Text blocks"
        description = "A highlighted learning point, note or warning."
        template = "blocks/callout.html"
        preview_value = {
            "tone": "learning",
            "heading": "Learning point",
            "text": "<p>Ask the person who does the work at night.</p>",
        }


class ContentNoticeBlock(blocks.StructBlock):
    """A notice of sensitive content, with sources of help."""

    text = blocks.TextBlock(
        help_text="Say what the page is about, so that readers can decide whether to read it. "
        "One or two sentences."
    )
    sources = blocks.ListBlock(
        SnippetChooserBlock("pages.HelpSource"), label="Sources of help", min_num=1
    )

    class Meta:
        icon = "warning"
        label = "Sensitive content notice"
        group = "Notices"
        description = "Warns readers about the content, and says where to find help. Put it first."
        template = "blocks/content_notice.html"
        preview_template = "blocks/previews/content_notice.html"
