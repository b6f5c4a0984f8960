"""Following discussions: emails about new posts, and what a member has not read yet."""
