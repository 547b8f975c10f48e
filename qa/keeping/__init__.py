"""Replies, turns and opinions to a database and back: a SQLite file, or PostgreSQL by address."""
