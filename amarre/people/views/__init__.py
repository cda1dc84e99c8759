"""Pages about people, imports and segments."""
