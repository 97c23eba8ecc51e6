"""Repairing an index: what is sound serves under a new number, what is damaged goes."""

from datetime import UTC, datetime
from pathlib import Path

from search.engines.whoosh.generations import verify
from search.engines.whoosh.manifest import MANIFEST, digest, read_manifest
from search.engines.whoosh.pointer import Pointer, numbers, read_pointer, turn
from search.engines.whoosh.publishing import building, clear, lock, publish, remove
from search.errors import IndexDamagedError
from search.soundness import Report


def repair(root: Path, report: Report) -> list[str]:
    """Let the newest sound generation serve, and remove the damaged ones.

    A number that served something else is not used again: what is fallen back to is published anew, its files linked.

    Args:
        root: the index.
        report: what `check` found, with at least one sound generation.

    Returns:
        What was done, each in a sentence.

    Raises:
        IndexBusyError: another process is writing.
        IndexDamagedError: the sound generation is damaged by now.
        OSError: it can't be written; nothing has changed.
    """
    done = []
    with lock(root):
        highest = clear(root)
        sound = verify(root, report.sound[-1])
        vouched = digest(sound.folder / MANIFEST)
        try:
            is_right = read_pointer(root) == Pointer(sound.number, vouched)
        except IndexDamagedError:
            is_right = False
        if not is_right and sound.number == highest:
            turn(root, Pointer(sound.number, vouched))
            done.append(f"CURRENT names generation {sound.number} again.")
        elif not is_right:
            manifest = read_manifest(sound.folder)
            facts = {"schema": manifest.schema, "articles": manifest.articles, "passages": manifest.passages}
            with building(root, sound) as (number, folder):
                publish(root, number, folder, datetime.now(UTC), facts, sound)
            done.append(
                f"Generation {number} serves, which is what generation {sound.number} was: run `morgue reindex` to "
                "bring it up to date."
            )
        for number in {finding.generation for finding in report.damage} & set(numbers(root)):
            if remove(root, number):
                done.append(f"Generation {number} was damaged and is removed.")
    return done
