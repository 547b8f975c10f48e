"""How the bundled models were made, and how to make them again."""
