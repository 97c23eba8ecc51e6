"""HTML: what of a page is the article, and what the page states about it."""
