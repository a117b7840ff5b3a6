"""Fills a demonstration's register with made-up Swedish cases, records and texts, to be measured on."""
