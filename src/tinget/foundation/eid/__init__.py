"""Signing with an e-identity: services outside the house that know who somebody is, and their proofs."""
