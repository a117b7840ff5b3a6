"""The rules of preparation in plain Python: the steps, who has them, and when somebody is reminded."""
