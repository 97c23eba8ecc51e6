"""What is known beforehand: outlets, boilerplate, events, and the words of languages."""
