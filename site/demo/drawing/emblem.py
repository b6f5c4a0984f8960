"""Emblems that stand beside a name: round, quiet, and never a face."""

import math

from demo.drawing.canvas import Canvas
from demo.drawing.chance import Chance
from demo.drawing.growth import leaf
from demo.drawing.palette import Mood, blend, veil

_MIDDLE = 320


def _bloom(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw leaves around a middle, ring within ring."""
    rings = 3
    petals = chance.one_of((5, 6, 7, 8, 10))
    colours = chance.some_of([c for c in mood.layers[1:] if c != mood.ground], 3)
    canvas.disc(_MIDDLE, _MIDDLE, 285, blend(mood.ground, mood.light, 0.6))
    for ring in range(rings):
        length = 265 - ring * 72
        colour = colours[ring] if ring < rings - 1 else mood.accent
        for petal in range(petals):
            angle = math.tau * (petal + 0.5 * (ring % 2)) / petals
            outline, _ = leaf((_MIDDLE, _MIDDLE), angle, length, length * min(0.55, 2.9 / petals))
            canvas.shape(outline, colour)
    canvas.disc(_MIDDLE, _MIDDLE, 34, mood.light)


def _arcs(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw arcs around a middle, each open somewhere else."""
    number = chance.whole(4, 6)
    width = 230 / number
    colours = [each for each in mood.layers if each != mood.ground]
    bright = chance.whole(0, number - 1)
    for index in range(number):
        start = chance.between(0, 360)
        long = chance.between(190, 320)
        colour = mood.accent if index == bright else colours[index % len(colours)]
        canvas.arc(_MIDDLE, _MIDDLE, 280 - index * width, start, start + long, width * 0.7, colour)
    canvas.disc(_MIDDLE, _MIDDLE, 30, mood.layers[-1])


def _quarters(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw four tiles of quarter circles."""
    colours = [mood.ground, *mood.layers]
    bright = chance.whole(0, 3)
    for index in range(4):
        x, y = (index % 2) * 320, (index // 2) * 320
        ground, far, near = chance.some_of(colours, 3)
        if index == bright:
            far = mood.accent
        canvas.box(x, y, 321, 321, ground)
        turn = 90 * chance.whole(0, 3)
        corner = {0: (x, y), 90: (x + 320, y), 180: (x + 320, y + 320), 270: (x, y + 320)}[turn]
        canvas.sector(*corner, 320, turn, turn + 90, far)
        canvas.sector(*corner, 200, turn, turn + 90, near)
        canvas.sector(*corner, 90, turn, turn + 90, mood.light)


def _rising(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw half rings above water, with what the water gives back of them."""
    colours = [each for each in mood.layers if each != mood.ground]
    level = chance.between(360, 430)
    number = chance.whole(4, 5)
    start = chance.whole(0, len(colours) - 1)
    for index in range(number):
        radius = 270 * (1 - index / number)
        colour = colours[(start + index) % len(colours)]
        if index == number - 1:
            colour = mood.accent
        canvas.sector(_MIDDLE, level, radius, 180, 360, colour)
    canvas.box(0, level, 640, 640 - level, mood.layers[-1])
    for index in range(5):
        wide = 400 - index * 66 + chance.between(-30, 30)
        ink = veil(mood.accent if index == 1 else mood.light, 0.7)
        canvas.box(_MIDDLE - wide / 2, level + 34 + index * 36, wide, 9, ink, r=4)


def _weave(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw bands that pass over and under one another."""
    number = chance.whole(3, 4)
    step = 640 / number
    width = step * 0.6
    across, down = chance.some_of([c for c in mood.layers if c != mood.ground], 2)
    bright = chance.whole(0, number - 1)
    for column in range(number):
        colour = mood.accent if column == bright else down
        canvas.box(column * step + (step - width) / 2, -5, width, 650, colour)
    for row in range(number):
        y = row * step + (step - width) / 2
        canvas.box(-5, y, 650, width, across)
        for column in range(row % 2, number, 2):
            colour = mood.accent if column == bright else down
            x = column * step + (step - width) / 2
            canvas.box(x, y - 8, width, width + 16, colour)


EMBLEMS = (_bloom, _bloom, _arcs, _quarters, _rising, _weave)
