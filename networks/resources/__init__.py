"""Files and links that members share in a network's room."""
