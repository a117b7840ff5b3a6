"""The reader of published minutes: text in, facts with their doubts out; plain Python."""
