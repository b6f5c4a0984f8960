"""Sessions of a network: their rhythm, their changes, who comes, and the calendar."""
