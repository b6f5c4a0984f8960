"""Sealed questions: members of a network ask, organisers publish, and no author is stored."""
