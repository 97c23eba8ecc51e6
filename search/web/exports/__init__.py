"""A search taken away: the page's address with an ending gives every result as a table, a document or a feed."""
