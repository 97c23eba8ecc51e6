"""The query language: from what a reader types to the query tree, and back to words."""
