"""People credited on pages: the page of each, what it lists, and links to it."""
