"""The pages of signing: for those inside, and by a link for those outside."""
