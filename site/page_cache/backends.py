"""Backends of Wagtail's frontend cache that raise an exception when a purge fails.

Wagtail's own backends log a failure and continue; these let the purge job be retried.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import uuid4

import requests
from wagtail.contrib.frontend_cache.backends.base import BaseBackend
from wagtail.contrib.frontend_cache.backends.cloudflare import CloudflareBackend
from wagtail.contrib.frontend_cache.backends.cloudfront import CloudfrontBackend

TIMEOUT = (3, 10)
"""Seconds to wait for a connection, and for a response."""
SUCCESS_STATUSES = {*range(200, 300), 404, 412}
"""Some caches, such as nginx with its module, respond with 404 or 412 for an uncached URL."""


class PurgeError(Exception):
    """A cache did not purge a URL."""


class HttpPurgeBackend(BaseBackend):
    """A cache that supports the method PURGE: Varnish, Squid, nginx with a module.

    Args:
        params: ``LOCATION``, the address of the cache itself, such as ``http://127.0.0.1:6081``.
    """

    CHUNK_SIZE = 50

    def __init__(self, params: dict) -> None:
        super().__init__(params)
        self.location = params["LOCATION"].rstrip("/")

    def purge(self, url: str) -> None:
        """Purge one URL.

        Raises:
            PurgeError: The cache could not be reached, or refused.
        """
        self.purge_batch([url])

    def purge_batch(self, urls: Sequence[str]) -> None:
        """Purge several URLs over one connection.

        Raises:
            PurgeError: The cache could not be reached, or refused one of them.
        """
        with requests.Session() as session:
            session.trust_env = False  # no proxy is between the hub and its cache
            for url in urls:
                self._purge(session, url)

    def _purge(self, session: requests.Session, url: str) -> None:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc, "X-Forwarded-Proto": parts.scheme}
        try:
            response = session.request(
                "PURGE",
                self.location + path,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise PurgeError(f"{self.location}: {type(error).__name__}") from error
        if response.status_code not in SUCCESS_STATUSES:
            raise PurgeError(f"{self.location} answered {response.status_code}")


class CloudflarePurgeBackend(CloudflareBackend):
    """Cloudflare, by its API for purging URLs.

    Args:
        params: ``ZONEID``; ``BEARER_TOKEN``, which may purge that zone and nothing else; ``API``
            for another base URL than Cloudflare's own.
    """

    def __init__(self, params: dict) -> None:
        api = params.pop("API", "https://api.cloudflare.com/client/v4")
        super().__init__(params)
        self.url = f"{api}/zones/{self.cloudflare_zoneid}/purge_cache"

    def _purge_urls(self, urls: Sequence[str]) -> None:
        try:
            response = requests.post(
                self.url,
                json={"files": list(urls)},
                headers={"Authorization": f"Bearer {self.cloudflare_token}"},
                timeout=TIMEOUT,
            )
            done = response.ok and response.json().get("success") is True
        except (requests.RequestException, ValueError) as error:
            raise PurgeError(f"Cloudflare: {type(error).__name__}") from error
        if not done:
            raise PurgeError(f"Cloudflare answered {response.status_code}")


class CloudFrontPurgeBackend(CloudfrontBackend):
    """Amazon CloudFront; needs boto3, and the usual environment variables of an AWS account.

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
        except (BotoCoreError, ClientError, ResponseParserError) as error:
            raise PurgeError(f"CloudFront: {type(error).__name__}") from error
