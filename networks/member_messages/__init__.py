"""Messages from one member to another, sent by the hub without showing an email address."""
