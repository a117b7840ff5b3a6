"""The meetings' plain rules: states, seats and quorum, agenda, approval, and what crosses the border."""
