"""Web addresses of videos on YouTube and Vimeo, and of their players."""

import re
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

INVALID_VIDEO_URL = (
    "Enter the web address of one video on YouTube or Vimeo, like "
    "https://www.youtube.com/watch?v=… or https://vimeo.com/… Addresses of channels, playlists "
    "and other websites cannot be played here."
)
_YOUTUBE_HOSTS = {"youtube.com", "youtube-nocookie.com"}
_YOUTUBE_ID = re.compile(r"(?!videoseries$)[\w-]{6,20}", re.ASCII)
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v|e)/([^/]+)/?")
_VIMEO_PATH = re.compile(
    r"/(?:video/|videos/|manage/videos/|channels/[^/]+/|groups/[^/]+/videos/"
    r"|(?:showcase|album)/[^/]+/video/|ondemand/[^/]+/)?"
    r"(?P<id>[0-9]{5,15})(?:/(?P<key>[0-9a-z]{6,20}))?/?",
    re.ASCII,
)
_VIMEO_KEY = re.compile(r"[0-9a-z]{6,20}", re.ASCII)
_SECONDS = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?", re.ASCII)
_SUBDOMAIN = re.compile(r"^(?:www|m|music|player)\.")


def embed_url(url: str) -> str:
    """Return the URL of a video's player that sets no cookie; empty if it is no such address.

    The key of an unlisted video on Vimeo, and the time at which a video on YouTube begins, are
    kept.

    Args:
        url: The address of the video, as a browser or a share button shows it.
    """
    try:
        parts = urlsplit(url or "")
        host = _SUBDOMAIN.sub("", parts.hostname or "")
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    if host in _YOUTUBE_HOSTS or host == "youtu.be":
        return _youtube_player(host, parts)
    return _vimeo_player(parts) if host == "vimeo.com" else ""


def _youtube_player(host: str, parts: SplitResult) -> str:
    query = parse_qs(parts.query)
    if host == "youtu.be":
        video_id = parts.path.strip("/")
    elif match := _YOUTUBE_PATH.fullmatch(parts.path):
        video_id = match[1]
    else:
        is_watch = parts.path.rstrip("/") == "/watch"
        video_id = _first(query, "v") if is_watch else ""
    if not _YOUTUBE_ID.fullmatch(video_id):
        return ""
    start = _seconds(_first(query, "t") or _first(query, "start") or _first(query, "time_continue"))
    parameters = f"?start={start}" if start else ""
    return f"https://www.youtube-nocookie.com/embed/{video_id}{parameters}"


def _vimeo_player(parts: SplitResult) -> str:
    match = _VIMEO_PATH.fullmatch(parts.path)
    if not match:
        return ""
    key = match["key"] or _first(parse_qs(parts.query), "h")
    parameters = {"h": key} if _VIMEO_KEY.fullmatch(key) else {}
    query = urlencode({**parameters, "dnt": 1})
    return f"https://player.vimeo.com/video/{match['id']}?{query}"


def _first(query: dict[str, list[str]], name: str) -> str:
    return query.get(name, [""])[0]


def _seconds(text: str) -> int:
    """Return a time such as ``90``, ``90s`` or ``1h2m3s`` in seconds; 0 if it is none."""
    match = _SECONDS.fullmatch(text)
    if not match:
        return 0
    hours, minutes, seconds = (int(group or 0) for group in match.groups())
    return hours * 3600 + minutes * 60 + seconds
