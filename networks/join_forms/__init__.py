"""Join forms: building and showing them, spam protection, and storing submissions."""
