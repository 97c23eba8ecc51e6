"""What a suggestion takes: the words of an archive's own headlines, typed letter by letter."""

import argparse
import string
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles

from search.engine import Engine
from search.engines import open_engine
from search.suggestion import Suggested

LETTERS = 4  # of a word are typed: with more there is less to choose from
_HEADLINES = 20  # for each letter of the alphabet
_LIMIT = 8  # suggestions: what the page asks for


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `suggest` to the command line."""
    suggest = commands.add_parser("suggest", help="suggestions while a query is typed, on an index that is there")
    suggest.add_argument("index", type=Path, help="the folder of an index")
    suggest.set_defaults(run=_run)


def typed(headlines: Sequence[str], letters: int) -> list[str]:
    """Give the different beginnings of the words of some headlines.

    Args:
        headlines: any.
        letters: how many of each word.
    """
    return sorted({word[:letters].lower() for headline in headlines for word in headline.split() if word[:1].isalpha()})


def measure(engine: Engine) -> Iterator[str]:
    """Yield lines of figures, in milliseconds of this thread's processor time.

    Args:
        engine: just opened.
    """
    engine.stats()
    yield f"the first headline: {_milliseconds(engine, 'th', Suggested.TITLE):.1f}"
    alphabet = string.ascii_lowercase
    headlines = [one.text for a in alphabet for one in engine.suggest(a, Suggested.TITLE, _HEADLINES)]
    for kind in (Suggested.WORD, Suggested.TITLE, Suggested.SOURCE):
        for letters in range(1, LETTERS + 1):
            took = sorted(_milliseconds(engine, begun, kind) for begun in typed(headlines, letters))
            percent = quantiles(took, n=100)
            yield (
                f"{kind.value}, {letters} letters: p50 {percent[49]:.2f}, p95 {percent[94]:.2f}, max {took[-1]:.2f} "
                f"({len(took)} beginnings)"
            )


def _milliseconds(engine: Engine, begun: str, kind: Suggested) -> float:
    started = time.thread_time()
    engine.suggest(begun, kind, _LIMIT)
    return 1000 * (time.thread_time() - started)


def _run(given: argparse.Namespace) -> int:
    engine = open_engine("whoosh", given.index)
    for line in measure(engine):
        print(line)
    engine.close()
    return 0
