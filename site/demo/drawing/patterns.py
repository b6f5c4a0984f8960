"""Patterns: threads, circles and pages."""

import math

from demo.drawing.canvas import Canvas, Point, curve
from demo.drawing.chance import Chance
from demo.drawing.palette import Mood, blend, veil


def threads(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw threads that run together and part again."""
    canvas.fade(mood.ground, blend(mood.ground, mood.light, 0.5))
    number = chance.whole(13, 19)
    knot = (chance.between(650, 950), chance.between(400, 600))
    colours = [each for each in mood.layers if each != mood.ground]
    ends = chance.some_of(range(number), number)
    bright = chance.whole(3, number - 4)
    gather = chance.between(7, 13)
    for index in range(number):
        start = (-30.0, 1000 * (index + 0.5) / number)
        end = (1630.0, 1000 * (ends[index] + 0.5) / number)
        middle = (knot[0], knot[1] + (index - number / 2) * gather)
        colour = mood.accent if index == bright else colours[index % len(colours)]
        width = 20 if index == bright else chance.between(8, 16)
        first = curve(start, (350, start[1]), (knot[0] - 300, middle[1]), middle)
        second = curve(middle, (knot[0] + 300, middle[1]), (1250, end[1]), end)
        canvas.line([*first, *second[1:]], width, colour)
    tall = number * gather + 40
    canvas.box(knot[0] - 16, knot[1] - tall / 2, 32, tall, mood.layers[-1], r=16)


def circles(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw a mosaic of round things, or rings that overlap like drops on water."""
    if chance.happens(0.55):
        _mosaic(canvas, mood, chance)
    else:
        _rings(canvas, mood, chance)


def _mosaic(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    side = chance.one_of((200, 200, 250))
    colours = [mood.ground, *mood.layers]
    columns, rows = math.ceil(1600 / side), 1000 // side
    special = chance.whole(columns + 1, columns * rows - columns - 2)
    for row in range(rows):
        for column in range(columns):
            x, y = column * side, row * side
            ground, shape, inner = chance.some_of(colours, 3)
            if row * columns + column == special:
                shape, ground = mood.accent, mood.light
            canvas.box(x, y, side + 1, side + 1, ground)
            _tile(canvas, x, y, side, (shape, inner), chance)


def _tile(
    canvas: Canvas, x: float, y: float, side: float, colours: tuple[str, str], chance: Chance
) -> None:
    shape, inner = colours
    half = side / 2
    turn = 90 * chance.whole(0, 3)
    corner = {0: (x, y), 90: (x + side, y), 180: (x + side, y + side), 270: (x, y + side)}[turn]
    match chance.whole(0, 4):
        case 0:
            canvas.disc(x + half, y + half, half * 0.8, shape)
            canvas.disc(x + half, y + half, half * 0.35, inner)
        case 1:
            canvas.sector(*corner, side, turn, turn + 90, shape)
            canvas.sector(*corner, half, turn, turn + 90, inner)
        case 2:
            canvas.sector(*corner, side, turn, turn + 90, shape)
        case 3:
            flat = turn in {0, 180}
            first = (x + half, y) if flat else (x, y + half)
            start = 0 if flat else 270
            canvas.sector(*first, half, start, start + 180, shape)
            canvas.sector(x + half, y + half, half, start, start + 180, inner)
        case _:
            for index, colour in enumerate((shape, inner, shape)):
                radius = side * (1 - index / 3)
                canvas.sector(*corner, radius, turn, turn + 90, colour)


def _rings(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    canvas.fade(mood.ground, blend(mood.ground, mood.light, 0.55))
    number = chance.whole(4, 6)
    colours = [each for each in mood.layers if each != mood.ground]
    for index in range(number):
        x = 1600 * (index + 0.5) / number + chance.between(-130, 130)
        y = chance.between(180, 820)
        radius = chance.between(190, 360)
        colour = mood.accent if index == number // 2 else chance.one_of(colours)
        canvas.disc(x, y, radius, veil(colour, 0.32))
        rings = chance.whole(3, 6)
        for ring in range(rings):
            canvas.arc(x, y, radius * (1 - ring / rings), 0, 360, 9, colour)
        canvas.disc(x, y, radius * 0.09, colour)


def pages(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw sheets of paper that lie over one another, with lines nobody can read."""
    ground = chance.one_of((mood.ground, mood.layers[2], mood.layers[3]))
    canvas.fade(ground, blend(ground, mood.layers[-1], 0.2))
    number = chance.whole(4, 6)
    papers = [mood.light, mood.light, mood.layers[0], mood.layers[1], mood.light]
    for index in range(number):
        last = index == number - 1
        x = 1600 * (index + 0.5) / number + chance.between(-90, 90)
        y = 500 + chance.between(-150, 150)
        w = chance.between(360, 460)
        paper = mood.light if last else chance.one_of(papers)
        _sheet(canvas, (x, y), w, chance.between(-0.32, 0.32), paper, mood, chance, last)


def _sheet(
    canvas: Canvas,
    middle: Point,
    w: float,
    turn: float,
    paper: str,
    mood: Mood,
    chance: Chance,
    last: bool,
) -> None:
    h = w * 1.35
    fold = w * 0.2

    def at(x: float, y: float, shift: float = 0) -> Point:
        cos, sin = math.cos(turn), math.sin(turn)
        return (
            middle[0] + x * cos - y * sin + shift,
            middle[1] + x * sin + y * cos + shift,
        )

    corners = [(-w / 2, -h / 2), (w / 2 - fold, -h / 2), (w / 2, fold - h / 2)]
    corners += [(w / 2, h / 2), (-w / 2, h / 2)]
    canvas.shape([at(x, y, 14) for x, y in corners], veil(mood.layers[-1], 0.3))
    canvas.shape([at(x, y) for x, y in corners], paper)
    crease = [(w / 2 - fold, -h / 2), (w / 2, fold - h / 2), (w / 2 - fold, fold - h / 2)]
    canvas.shape([at(x, y) for x, y in crease], blend(paper, mood.layers[-1], 0.25))
    ink = blend(paper, mood.layers[-1], 0.45)
    left = -w * 0.36
    canvas.line([at(left, -h * 0.34), at(left + w * 0.4, -h * 0.34)], w * 0.05, mood.layers[-1])
    marked = chance.whole(2, 7)
    for line in range(10):
        y = -h * 0.22 + line * h * 0.065
        wide = w * (0.36 if line in {4, 9} else chance.between(0.6, 0.72))
        if last and line == marked:
            canvas.line([at(left, y), at(left + wide, y)], w * 0.06, mood.accent)
        canvas.line([at(left, y), at(left + wide, y)], w * 0.018, ink)
