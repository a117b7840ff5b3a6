"""What is surely wrong in minutes before they are signed, and what of them names persons."""
