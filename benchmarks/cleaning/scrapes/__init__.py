"""Plain-text scrapes made of clean articles, so that what each should be cleaned to is known."""
