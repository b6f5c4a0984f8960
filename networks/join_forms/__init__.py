"""Joining: the form as it is asked, what keeps spam out, and how an answer is kept."""
