"""What can go wrong while the archive is indexed and read, made to happen: `python -m tests.faults` does all of it."""
