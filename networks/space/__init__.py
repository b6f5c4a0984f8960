"""The space of a network: the access check, forms, search and navigation of its pages."""
