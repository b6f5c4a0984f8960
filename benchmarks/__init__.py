"""A crowded hub, to measure on: as many pages, partners and pieces in workflow as there may be."""
