"""Home page of a network's space, and the home page of its organisers."""
