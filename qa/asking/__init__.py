"""A question to ranked passages, and those to an answer made of citations."""
