"""The pages of messages: what came in, and what was sent."""
