"""What can go wrong in the indexer, in one hierarchy."""

import errno

# A disk or a network that fails, too many open files, no memory: it is not the document that is unfit. Rejecting it
# would take its article, or a whole folder's, out of the index because of a loose cable.
OF_THE_MACHINE = frozenset(
    {
        errno.EIO,
        errno.ENXIO,
        errno.ENODEV,
        errno.ENOMEM,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOSPC,
        errno.ESTALE,
        errno.ETIMEDOUT,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENOTCONN,
    }
)


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
