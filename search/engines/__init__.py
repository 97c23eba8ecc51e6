"""Engines: what matches, scores and counts. Only this folder knows which one answers."""

from pathlib import Path

from search.engine import Engine
from search.engines.whoosh.engine import WhooshEngine


def open_engine(name: str, index: Path, *, language: str = "english", memory: int = 256, threads: int = 4) -> Engine:
    """Open an engine by its name.

    Args:
        name: "whoosh", the embedded one.
        index: the folder that holds the index; made by the first write.
        language: whose inflections an unquoted word matches, a Snowball stemmer's name.
        memory: megabytes that a process that writes may take.
        threads: how many ask it at once; queries that take long may hold half of them.

    Raises:
        ValueError: the name is unknown, or there is no stemmer for the language.
    """
    if name != "whoosh":
        raise ValueError(f"no engine is called {name!r}; expected 'whoosh'")
    return WhooshEngine(index, language=language, memory=memory, long_queries=max(1, threads // 2))
