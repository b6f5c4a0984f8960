"""Peak memory of uploads, in a process of its own: one at a time, and four at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.library import image_samples

pytestmark = [pytest.mark.soak, pytest.mark.same_on_both]

SCRIPT = """
import os, sys
sys.path[:0] = ["site", "."]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
import django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image
from library.forms import ImageUploadField
from accounts.profile_pictures import crop_to_square

def kilobytes(name):
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith(name)).split()[1])

def take(path):
    upload = TemporaryUploadedFile(path.name, "image/jpeg", path.stat().st_size, None)
    upload.file.write(path.read_bytes())
    try:
        crop_to_square(ImageUploadField().clean(upload))
    except ValidationError:
        return "refused"
    return "accepted"

paths = [Path(name) for name in sys.argv[1:]]
take(paths[0])
Path("/proc/self/clear_refs").write_text("5")
before = kilobytes("VmRSS")
with ThreadPoolExecutor(len(paths) - 1) as pool:
    answers = set(pool.map(take, paths[1:]))
print((kilobytes("VmHWM") - before) // 1024, *sorted(answers))
"""
RENDITIONS_SCRIPT = (
    SCRIPT.partition("def take(path):")[0]
    + """
from wagtail.images.models import Filter
from library.models import HubImage
from library.renditions import filter_specs

def render(path, specs):
    with Image.open(path) as picture:
        width, height = picture.size
    image = HubImage(collection_id=1, width=width, height=height, pk=1)
    image.file.name = path.name
    for spec in specs:
        image.generate_rendition_file(Filter(spec), source=path.open("rb"))

small, path = [Path(name) for name in sys.argv[1:]]
render(small, filter_specs())
Path("/proc/self/clear_refs").write_text("5")
before = kilobytes("VmRSS")
with ThreadPoolExecutor(2) as pool:
    list(pool.map(lambda specs: render(path, specs), [filter_specs()] * 2))
print((kilobytes("VmHWM") - before) // 1024)
"""
)
ACCEPTED = {
    "camera.jpg": {"size": (8_000, 6_125), "subsampling": 0, "quality": 75},
    "turned.jpg": {"size": (4_080, 3_060), "subsampling": 0, "exif": image_samples.exif(6)},
    "progressive.jpg": {"size": (6_000, 4_800), "progressive": True},
    "print.jpg": {"size": (8_000, 6_125), "mode": "CMYK", "quality": 50},
    "screen.png": {"size": (4_000, 3_000), "mode": "RGBA", "compress_level": 1},
    "screen.webp": {"size": (2_560, 1_560), "lossless": True, "method": 0},
    "screen.avif": {"size": (2_560, 1_440), "speed": 10},
}
REFUSED = {
    "progressive.jpg": {"size": (8_000, 6_125), "progressive": True},
    "large.png": {"size": (6_000, 3_000)},
    "large.webp": {"size": (3_840, 2_160)},
    "large.avif": {"size": (3_840, 2_160), "speed": 10},
}


def scene(folder: Path, name: str, size, mode="RGB", **options) -> Path:
    """Draw a picture with noise, which does not compress away."""
    width, height = size
    noise = Image.effect_noise((width // 8, height // 8), 30).resize(size)
    slope = Image.linear_gradient("L").resize(size)
    path = folder / name
    Image.merge("RGB", (noise, slope, noise)).convert(mode).save(path, **options)
    return path


def peak(*paths: Path, script: str = SCRIPT) -> tuple[int, list[str]]:
    """Return how many megabytes the uploads of all files but the first add, and the answers."""
    result = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    megabytes, *answers = result.stdout.split()
    return int(megabytes), answers


@pytest.fixture
def small(tmp_path):
    """Return a small picture, which loads what the first upload of a process loads."""
    return scene(tmp_path, "small.jpg", (64, 64))


@pytest.mark.parametrize("name", ACCEPTED)
def test_one_upload_takes_at_most_120_megabytes(tmp_path, small, name):
    megabytes, answers = peak(small, scene(tmp_path, name, **ACCEPTED[name]))
    assert answers == ["accepted"]
    assert megabytes <= 120


@pytest.mark.parametrize("name", REFUSED)
def test_refused_picture_is_not_decoded(tmp_path, small, name):
    megabytes, answers = peak(small, scene(tmp_path, name, **REFUSED[name]))
    assert answers == ["refused"]
    assert megabytes <= 20


@pytest.mark.parametrize(
    "names",
    [
        ["camera.jpg"] * 4,
        ["screen.avif"] * 4,
        ["screen.png", "screen.webp", "screen.avif", "print.jpg"],
    ],
)
def test_four_uploads_at_once_take_at_most_250_megabytes(tmp_path, small, names):
    paths = [scene(tmp_path, name, **ACCEPTED[name]) for name in names]
    megabytes, answers = peak(small, *paths)
    assert answers == ["accepted"]
    assert megabytes <= 250


@pytest.mark.parametrize("name", ["stored.jpg", "screen.png", "screen.avif"])
def test_renditions_for_two_requests_take_at_most_220_megabytes(tmp_path, small, name):
    stored = {"stored.jpg": {"size": (3_360, 2_520)}}
    picture = scene(tmp_path, name, **(ACCEPTED | stored)[name])
    megabytes, _ = peak(small, picture, script=RENDITIONS_SCRIPT)
    assert megabytes <= (220 if name.endswith("png") else 150)
