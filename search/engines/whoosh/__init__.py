"""The embedded engine: a Whoosh index on disk, read through arrays."""
