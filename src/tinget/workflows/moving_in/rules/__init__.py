"""Reading another system's tables: plain Python, no Django, no clock, no database."""
