"""Engines: what matches, scores and counts. Only this folder knows which one answers."""

from pathlib import Path

from search.analysis import Inflections
from search.engine import Engine
from search.engines.whoosh import checking, repairing
from search.engines.whoosh.engine import WhooshEngine
from search.soundness import Report


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
    _must_be_known(name)
    return WhooshEngine(index, language=language, memory=memory, long_queries=max(1, threads // 2))


def check_index(name: str, index: Path, *, language: str = "english") -> Report:
    """Read a whole index and say what is wrong with it.

    Args:
        name: of the engine.
        index: the folder that holds the index.
        language: as of `open_engine`.

    Raises:
        ValueError: as of `open_engine`.
        IndexMissingError: nothing was published yet.
    """
    _must_be_known(name)
    return checking.check(index, Inflections(language))


def repair_index(name: str, index: Path, report: Report) -> list[str]:
    """Let what is sound of an index serve; give what was done, each in a sentence.

    Args:
        name: of the engine.
        index: the folder that holds the index.
        report: what `check_index` found, with at least one sound generation.

    Raises:
        IndexBusyError: another process is writing.
        IndexDamagedError: what was sound is no more.
        OSError: it can't be written; nothing has changed.
    """
    _must_be_known(name)
    return repairing.repair(index, report)


def _must_be_known(name: str) -> None:
    if name != "whoosh":
        raise ValueError(f"no engine is called {name!r}; expected 'whoosh'")
