"""The indexer: from raw documents to articles and passages."""
