"""Personal data of people: subject access, erasure, and redaction of the log."""
