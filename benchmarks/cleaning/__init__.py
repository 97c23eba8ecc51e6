"""How well cleaning reads raw documents of which the truth is known."""
