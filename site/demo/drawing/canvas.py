"""A canvas measured in its own units, drawn larger than it is kept, so that edges are smooth."""

import math
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = str | tuple[int, int, int, int]

FINER = 2
QUALITY = 88


class Canvas:
    """What a scene is drawn on.

    Args:
        size: Width and height in the units that scenes use.
        width: How wide the picture is to be, in pixels.
        ground: The colour behind everything.
    """

    def __init__(self, size: tuple[int, int], width: int, ground: str) -> None:
        self.width, self.height = size
        self.scale = width * FINER / self.width
        pixels = (round(self.width * self.scale), round(self.height * self.scale))
        self.picture = Image.new("RGB", pixels, ground)
        self.draw = ImageDraw.Draw(self.picture, "RGBA")

    def jpeg(self) -> bytes:
        """Return what was drawn."""
        output = BytesIO()
        self.picture.reduce(FINER).save(output, "JPEG", quality=QUALITY, subsampling=0)
        return output.getvalue()

    def fade(self, top: str, bottom: str) -> None:
        """Fill everything, going from one colour at the top to another at the bottom."""
        column = Image.composite(
            Image.new("RGB", (1, 256), bottom),
            Image.new("RGB", (1, 256), top),
            Image.linear_gradient("L").resize((1, 256)),
        )
        self.picture.paste(column.resize(self.picture.size, Image.Resampling.BILINEAR))

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill what a line of points encloses."""
        self.draw.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=colour)

    def box(self, x: float, y: float, w: float, h: float, colour: Colour, r: float = 0) -> None:
        """Fill a rectangle, with rounded corners where `r` says how round."""
        frame = [x * self.scale, y * self.scale, (x + w) * self.scale, (y + h) * self.scale]
        self.draw.rounded_rectangle(frame, radius=r * self.scale, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        self.draw.ellipse(self._around(x, y, radius), fill=colour)

    def sector(
        self, x: float, y: float, radius: float, start: float, end: float, colour: Colour
    ) -> None:
        """Fill a sector of a circle; angles in degrees, clockwise from the right."""
        self.draw.pieslice(self._around(x, y, radius), start, end, fill=colour)

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float,
        width: float, colour: Colour,
    ) -> None:  # fmt: skip
        """Draw part of a ring."""
        self.draw.arc(
            self._around(x, y, radius), start, end, fill=colour, width=round(width * self.scale)
        )

    def line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """Draw a band of even width along a curve, with round ends."""
        left, right = [], []
        for index, (x, y) in enumerate(points):
            (ax, ay), (bx, by) = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
            length = math.hypot(bx - ax, by - ay) or 1
            dx, dy = (bx - ax) / length * width / 2, (by - ay) / length * width / 2
            left.append((x - dy, y + dx))
            right.append((x + dy, y - dx))
        self.shape([*left, *reversed(right)], colour)
        if isinstance(colour, str):
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, colour)

    def arch(self, x: float, y: float, w: float, h: float, colour: Colour) -> None:
        """Fill a doorway: a rectangle below half a circle. `y` is its foot."""
        top = y - h + w / 2
        self.box(x, top, w, y - top, colour)
        self.sector(x + w / 2, top, w / 2, 180, 360, colour)

    def _around(self, x: float, y: float, radius: float) -> list[float]:
        return [
            (x - radius) * self.scale,
            (y - radius) * self.scale,
            (x + radius) * self.scale,
            (y + radius) * self.scale,
        ]


def curve(a: Point, b: Point, c: Point, d: Point, steps: int = 48) -> list[Point]:
    """Return points along a Bézier curve from `a` to `d`."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        corners = (a, b, c, d)
        points.append(
            (
                sum(w * corner[0] for w, corner in zip(weights, corners, strict=True)),
                sum(w * corner[1] for w, corner in zip(weights, corners, strict=True)),
            )
        )
    return points
