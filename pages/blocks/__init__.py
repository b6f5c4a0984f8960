"""StreamField blocks of page bodies, one module per family."""

from pages.blocks.body import BodyBlock, InterviewBodyBlock
from pages.blocks.links import LinkCardBlock

__all__ = ["BodyBlock", "InterviewBodyBlock", "LinkCardBlock"]
