"""The colours: deep teal, warm sand, coral, moss, ink and cream, in moods that go together."""

from dataclasses import dataclass

from PIL import ImageColor

INK = "#16303a"
DEEP = "#0f4c5c"
SEA = "#2c7a80"
MIST = "#a8cdc6"
FOAM = "#dcebe4"
CREAM = "#f8f0e2"
SAND = "#ebd9ba"
WHEAT = "#dcb878"
OCHRE = "#d99a3d"
CORAL = "#e0735a"
ROSE = "#f0b49d"
CLAY = "#a9503f"
PLUM = "#5a3d55"
MOSS = "#66794a"
SAGE = "#b4c19a"
PINE = "#2f4a3c"


@dataclass(frozen=True)
class Mood:
    """Colours for one picture.

    Attributes:
        ground: What lies behind everything.
        layers: From the far to the near, from pale to deep.
        accent: For the one thing that should be seen first.
        light: For what shines, or is written on.
    """

    ground: str
    layers: tuple[str, ...]
    accent: str
    light: str


MOODS = (
    Mood(CREAM, (SAND, MIST, SEA, DEEP, INK), CORAL, CREAM),
    Mood(FOAM, (MIST, SAGE, SEA, MOSS, DEEP), OCHRE, CREAM),
    Mood(SAND, (ROSE, WHEAT, CORAL, CLAY, PLUM), DEEP, CREAM),
    Mood(CREAM, (SAGE, WHEAT, MOSS, PINE, DEEP), CORAL, CREAM),
    Mood(ROSE, (CREAM, SAND, CORAL, PLUM, DEEP), OCHRE, CREAM),
    Mood(MIST, (FOAM, SAND, SEA, DEEP, INK), CORAL, CREAM),
    Mood(SAND, (CREAM, SAGE, SEA, DEEP, PINE), CLAY, CREAM),
    Mood(DEEP, (SEA, MIST, SAND, ROSE, INK), CORAL, CREAM),
)
NIGHT = Mood(INK, ("#2b5566", "#234a59", "#1c3f4c", "#17343f", "#102730"), WHEAT, CREAM)


def blend(one: str, other: str, part: float) -> str:
    """Return a colour between two others: 0 is the one, 1 the other."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def veil(colour: str, strength: float) -> tuple[int, int, int, int]:
    """Return a colour that what lies behind shines through: 1 is opaque."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue, round(255 * strength)


def is_dark(colour: str) -> bool:
    """Tell whether light things should stand on a colour."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128
