"""The demonstration: role accounts, a made-up meeting to work in, and one that plays itself."""
