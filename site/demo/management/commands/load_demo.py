"""Fill a hub with the demonstration. It can be run again without harm."""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.initial_pages import create_site_structure
from demo.content import ContentError
from demo.desk import load_desk
from demo.forms import make_forms
from demo.front import write_home, write_impact
from demo.members import make_members
from demo.networks import make_networks
from demo.pages import KINDS, Writer, place
from demo.people import WORDS, make_accounts, make_people, make_sources, seat_guest
from demo.pictures import Pictures
from demo.renditions import Purposes, make_ahead
from demo.requests import ask_to_join
from demo.rooms import hold_sessions, share_resources


class Command(BaseCommand):
    """Loads what is missing, kind by kind, each kind wholly or not at all."""

    help = "Load the demonstration: invented people, and a hub filled with what they say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size of pictures, and how many sizes of each to make ahead."""
        parser.add_argument("--width", type=int, default=1600, help="Width of pictures, in pixels.")
        parser.add_argument(
            "--renditions",
            choices=[choice.value for choice in Purposes],
            default=Purposes.FIRST.value,
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
            self.load(Pictures(options["width"]))
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.step("renditions", lambda: make_ahead(Purposes(options["renditions"]), self.count))
        self.stdout.write(f"Loaded in {time.monotonic() - started:.0f} s.")
        self.stdout.write(
            "Sign in as admin@, editor@, reviewer@, partner@, lead@ or member@hub.example with the "
            f"password {WORDS}."
        )

    def load(self, pictures: Pictures) -> None:
        """Load every kind, in an order in which each finds what it needs."""
        self.step("sections", lambda: len(create_site_structure()))
        self.step("accounts", make_accounts)
        self.step("sources of help", make_sources)
        self.step("people", lambda: make_people(pictures))
        self.step("forms", make_forms)
        for kind in KINDS:
            self.step(f"places: {kind}", partial(place, kind))
        writer = Writer(pictures)
        for kind in KINDS:
            self.step(kind, partial(writer.write, kind, self.count))
        self.step("impact", lambda: write_impact(writer))
        self.step("home", lambda: write_home(writer))
        self.step("guest writers", seat_guest)
        self.step("desk", lambda: load_desk(writer))
        self.step("networks", lambda: make_networks(writer))
        self.step("members", make_members)
        self.step("sessions", hold_sessions)
        self.step("shared resources", share_resources)
        self.step("requests to join", ask_to_join)

    def step(self, name: str, make: Callable[[], int]) -> None:
        """Do one kind in one transaction, and say how many were new."""
        self.name = name
        with transaction.atomic():
            number = make()
        again = "\r" if self.stdout.isatty() else ""
        self.stdout.write(f"{again}{name:<24}{number:>5} new")

    def count(self, number: int) -> None:
        """Show how far a kind has come, where somebody watches."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{self.name:<24}{number:>5} …", ending="")
