"""Command that loads the demonstration content. It can be repeated."""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.initial_pages import create_site_structure
from demo.community import load_boards, load_campaign_spaces, load_discussions
from demo.content import ContentError
from demo.home_and_impact import fill_home_page, fill_impact_page
from demo.indexing import index_once
from demo.join_forms import load_join_forms
from demo.join_requests import load_join_requests
from demo.members import load_members
from demo.network_spaces import load_messages, load_sessions, load_shared_resources
from demo.networks import load_networks
from demo.pages import PAGE_MODELS, PageWriter, create_empty_pages
from demo.people import PASSWORD, load_accounts, load_guest_writer, load_help_sources, load_people
from demo.pictures import PictureLibrary
from demo.renditions import RenditionScope, generate_renditions_ahead
from demo.sealed_questions import load_sealed_questions
from demo.workflow_pages import load_workflow_pages
from search_index.vocabulary import rebuild_vocabulary


class Command(BaseCommand):
    """Loads missing content, one kind in one transaction."""

    help = "Load the demonstration: invented people, and a hub filled with what they say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Define the width of pictures, and the scope of renditions to generate."""
        parser.add_argument("--width", type=int, default=1600, help="Width of pictures, in pixels.")
        parser.add_argument(
            "--renditions",
            choices=[choice.value for choice in RenditionScope],
            default=RenditionScope.FIRST.value,
            help="For which pages to make the sizes of pictures ahead.",
        )

    def handle(self, *args: object, **options: Any) -> None:
        """Load the demonstration.

        Raises:
            CommandError: This hub is not for demonstrations, or the content has a mistake.
        """
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError(
                "The demonstration is not loaded here: its people are invented, and everybody "
                "knows their passwords. It needs DEMO_ALLOWED, which only dev and test set."
            )
        started = time.monotonic()
        try:
            self.load(PictureLibrary(options["width"]))
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.step(
            "renditions",
            lambda: generate_renditions_ahead(RenditionScope(options["renditions"]), self.count),
        )
        # Otherwise the search would suggest no words before the first night.
        rebuild_vocabulary()
        self.stdout.write(f"Loaded in {time.monotonic() - started:.0f} s.")
        self.stdout.write(
            "Sign in as admin@, editor@, reviewer@, partner@, lead@, member@, "
            f"moderator@ or safeguarding@hub.example with the password {PASSWORD}."
        )

    def load(self, pictures: PictureLibrary) -> None:
        """Load every kind, after the kinds that it refers to."""
        self.step("sections", lambda: len(create_site_structure()))
        self.step("accounts", load_accounts)
        self.step("sources of help", load_help_sources)
        self.step("people", lambda: load_people(pictures))
        self.step("forms", load_join_forms)
        for kind in PAGE_MODELS:
            self.step(f"places: {kind}", partial(create_empty_pages, kind))
        writer = PageWriter(pictures)
        for kind in PAGE_MODELS:
            self.step(kind, partial(writer.write, kind, self.count))
        self.step("impact", lambda: fill_impact_page(writer))
        self.step("home", lambda: fill_home_page(writer))
        self.step("guest writers", load_guest_writer)
        self.step("desk", lambda: load_workflow_pages(writer))
        self.step("networks", lambda: load_networks(writer))
        self.step("members", load_members)
        self.step("sessions", load_sessions)
        self.step("messages of organisers", load_messages)
        self.step("shared resources", load_shared_resources)
        self.step("requests to join", load_join_requests)
        self.step("boards", load_boards)
        self.step("discussions of campaigns", load_campaign_spaces)
        self.step("discussions", load_discussions)
        self.step("sealed questions", load_sealed_questions)

    def step(self, name: str, make: Callable[[], int]) -> None:
        """Load one kind in one transaction, and print the number of new records."""
        self.name = name
        with transaction.atomic(), index_once():
            number = make()
        again = "\r" if self.stdout.isatty() else ""
        self.stdout.write(f"{again}{name:<24}{number:>5} new")

    def count(self, number: int) -> None:
        """Print the progress of a kind, on a terminal."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{self.name:<24}{number:>5} …", ending="")
