"""Old minutes in: read a published file, show what was understood, let a person correct and accept it."""
