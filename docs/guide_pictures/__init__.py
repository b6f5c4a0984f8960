"""The pictures of the guides, taken from the demonstration by `make pictures`."""
