"""The pages of summons."""
