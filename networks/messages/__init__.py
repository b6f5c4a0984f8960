"""Messages of organisers to all members of a network."""
