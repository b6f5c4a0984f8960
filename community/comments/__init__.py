"""Comments of pages: an editor opens and closes them, page by page."""
