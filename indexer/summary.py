"""What a reindex did, for whoever started it."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Summary:
    """What a reindex did, or would do: each document is counted once. Paths are relative to the archive.

    Args:
        added: paths of new documents.
        changed: paths of documents with other content.
        moved: (old, new) paths.
        removed: paths that are gone (these alone are no documents any more).
        unchanged: how many articles were left alone.
        cleaned_anew: how many unchanged documents were cleaned again (a full reindex, other rules, or something was
            learned from others).
        rejected: (path, reason) of every document that is not in the index, new or known from before.
        copies: how many groups of articles are copies of each other; 0 where nothing was to be done.
        seconds: how long it took.
        full: whether everything was built anew.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    cleaned_anew: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)
    copies: int = 0
    seconds: float = 0.0
    full: bool = False
