"""What can go wrong in the indexer, in one hierarchy."""


class IndexerError(Exception):
    """Any failure of the indexer that a caller may want to catch."""


class Rejection(IndexerError):  # noqa: N818 - DESIGN's word for it: a rejection is an outcome, not a fault
    """A raw document that can't become an article. The rest of the archive goes on without it.

    Args:
        reason: a sentence for the archive keeper: what, got, expected, cure.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OutletsError(IndexerError):
    """The data file of outlets and boilerplate can't be used; the message names file, entry, got and expected."""
