"""Models of pages, listed here; each module defines one page type or record."""

from pages.models.authorship import Authorship
from pages.models.blog import BlogIndexPage, BlogPage
from pages.models.declaration import Credit, Declaration
from pages.models.help_source import HelpSource
from pages.models.home import FeaturedItem, HomePage
from pages.models.hub_page import HubPage
from pages.models.impact import ImpactPage
from pages.models.listing import ListingPage
from pages.models.person import Person, PersonSlug, PreviousPersonSlug
from pages.models.resource import ResourceIndexPage, ResourcePage
from pages.models.standard import StandardPage
from pages.models.topic import Audience, TopicIndexPage, TopicPage

__all__ = [
    "Audience",
    "Authorship",
    "BlogIndexPage",
    "BlogPage",
    "Credit",
    "Declaration",
    "FeaturedItem",
    "HelpSource",
    "HomePage",
    "HubPage",
    "ImpactPage",
    "ListingPage",
    "Person",
    "PersonSlug",
    "PreviousPersonSlug",
    "ResourceIndexPage",
    "ResourcePage",
    "StandardPage",
    "TopicIndexPage",
    "TopicPage",
]
