"""The terminal: what the `morgue` command says and prints."""
