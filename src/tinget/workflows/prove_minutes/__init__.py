"""Proof of minutes to check elsewhere: time stamps over the ledger, and a bundle to take away."""
