"""Page files to articles."""
