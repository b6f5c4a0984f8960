"""What is done about requests: taken, asked back, accepted, declined, and in time deleted."""
