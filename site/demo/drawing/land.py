"""Land and water: hills, waves, paths and night."""

import math
from collections.abc import Sequence

from demo.drawing.canvas import Canvas, Point, curve
from demo.drawing.chance import Chance
from demo.drawing.palette import Mood, blend, is_dark, veil


def _ridge(canvas: Canvas, chance: Chance, height: float, swing: float) -> list[Point]:
    """Return the line of a range of hills: two slow waves and a quicker one."""
    waves = [
        (swing * share, chance.between(*lengths), chance.between(0, math.tau))
        for share, lengths in ((1, (900, 1700)), (0.45, (420, 760)), (0.14, (190, 300)))
    ]
    return [
        (x, height + sum(a * math.sin(x / n * math.tau + p) for a, n, p in waves))
        for x in range(-10, canvas.width + 21, 10)
    ]


def _land(canvas: Canvas, ridge: Sequence[tuple[float, float]], colour: str) -> None:
    canvas.shape([*ridge, (canvas.width + 20, 1010), (-20, 1010)], colour)


def _tree(canvas: Canvas, x: float, y: float, height: float, colour: str, trunk: str) -> None:
    canvas.line([(x, y + 4), (x, y - height * 0.5)], height * 0.05, trunk)
    points = curve(
        (x, y - height),
        (x + height * 0.34, y - height * 0.62),
        (x + height * 0.3, y - height * 0.18),
        (x, y - height * 0.16),
        steps=20,
    )
    canvas.shape([*points, *((2 * x - px, py) for px, py in reversed(points))], colour)
    canvas.line([(x, y - height * 0.1), (x, y - height * 0.55)], height * 0.035, trunk)


