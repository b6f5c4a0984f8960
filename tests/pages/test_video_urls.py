"""Addresses of videos: every usual form is played, other addresses are an error of the field."""

import pytest
from wagtail.blocks import StructBlockValidationError

from interviews.models import InterviewPage
from pages.blocks.media import VideoBlock
from pages.video_urls import embed_url

ID = "dQw4w9WgXcQ"
YOUTUBE = f"https://www.youtube-nocookie.com/embed/{ID}"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1"
UNLISTED = "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1"

PLAYERS = {
    f"https://www.youtube.com/watch?v={ID}": YOUTUBE,
    f"http://youtube.com/watch?v={ID}": YOUTUBE,
    f"https://m.youtube.com/watch?v={ID}&feature=youtu.be": YOUTUBE,
    f"https://music.youtube.com/watch?v={ID}&si=abc": YOUTUBE,
    f"https://www.youtube.com/watch?app=desktop&v={ID}": YOUTUBE,
    f"https://WWW.YouTube.com/watch?v={ID}#comments": YOUTUBE,
    f"https://www.youtube.com/watch/?v={ID}": YOUTUBE,
    f"https://www.youtube.com/watch?v={ID}&list=PL123&index=2": YOUTUBE,
    f"https://www.youtube.com/watch?v={ID}&t=90s": f"{YOUTUBE}?start=90",
    f"https://www.youtube.com/watch?v={ID}&t=1h2m3s": f"{YOUTUBE}?start=3723",
    f"https://youtu.be/{ID}": YOUTUBE,
    f"https://youtu.be/{ID}?si=abcDEF&t=42": f"{YOUTUBE}?start=42",
    f"https://www.youtube.com/shorts/{ID}?feature=share": YOUTUBE,
    f"https://youtube.com/live/{ID}?si=x": YOUTUBE,
    f"https://www.youtube.com/embed/{ID}?start=30": f"{YOUTUBE}?start=30",
    f"https://www.youtube-nocookie.com/embed/{ID}": YOUTUBE,
    f"https://www.youtube.com/v/{ID}": YOUTUBE,
    "https://vimeo.com/76979871": VIMEO,
    "https://www.vimeo.com/76979871/": VIMEO,
    "http://vimeo.com/76979871?share=copy#t=30s": VIMEO,
    "https://vimeo.com/76979871/8272103f6e": UNLISTED,
    "https://vimeo.com/76979871/8272103f6e?share=copy&fl=sv": UNLISTED,
    "https://vimeo.com/76979871?h=8272103f6e": UNLISTED,
    "https://player.vimeo.com/video/76979871": VIMEO,
    "https://player.vimeo.com/video/76979871?h=8272103f6e&badge=0": UNLISTED,
    "https://vimeo.com/channels/staffpicks/76979871": VIMEO,
    "https://vimeo.com/groups/shortfilms/videos/76979871": VIMEO,
    "https://vimeo.com/showcase/3717822/video/76979871": VIMEO,
    "https://vimeo.com/album/3717822/video/76979871": VIMEO,
    "https://vimeo.com/ondemand/safety/76979871": VIMEO,
    "https://vimeo.com/manage/videos/76979871/8272103f6e": UNLISTED,
}
OTHERS = (
    "",
    f"https://evil.example/watch?v={ID}",
    f"https://youtube.com.evil.example/watch?v={ID}",
    f"https://notyoutube.com/watch?v={ID}",
    f"ftp://youtube.com/watch?v={ID}",
    f"javascript:https://youtu.be/{ID}",
    "https://www.youtube.com/",
    "https://www.youtube.com/watch",
    "https://www.youtube.com/watch?v=",
    "https://www.youtube.com/watch?v=a%22onload%3D",
    "https://www.youtube.com/playlist?list=PL123",
    "https://www.youtube.com/embed/videoseries?list=PL123",
    "https://www.youtube.com/@patientsafety",
    "https://www.youtube.com/channel/UC123456789",
    "https://vimeo.com/",
    "https://vimeo.com/patientsafety",
    "https://vimeo.com/channels/staffpicks",
    "https://vimeo.com/76979871/8272103f6e/more",
    "https://[::1",
)


@pytest.mark.parametrize("url", PLAYERS)
def test_usual_address_of_a_video_is_played(url):
    assert embed_url(url) == PLAYERS[url]


@pytest.mark.parametrize("url", OTHERS)
def test_other_address_is_played_nowhere(url):
    assert embed_url(url) == ""


def test_other_address_is_an_error_of_the_field():
    url = "https://www.youtube.com/playlist?list=PL123"
    with pytest.raises(StructBlockValidationError) as raised:
        VideoBlock().clean(VideoBlock().to_python({"url": url, "title": "A talk"}))
    assert "one video on YouTube or Vimeo" in str(raised.value.block_errors["url"])


def test_block_of_a_draft_needs_no_address():
    block = VideoBlock()
    block.defer_required_validation()
    assert block.clean(block.to_python({"url": "", "title": "A talk"}))["url"] == ""


@pytest.mark.django_db
def test_unlisted_interview_is_played_with_its_key():
    page = InterviewPage(video_url="https://vimeo.com/76979871/8272103f6e")
    assert page.player_url == UNLISTED
