"""Fixtures of every test: files and a database of its own, and no external connections.

A test that needs a running server takes `live_server` and is marked
`@pytest.mark.django_db(transaction=True)`: what it writes is committed, and the rows of the
migrations are restored after it.
"""

import gc
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_django
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.files.storage import storages
from django.test import TransactionTestCase

from tests import chromium, snapshots, template_database

# Playwright keeps an event loop in the test's thread; Django's guard mistakes it for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
IN_CI = os.environ.get("CI", "").lower() == "true"
LOCAL_ADDRESSES = ("127.", "::1", "localhost", str(IPv4Address(0)))


# --- Files and databases -----------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add an option for the second database, on which less runs."""
    parser.addoption(
        "--second-database",
        action="store_true",
        help="Run only tests that need a database.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Give each process a folder for files, before the settings are read."""
    if not is_worker(config):
        os.environ["HUB_TEST_FILES"] = tempfile.mkdtemp(prefix="hub-files-")
    name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    settings.MEDIA_ROOT = Path(os.environ["HUB_TEST_FILES"]) / name
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    private = Path(os.environ["HUB_TEST_FILES"]) / f"{name}-private"
    settings.PRIVATE_ROOT = settings.STORAGES["private"]["OPTIONS"]["location"] = private
    # The models have their storage by now, which still has the location of `make run`.
    storages["private"].__init__(location=private)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Delete the files of all workers at the end of the run."""
    if not is_worker(config):
        shutil.rmtree(os.environ["HUB_TEST_FILES"], ignore_errors=True)


def is_worker(config: pytest.Config) -> bool:
    """Return whether this process is a pytest-xdist worker."""
    return hasattr(config, "workerinput")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Begin with a copy of the migrated template.

    SQLite is tested on a file, as the hub runs on one: a database in memory locks otherwise.
    """
    database = settings.DATABASES["default"]
    test = database.setdefault("TEST", {})
    if database["ENGINE"].endswith("sqlite3"):
        test["NAME"] = str(tmp_path_factory.mktemp("database") / "hub.sqlite3")
        shutil.copyfile(template_database.sqlite_template(), test["NAME"])
    else:
        test["TEMPLATE"] = template_database.postgresql_template()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, django_db_modify_db_settings: None) -> bool:
    """Keep the rows of the copied file; migrate and sync on top of them."""
    return django_db_keepdb or settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> None:
    """Restore the migrations' rows after a transactional test, in place of Django's flush."""
    with django_db_blocker.unblock():
        snapshots.remember_initial_rows()
    TransactionTestCase._fixture_teardown = lambda test: snapshots.restore_initial_rows()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin each test with the rows of the migrations."""
    snapshots.state.begin_test()


@pytest.fixture(autouse=True)
def clear_caches() -> Iterator[None]:
    """Clear the caches in memory after each test; a database cache is rolled back with it."""
    yield
    for cache in caches.all(initialized_only=True):
        if not isinstance(cache, DatabaseCache):
            cache.clear()


# --- External connections ----------------------------------------------------------------------


class ExternalConnectionError(AssertionError):
    """A test connected to another machine."""


@pytest.fixture(scope="session", autouse=True)
def block_external_connections() -> Iterator[None]:
    """Refuse connections to, and look-ups of, other machines."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def connect_locally(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            refuse(address[0])
        connect(self, address)

    def resolve_locally(host: object, *args: object, **kwargs: object) -> object:
        refuse(host)
        return resolve(host, *args, **kwargs)

    def refuse(host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if name and not str(name).startswith(LOCAL_ADDRESSES):
            raise ExternalConnectionError(
                f"The tests do not leave this machine, but asked for {name}"
            )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_locally)
        patch.setattr(socket, "getaddrinfo", resolve_locally)
        yield


# --- The browser -------------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Select what runs on the second database; mark the tests that drive a browser.

    Tests marked `same_on_both`, long ones that show a rule of views and not of queries, run on the
    second database with the soak tests. `tests.statement_coverage` leaves out more.
    """
    if config.getoption("second_database"):
        deselected = [item for item in items if not uses_database(item)]
        items[:] = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=deselected)
        for item in items:
            if item.get_closest_marker("same_on_both"):
                item.add_marker(pytest.mark.soak)
    for item in items:
        if item.get_closest_marker("browser"):
            item.user_properties.append(("browser", "yes"))
            if not chromium.executable() and not IN_CI:
                item.add_marker(pytest.mark.skip(reason="no Chromium is installed here"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark browser tests before markers select tests."""
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.browser)


def uses_database(item: pytest.Item) -> bool:
    """Return whether a test requests a database by a fixture or a mark."""
    fixtures = {"db", "transactional_db", "live_server", "django_db_setup"}
    return bool(item.get_closest_marker("django_db") or fixtures & set(item.fixturenames))


def pytest_collection_finish() -> None:
    """Exclude tests and modules from garbage collection, and collect the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Start the system's Chromium."""
    program = chromium.executable()
    if not program:
        pytest.fail("No Chromium is installed here (Debian: apt install chromium).")
    return browser_type_launch_args | {
        "executable_path": program,
        "args": chromium.launch_arguments(),
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """Set the locale and time zone of London."""
    return browser_context_args | {"locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture(autouse=True)
def block_external_requests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail if a page in the browser requests a resource of another machine."""
    if "context" not in request.fixturenames or "browser" not in request.fixturenames:
        yield
        return
    requested: list[str] = []
    request.getfixturevalue("context").on("request", lambda sent: requested.append(sent.url))
    yield
    hosts = {urlsplit(url).hostname for url in requested if url.startswith(("http", "ws"))}
    assert hosts <= {"127.0.0.1", "localhost"}, f"A page asked for files from {hosts}"
