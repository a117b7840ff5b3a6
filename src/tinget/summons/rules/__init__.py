"""The rules of summons: what it says, when it goes out, who is called in whose place."""
