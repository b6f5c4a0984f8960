"""Pictures drawn by the project: flat, calm and abstract, each the same whenever it is drawn.

Nobody is shown. A picture is named by its scene and by a seed, such as the slug of its page.
"""

from demo.drawing.buildings import lamps, rooms, windows
from demo.drawing.canvas import Canvas
from demo.drawing.chance import Chance
from demo.drawing.emblem import EMBLEMS
from demo.drawing.growth import leaves, stones
from demo.drawing.land import hills, night, paths, waves
from demo.drawing.palette import MOODS, NIGHT
from demo.drawing.patterns import circles, pages, threads

SCENES = {
    scene.__name__: scene
    for scene in (
        hills, waves, rooms, lamps, threads, stones,
        leaves, windows, paths, circles, pages, night,
    )
}  # fmt: skip

WIDE = (1600, 1000)
SQUARE = (640, 640)


def draw_scene(name: str, seed: str, width: int = 1600) -> bytes:
    """Draw a scene.

    Args:
        name: One of `SCENES`.
        seed: What makes this picture differ from others of its scene.
        width: In pixels; the height is five eighths of it.

    Returns:
        A JPEG.

    Raises:
        KeyError: There is no such scene.
    """
    chance = Chance(f"{name}/{seed}")
    mood = NIGHT if name == "night" else chance.one_of(MOODS)
    canvas = Canvas(WIDE, width, mood.ground)
    SCENES[name](canvas, mood, chance)
    return canvas.jpeg()


def draw_portrait(seed: str, width: int = 640) -> bytes:
    """Draw an emblem that stands for somebody without showing anybody.

    Args:
        seed: Whose it is.
        width: In pixels; it is square.

    Returns:
        A JPEG.
    """
    chance = Chance(f"portrait/{seed}")
    mood = chance.one_of(MOODS)
    canvas = Canvas(SQUARE, width, mood.ground)
    chance.one_of(EMBLEMS)(canvas, mood, chance)
    return canvas.jpeg()
