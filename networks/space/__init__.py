"""The space of a network: what its pages share, its home pages and navigation."""
