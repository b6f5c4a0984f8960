"""What grows and what lies still: leaves and stones."""

import math

from demo.drawing.canvas import Canvas, Point, curve
from demo.drawing.chance import Chance
from demo.drawing.palette import Mood, blend, is_dark


def leaf(foot: Point, angle: float, length: float, breadth: float) -> tuple[list[Point], Point]:
    """Return the outline of a leaf, and its tip."""
    along = (math.cos(angle), math.sin(angle))
    across = (-along[1] * breadth, along[0] * breadth)
    tip = (foot[0] + along[0] * length, foot[1] + along[1] * length)

    def beside(part: float, side: float) -> Point:
        return (
            foot[0] + along[0] * length * part + across[0] * side,
            foot[1] + along[1] * length * part + across[1] * side,
        )

    there = curve(foot, beside(0.2, 1), beside(0.7, 0.9), tip, steps=18)
    back = curve(tip, beside(0.7, -0.9), beside(0.2, -1), foot, steps=18)
    return [*there, *back], tip


def leaves(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw stems with leaves in pairs."""
    canvas.fade(mood.ground, blend(mood.ground, mood.light, 0.6))
    canvas.disc(chance.between(350, 1250), chance.between(300, 600), 330, mood.layers[0])
    number = chance.whole(4, 6)
    colours = [each for each in mood.layers[1:] if each != mood.ground]
    for index in range(number):
        x = 1600 * (index + 0.5) / number + chance.between(-70, 70)
        top = (x + chance.between(-190, 190), chance.between(40, 330))
        stem = curve(
            (x, 1040), (x + chance.between(-120, 120), 760), (top[0], top[1] + 330), top, steps=60
        )
        colour = mood.accent if index == number // 2 else chance.one_of(colours)
        _stem(canvas, stem, colour, mood, chance)


def _stem(canvas: Canvas, stem: list[Point], colour: str, mood: Mood, chance: Chance) -> None:
    toward = mood.light if is_dark(colour) else mood.layers[-1]
    vein = blend(colour, toward, 0.35)
    canvas.line(stem, 9, colour)
    size = chance.between(150, 240)
    open_ = chance.between(0.6, 1.0)
    broad = chance.between(0.22, 0.4)
    every = chance.whole(6, 9)
    pairs = range(every, len(stem) - 2, every)
    for place in pairs:
        part = place / len(stem)
        (ax, ay), (bx, by) = stem[place - 1], stem[place + 1]
        along = math.atan2(by - ay, bx - ax)
        length = size * (1.1 - 0.65 * part)
        for side in (-1, 1):
            angle = along + side * open_
            outline, tip = leaf(stem[place], angle, length, length * broad)
            canvas.shape(outline, colour)
            (x, y), (tip_x, tip_y) = stem[place], tip
            canvas.line([(x, y), ((x + tip_x * 3) / 4, (y + tip_y * 3) / 4)], 3, vein)
    (ax, ay), (bx, by) = stem[-4], stem[-1]
    outline, _ = leaf(stem[-1], math.atan2(by - ay, bx - ax), size * 0.6, size * broad * 0.6)
    canvas.shape(outline, colour)


def stones(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw stones, one upon another, beside still water."""
    canvas.fade(mood.ground, blend(mood.ground, mood.light, 0.7))
    canvas.disc(chance.between(300, 1300), chance.between(260, 360), 210, mood.layers[0])
    shore = 800.0
    canvas.box(0, shore, 1600, 210, mood.layers[1])
    for index in range(8):
        y = shore + 28 + index * 22
        x, w = chance.between(-100, 1300), chance.between(200, 600)
        canvas.box(x, y, w, 6, blend(mood.layers[1], mood.light, 0.5), r=3)
    piles = chance.whole(2, 4)
    chosen = chance.whole(0, piles - 1)
    for pile in range(piles):
        x = 1600 * (pile + 0.5) / piles + chance.between(-60, 60)
        y = shore + 40
        width = chance.between(360, 460) * (1.0 if piles == 2 else 0.82 if piles == 3 else 0.72)
        number = chance.whole(3, 6) if pile != chosen else chance.whole(4, 6)
        last = mood.layers[1]
        for index in range(number):
            tall = width * chance.between(0.34, 0.5)
            colours = [c for c in mood.layers[2:] if c != last] + [mood.layers[0]]
            last = chance.one_of(colours)
            if pile == chosen and index == number - 1:
                last = mood.accent
            _stone(canvas, (x, y - tall / 2), width, tall, last, mood, chance)
            y -= tall * 0.97
            width *= chance.between(0.68, 0.86)
            x += chance.between(-0.07, 0.07) * width


def _stone(
    canvas: Canvas,
    middle: Point,
    w: float,
    h: float,
    colour: str,
    mood: Mood,
    chance: Chance,
) -> None:
    x, y = middle
    lean = chance.between(-0.07, 0.07)
    power = chance.between(0.72, 0.86)
    outline = []
    for step in range(72):
        turn = step / 72 * math.tau
        dx = math.copysign(abs(math.cos(turn)) ** power, math.cos(turn)) * w / 2
        dy = math.copysign(abs(math.sin(turn)) ** power, math.sin(turn)) * h / 2
        outline.append((x + dx - dy * lean, y + dy + dx * lean))
    canvas.shape(outline, colour)
    toward = mood.light if is_dark(colour) else mood.layers[-1]
    band = blend(colour, toward, 0.28)
    if chance.happens(0.55):
        at = chance.between(-0.25, 0.15) * h
        points = curve(
            (x - w * 0.36, y + at), (x - w * 0.1, y + at - h * 0.12),
            (x + w * 0.1, y + at + h * 0.14), (x + w * 0.36, y + at), steps=24,
        )  # fmt: skip
        canvas.line(points, h * 0.07, band)
