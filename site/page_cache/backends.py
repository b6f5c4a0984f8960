"""The caches that can stand in front of the hub, as Wagtail knows them.

Wagtail's own classes write a failure into the log, and go on. These say it, so that the worker
can try again.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import uuid4

import requests
from wagtail.contrib.frontend_cache.backends.base import BaseBackend
from wagtail.contrib.frontend_cache.backends.cloudflare import CloudflareBackend
from wagtail.contrib.frontend_cache.backends.cloudfront import CloudfrontBackend

TIMEOUT = (3, 10)
"""Seconds to wait for a connection, and for an answer."""
SUCCESS_STATUSES = {*range(200, 300), 404, 412}
"""What nginx's module and some caches answer for what they do not hold is 404 or 412."""


class PurgeError(Exception):
    """A cache did not drop what it was told to."""


class HttpPurgeBackend(BaseBackend):
    """A cache that understands the method PURGE: Varnish, Squid, nginx with a module for it.

    Args:
        params: ``LOCATION``, the address of the cache itself, such as ``http://127.0.0.1:6081``.
    """

    CHUNK_SIZE = 50

    def __init__(self, params: dict) -> None:
        super().__init__(params)
        self.location = params["LOCATION"].rstrip("/")

    def purge(self, url: str) -> None:
        """Have one address dropped.

        Raises:
            NotPurged: The cache could not be reached, or refused.
        """
        self.purge_batch([url])

    def purge_batch(self, urls: Sequence[str]) -> None:
        """Have several addresses dropped, over one connection.

        Raises:
            NotPurged: The cache could not be reached, or refused one of them.
        """
        with requests.Session() as session:
            session.trust_env = False  # the cache is ours; no proxy stands between
            for url in urls:
                self._purge(session, url)

    def _purge(self, session: requests.Session, url: str) -> None:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        asked = {"Host": parts.netloc, "X-Forwarded-Proto": parts.scheme}
        try:
            answer = session.request(
                "PURGE",
                self.location + path,
                headers=asked,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as trouble:
            raise PurgeError(f"{self.location}: {type(trouble).__name__}") from trouble
        if answer.status_code not in SUCCESS_STATUSES:
            raise PurgeError(f"{self.location} answered {answer.status_code}")


class CloudflarePurgeBackend(CloudflareBackend):
    """Cloudflare, by its list of addresses.

    Args:
        params: ``ZONEID``; ``BEARER_TOKEN``, which may purge that zone and nothing else; ``API``
            for another address of its interface than Cloudflare's own.
    """

    def __init__(self, params: dict) -> None:
        api = params.pop("API", "https://api.cloudflare.com/client/v4")
        super().__init__(params)
        self.address = f"{api}/zones/{self.cloudflare_zoneid}/purge_cache"

    def _purge_urls(self, urls: Sequence[str]) -> None:
        try:
            answer = requests.post(
                self.address,
                json={"files": list(urls)},
                headers={"Authorization": f"Bearer {self.cloudflare_token}"},
                timeout=TIMEOUT,
            )
            done = answer.ok and answer.json().get("success") is True
        except (requests.RequestException, ValueError) as trouble:
            raise PurgeError(f"Cloudflare: {type(trouble).__name__}") from trouble
        if not done:
            raise PurgeError(f"Cloudflare answered {answer.status_code}")


class CloudFrontPurgeBackend(CloudfrontBackend):
    """Amazon CloudFront. It needs boto3, and the usual variables for an account.

    Args:
        params: ``DISTRIBUTION_ID``.
    """

    CHUNK_SIZE = 500

    def _create_invalidation(self, distribution_id: str, paths: list[str]) -> None:
        from botocore.exceptions import BotoCoreError, ClientError
        from botocore.parsers import ResponseParserError

        try:
            self.client.create_invalidation(
                DistributionId=distribution_id,
                InvalidationBatch={
                    "Paths": {"Quantity": len(paths), "Items": paths},
                    "CallerReference": str(uuid4()),
                },
            )
        except (BotoCoreError, ClientError, ResponseParserError) as trouble:
            raise PurgeError(f"CloudFront: {type(trouble).__name__}") from trouble
