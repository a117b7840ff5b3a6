"""What anyone may read: the front page, and minutes with their decisions and how far the notice has come."""
