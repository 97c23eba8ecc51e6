"""The web: pages for readers and JSON for programs, from the same request and the same results."""
