"""Benchmarks: what the promises cost, as ratios within one run; never part of the tests."""
