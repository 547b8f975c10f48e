"""How good the answers and the models are, in figures."""
