"""The stream blocks of article and interview bodies."""

from pages.blocks.evidence import StatisticsBlock
from pages.blocks.links import FormBlock, LinkCardBlock
from pages.blocks.media import DocumentBlock, PictureBlock, VideoBlock
from pages.blocks.outline import OutlinedStreamBlock
from pages.blocks.text import (
    CalloutBlock,
    ContentNoticeBlock,
    HeadingBlock,
    QuestionBlock,
    QuoteBlock,
    TextBlock,
)


class BodyBlock(OutlinedStreamBlock):
    """The body of an article."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    question = QuestionBlock()
    picture = PictureBlock()
    video = VideoBlock()
    document = DocumentBlock()
    link = LinkCardBlock()
    form = FormBlock()
    statistics = StatisticsBlock()
    notice = ContentNoticeBlock()

    class Meta:
        block_counts = {"notice": {"max_num": 1}}


class InterviewBodyBlock(BodyBlock):
    """The body of an interview, which needs at least one question."""

    class Meta:
        block_counts = {"notice": {"max_num": 1}, "question": {"min_num": 1}}
