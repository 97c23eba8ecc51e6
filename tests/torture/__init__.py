"""What is asked of Morgue to break it."""
