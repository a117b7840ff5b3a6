"""The organisation's plain values: roles and rights, offices and how sure we are of them, rows of facts."""
