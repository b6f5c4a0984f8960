"""What organisers write to everybody in a network, and how one stops it."""
