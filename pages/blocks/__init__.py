"""StreamField blocks of page bodies, one module per family."""

from pages.blocks.body import BodyBlock, InterviewBodyBlock
from pages.blocks.links import HubLinkBlock, LinkCardBlock

__all__ = ["BodyBlock", "HubLinkBlock", "InterviewBodyBlock", "LinkCardBlock"]
