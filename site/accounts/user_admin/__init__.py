"""Users in the admin: staff and members in separate lists, invitations of staff, the chooser."""
