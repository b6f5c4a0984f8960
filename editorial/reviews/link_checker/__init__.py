"""The link checker: extracts the external links of public pages, and probes them in turn."""
