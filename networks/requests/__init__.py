"""Join requests in the admin: inbox, decisions, invitations, replies and retention."""
