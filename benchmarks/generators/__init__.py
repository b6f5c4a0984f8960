"""Networks with as many members, requests and entries of history as there may be, to measure on."""
