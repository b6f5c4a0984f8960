"""Reviews: when a published page is checked again, and whether its external links still work."""
