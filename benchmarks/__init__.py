"""Benchmarks: generated data and measurements. The product never imports them."""
