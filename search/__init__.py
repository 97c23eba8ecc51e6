"""Search: from a query string to highlighted passages, whatever engine answers."""
