"""The organisation's plain values: roles and rights, offices and how sure we are of them, the rows of its facts."""
