"""Files and links that members share in the space of a network."""
