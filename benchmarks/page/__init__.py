"""What a reader waits for: first byte and size of a page of results, through the real server."""
