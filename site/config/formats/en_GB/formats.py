"""Times by the clock of a ward: 20:10, and never 8:10 p.m. Whatever is not here is Django's."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
