"""Articles to passages, and passages to a searchable index."""