def hills(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw ranges of hills, with a sun and here and there a tree."""
    far = mood.layers[0]
    canvas.fade(blend(mood.ground, far, 0.15), blend(mood.ground, mood.light, 0.75))
    x, y = chance.between(300, 1300), chance.between(220, 380)
    size = chance.between(90, 150)
    canvas.disc(x, y, size * 1.55, veil(mood.accent, 0.14))
    canvas.disc(x, y, size, mood.accent)
    number = chance.whole(4, 6)
    for index in range(number):
        depth = index / (number - 1)
        place = depth * (len(mood.layers) - 1)
        low = mood.layers[int(place)]
        high = mood.layers[min(int(place) + 1, len(mood.layers) - 1)]
        colour = blend(low, high, place - int(place))
        ridge = _ridge(canvas, chance, 440 + 430 * depth, 95 - 40 * depth)
        _land(canvas, ridge, colour)
        if depth > 0.3 and chance.happens(0.75):
            leaf = blend(colour, mood.layers[-1], 0.55) if depth < 0.9 else mood.accent
            for _ in range(chance.whole(2, 6)):
                foot = chance.one_of(ridge[4:-4])
                size = chance.between(60, 105) * (0.6 + depth)
                _tree(canvas, foot[0], foot[1] + 14, size, leaf, mood.layers[-1])


def waves(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw the sea: either long swells or a pattern of round crests."""
    if chance.happens(0.6):
        _swells(canvas, mood, chance)
    else:
        _crests(canvas, mood, chance)


def _swells(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    canvas.fade(mood.ground, blend(mood.ground, mood.light, 0.6))
    canvas.disc(chance.between(250, 1350), chance.between(210, 300), 110, mood.accent)
    number = 9
    phase = chance.between(0, math.tau)
    lean = chance.between(0.5, 1.0)
    for index in range(number):
        depth = index / (number - 1)
        place = depth * (len(mood.layers) - 1)
        below = mood.layers[min(int(place) + 1, len(mood.layers) - 1)]
        colour = blend(mood.layers[int(place)], below, place - int(place))
        top, swing, length = 330 + 590 * depth, 26 + 26 * depth, 380 + 320 * depth
        line = [
            (
                x,
                top + swing * math.sin(x / length * math.tau + phase + index * lean)
                + swing * 0.3 * math.sin(x / length * 2 * math.tau + index * 2.1),
            )
            for x in range(-10, canvas.width + 21, 10)
        ]  # fmt: skip
        _land(canvas, line, colour)
        if index % 2:
            canvas.line([(x, y + 26 + 8 * depth) for x, y in line], 5, veil(mood.light, 0.35))


def _crests(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    radius = chance.one_of((150, 180, 220))
    sun = chance.whole(2, 5) * radius
    step = radius * 0.5
    row = 0
    y = -radius * 0.2
    dark = [colour for colour in (*mood.layers, mood.ground) if is_dark(colour)]
    while y < canvas.height + radius * 1.2:
        shift = radius if row % 2 else 0
        for x in range(-2 * radius, canvas.width + 2 * radius + 1, 2 * radius):
            middle = x + shift
            first = chance.one_of(dark)
            chosen = row == 3 and abs(middle - sun) <= radius / 2 + 1
            rings = (mood.light, mood.accent) if chosen else (first, mood.light)
            for index in range(5):
                colour = rings[index % 2] if index else mood.layers[-1]
                canvas.disc(middle, y + radius, radius * (1 - index * 0.19), colour)
        y += step
        row += 1


def paths(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw fields from above, and paths that meet between them."""
    canvas.fade(mood.layers[1], mood.layers[0])
    angle = chance.between(-0.35, 0.35)
    colours = [*mood.layers[:4], mood.ground]
    y = -400.0
    last = ""
    while y < canvas.height + 400:
        tall = chance.between(90, 210)
        colour = chance.one_of([each for each in colours if each != last])
        last = colour
        lean, bow = angle * canvas.width, chance.between(-70, 70)
        top = curve((-20, y - lean / 2), (500, y + bow), (1100, y - bow), (1620, y + lean / 2))
        canvas.shape([*top, (1620, 1410), (-20, 1410)], colour)
        if chance.happens(0.5):
            furrow = blend(colour, mood.layers[-1], 0.22)
            for down in range(1, int(tall // 26)):
                canvas.line([(px, py + down * 26) for px, py in top], 4, furrow)
        y += tall
    meeting = (chance.between(560, 1040), chance.between(380, 620))
    edge = mood.layers[-1]
    starts = [(chance.between(-60, 500), 1080.0), (chance.between(1100, 1660), 1080.0)]
    starts.append((chance.between(500, 1300), -80.0))
    ways = [
        curve(
            start,
            (start[0] + chance.between(-260, 260), (start[1] + meeting[1]) / 2),
            (meeting[0] + chance.between(-340, 340), (start[1] + 2 * meeting[1]) / 3),
            meeting,
        )
        for start in starts
    ]
    for extra, colour in ((26, edge), (0, mood.light)):
        for way in ways:
            canvas.line(way, 64 + extra, colour)
        canvas.disc(*meeting, 92 + extra / 2, colour)
    for way in ways:
        for index in range(3, len(way) - 6, 4):
            canvas.line(way[index : index + 2], 6, veil(edge, 0.55))
    canvas.disc(*meeting, 46, mood.accent)


def night(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw a dark sky with a moon, and one or two windows still lit."""
    canvas.fade("#122b36", "#3b6b78")
    for _ in range(chance.whole(60, 110)):
        size = chance.between(1.2, 3.6)
        x, y = chance.between(0, 1600), chance.between(0, 560)
        canvas.disc(x, y, size, veil(mood.light, chance.between(0.35, 0.95)))
    x, y, size = chance.between(300, 1300), chance.between(170, 300), chance.between(80, 120)
    for halo in (2.6, 1.9, 1.4):
        canvas.disc(x, y, size * halo, veil(mood.accent, 0.07))
    canvas.disc(x, y, size, blend(mood.accent, mood.light, 0.5))
    for dx, dy, crater in ((-0.3, -0.2, 0.2), (0.28, 0.3, 0.14), (0.15, -0.4, 0.1)):
        canvas.disc(x + dx * size, y + dy * size, size * crater, mood.accent)
    house_at = chance.whole(2, 3)
    for index, colour in enumerate(mood.layers):
        ridge = _ridge(canvas, chance, 560 + 88 * index, 70 - 8 * index)
        if index == house_at:
            for _ in range(chance.whole(1, 3)):
                foot = chance.one_of(ridge[15:-15])
                _house(canvas, foot[0], foot[1] + 24, mood, chance)
        _land(canvas, ridge, colour)


def _house(canvas: Canvas, x: float, y: float, mood: Mood, chance: Chance) -> None:
    w, h = chance.between(90, 150), chance.between(80, 120)
    wall = mood.layers[-1]
    canvas.box(x - w / 2, y - h, w, h + 30, wall)
    canvas.shape([(x - w * 0.6, y - h), (x + w * 0.6, y - h), (x, y - h - w * 0.45)], wall)
    canvas.disc(x - w * 0.2, y - h * 0.62, 60, veil(mood.accent, 0.12))
    canvas.box(x - w * 0.32, y - h * 0.8, w * 0.24, h * 0.36, mood.accent)
    if chance.happens(0.4):
        canvas.box(x + w * 0.1, y - h * 0.8, w * 0.24, h * 0.36, mood.accent)
