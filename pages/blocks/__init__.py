"""The blocks a body is made of, by family."""

from pages.blocks.body import BodyBlock, InterviewBlock
from pages.blocks.links import HubLinkBlock, LinkCardBlock

__all__ = ["BodyBlock", "HubLinkBlock", "InterviewBlock", "LinkCardBlock"]
