"""What people have built: rooms, windows and lamps."""

import math
from itertools import pairwise

from demo.drawing.canvas import Canvas
from demo.drawing.chance import Chance
from demo.drawing.palette import Mood, blend, is_dark, veil


def rooms(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw a house cut open: rooms with doorways, stairs, shelves and lamps."""
    wall = mood.layers[-1]
    canvas.box(0, 0, 1600, 1000, wall)
    thick = 16
    floors = chance.whole(2, 3)
    tall = (canvas.height - thick) / floors
    marked = chance.whole(0, floors - 1)
    for floor in range(floors):
        edges = [0.0]
        while edges[-1] < canvas.width - 640:
            edges.append(edges[-1] + chance.between(250, 470))
        edges.append(canvas.width - thick)
        chosen = chance.whole(0, len(edges) - 2)
        last = ""
        for index, (left, right) in enumerate(pairwise(edges)):
            colours = [each for each in (*mood.layers[:4], mood.ground) if each != last]
            last = chance.one_of(colours)
            if floor == marked and index == chosen:
                last = mood.accent
            x, y = left + thick, floor * tall + thick
            _room(canvas, (x, y, right - left - thick, tall - thick), last, mood, chance)


def _room(
    canvas: Canvas,
    frame: tuple[float, float, float, float],
    colour: str,
    mood: Mood,
    chance: Chance,
) -> None:
    x, y, w, h = frame
    canvas.box(x, y, w, h, colour)
    foot = y + h
    toward = mood.light if is_dark(colour) else mood.layers[-1]
    thing = blend(colour, toward, 0.45)
    canvas.box(x, foot - h * 0.07, w, h * 0.07, blend(colour, toward, 0.18))
    match chance.whole(0, 4):
        case 0:
            wide = min(w * 0.4, h * 0.38)
            canvas.arch(x + w * chance.between(0.15, 0.45), foot, wide, h * 0.68, mood.layers[-1])
        case 1:
            steps = 7
            for step in range(steps):
                rise = h * 0.085
                canvas.box(
                    x + w * 0.1 + step * w * 0.8 / steps,
                    foot - rise * (step + 1),
                    w * 0.8 / steps + 1,
                    rise * (step + 1),
                    thing,
                )
        case 2:
            for shelf in range(3):
                top = y + h * (0.36 + 0.2 * shelf)
                canvas.box(x + w * 0.15, top, w * 0.7, h * 0.02, thing)
                at = x + w * 0.18
                while at < x + w * 0.76:
                    wide, tall = chance.between(14, 34), h * chance.between(0.07, 0.14)
                    ink = chance.one_of((mood.light, mood.accent, thing, mood.layers[-1]))
                    canvas.box(at, top - tall, wide, tall, ink)
                    at += wide + chance.between(4, 18)
        case 3:
            wide = w * 0.5
            left = x + (w - wide) / 2
            canvas.box(left, y + h * 0.18, wide, h * 0.45, mood.light, r=6)
            canvas.box(left + wide / 2 - 4, y + h * 0.18, 8, h * 0.45, colour)
            canvas.box(left, y + h * 0.4 - 4, wide, 8, colour)
        case _:
            canvas.arch(x + w * 0.12, foot, min(w * 0.3, h * 0.3), h * 0.55, thing)
            _plant(canvas, x + w * 0.72, foot, h * 0.42, mood)
    if chance.happens(0.6):
        _pendant(canvas, x + w * chance.between(0.3, 0.7), y, h * 0.2, h * 0.1, mood)


def _plant(canvas: Canvas, x: float, y: float, height: float, mood: Mood) -> None:
    for lean in (-0.75, -0.35, 0.0, 0.35, 0.75):
        tip = (x + math.sin(lean) * height * 0.8, y - height * 0.3 - math.cos(lean) * height * 0.7)
        side = height * 0.07
        canvas.shape(
            [
                (x, y - height * 0.25),
                ((x + tip[0]) / 2 - side, (y - height * 0.25 + tip[1]) / 2 - side / 2),
                tip,
                ((x + tip[0]) / 2 + side, (y - height * 0.25 + tip[1]) / 2 + side / 2),
            ],
            mood.layers[3],
        )
    w = height * 0.3
    canvas.shape(
        [
            (x - w / 2, y - height * 0.28),
            (x + w / 2, y - height * 0.28),
            (x + w * 0.36, y),
            (x - w * 0.36, y),
        ],
        mood.light,
    )


def _pendant(canvas: Canvas, x: float, y: float, drop: float, size: float, mood: Mood) -> None:
    canvas.line([(x, y), (x, y + drop)], 4, mood.layers[-1])
    canvas.disc(x, y + drop + size * 0.42, size * 0.9, veil(mood.light, 0.25))
    canvas.disc(x, y + drop + size * 0.45, size * 0.3, mood.light)
    canvas.sector(x, y + drop + size * 0.45, size * 0.6, 180, 360, mood.layers[-1])


def lamps(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw lamps on long cords, with the light that falls from them."""
    dark = chance.happens(0.6)
    ground = mood.layers[-1] if dark else mood.ground
    canvas.fade(blend(ground, mood.layers[-1], 0.12), blend(ground, mood.light, 0.1))
    cord = blend(ground, mood.light if dark else mood.layers[-1], 0.6)
    number = chance.whole(3, 6)
    room = canvas.width / number
    lit = chance.whole(0, number - 1)
    for index in range(number):
        x = room * (index + 0.5) + chance.between(-0.16, 0.16) * room
        y = chance.between(200, 560)
        size = min(room * 0.34, chance.between(70, 130))
        shade = mood.accent if index == lit else chance.one_of(mood.layers[:3])
        if shade == ground:
            shade = mood.layers[0]
        spread = size * 2.6
        canvas.shape(
            [(x - size, y), (x + size, y), (x + spread, 1010), (x - spread, 1010)],
            veil(mood.light, (0.14 if dark else 0.4) * (1.7 if index == lit else 1)),
        )
        canvas.line([(x, -10), (x, y - size * 0.7)], 5, cord)
        canvas.disc(x, y + size * 0.06, size * 0.34, mood.light)
        _shade(canvas, x, y, size, shade, chance)
    table = blend(mood.layers[2], mood.layers[-1], 0.25)
    canvas.box(0, 900, 1600, 110, table)
    canvas.box(0, 900, 1600, 10, blend(table, mood.light, 0.35))


def _shade(canvas: Canvas, x: float, y: float, size: float, colour: str, chance: Chance) -> None:
    match chance.whole(0, 2):
        case 0:
            canvas.sector(x, y, size, 180, 360, colour)
        case 1:
            canvas.shape(
                [
                    (x - size, y),
                    (x + size, y),
                    (x + size * 0.35, y - size * 0.9),
                    (x - size * 0.35, y - size * 0.9),
                ],
                colour,
            )
        case _:
            canvas.shape([(x - size, y), (x + size, y), (x, y - size * 1.25)], colour)
    canvas.box(x - size * 0.12, y - size * 1.2, size * 0.24, size * 0.35, colour, r=6)


def windows(canvas: Canvas, mood: Mood, chance: Chance) -> None:
    """Draw a front with many windows, some of them lit."""
    wall = chance.one_of((mood.layers[2], mood.layers[3], mood.layers[4]))
    canvas.fade(blend(wall, mood.light, 0.1), wall)
    columns, rows = chance.one_of(((6, 3), (7, 4), (8, 4), (5, 3)))
    w, h = canvas.width / columns, canvas.height / rows
    arched = chance.happens(0.5)
    dim = blend(wall, mood.layers[-1], 0.55) if wall != mood.layers[-1] else mood.layers[3]
    frame = blend(wall, mood.light, 0.3)
    special = chance.whole(0, columns * rows - 1)
    for row in range(rows):
        canvas.box(0, (row + 1) * h - 10, 1600, 8, blend(wall, mood.layers[-1], 0.3))
        for column in range(columns):
            x, y = column * w + w * 0.2, row * h + h * 0.14
            wide, tall = w * 0.6, h * 0.66
            glass = chance.one_of((dim, dim, mood.light, mood.layers[0], mood.layers[1], dim))
            if row * columns + column == special:
                glass = mood.accent
            _window(canvas, (x, y, wide, tall), glass, frame, arched)
            if glass != dim and chance.happens(0.45):
                cover = chance.between(0.2, 0.5)
                shadow = veil(mood.layers[-1], 0.25)
                canvas.box(x, y + tall * (1 - cover), wide, tall * cover, shadow)
            if chance.happens(0.3):
                _boxes(canvas, x, y + tall, wide, mood, chance)


def _window(
    canvas: Canvas,
    place: tuple[float, float, float, float],
    glass: str,
    frame: str,
    arched: bool,
) -> None:
    x, y, w, h = place
    edge = w * 0.06
    if arched:
        canvas.arch(x - edge, y + h + edge, w + 2 * edge, h + 2 * edge, frame)
        canvas.arch(x, y + h, w, h, glass)
    else:
        canvas.box(x - edge, y - edge, w + 2 * edge, h + 2 * edge, frame)
        canvas.box(x, y, w, h, glass)
    canvas.box(x + w / 2 - edge / 2, y, edge, h, frame)
    canvas.box(x, y + h * 0.55, w, edge, frame)
    canvas.box(x - edge * 2.4, y + h + edge * 0.6, w + edge * 4.8, edge * 1.6, frame)


def _boxes(canvas: Canvas, x: float, y: float, w: float, mood: Mood, chance: Chance) -> None:
    for _ in range(9):
        size = chance.between(0.05, 0.11) * w
        colour = chance.one_of((mood.accent, mood.layers[1], mood.layers[0]))
        canvas.disc(x + w * chance.between(0.06, 0.94), y - size * 0.6, size, colour)
    canvas.box(x, y - w * 0.03, w, w * 0.16, mood.layers[-1], r=4)
