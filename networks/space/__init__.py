"""The private space of a network: its members' room."""
