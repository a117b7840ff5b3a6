"""An allocation becomes a record in a case, and the case an item of the committee's agenda."""
