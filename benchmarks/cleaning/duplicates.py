"""How many edited copies of an article are found, and how many different stories are taken for copies."""

import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.cleaning.copies import copied, unlike
from benchmarks.corpus.texts import read_texts
from indexer.duplicates import CONTAINED, FEWEST, groups
from indexer.signatures import STRETCH, Signature, sign
from search.analysis import words
from search.schema import Dating

COPIES = 2  # of each article, edited each in its own way
GOALS = (0.99, 0.995, 1.0)  # recall and precision at least, and seconds for 10,000 articles at most
_DATED = Dating("2022-03-14")
_PER = 10_000  # articles, that seconds are given for
_RARE = 50  # articles: a stretch in more of them does not make a pair of originals a candidate
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Args:
        originals: real articles long enough to have copies.
        copies: edited copies of them.
        others: different stories that share a paragraph or a quotation with one of them.
        recall: share of the copies that are in a group with their original.
        precision: share of the pairs within groups that are copies of one story.
        wrong: pairs within groups that are not, at most twenty.
        missed: by edit, how many copies with it were not found, of how many.
        seconds: CPU seconds for signatures and groups of 10,000 articles.
    """

    originals: int
    copies: int
    others: int
    recall: float
    precision: float
    wrong: list[Pair]
    missed: dict[str, tuple[int, int]]
    seconds: float

    @property
    def is_good(self) -> bool:
        """True if recall and precision reach their goals; what seconds do is the machine's affair."""
        recall, precision, _ = GOALS
        return self.recall >= recall and self.precision >= precision


def as_text(found: Found) -> str:
    """Write the figures for a reader, with the goals."""
    recall, precision, seconds = GOALS
    others = f"{found.others:,} different stories with a paragraph or a quotation of one"
    lines = [
        f"{found.originals:,} articles, {found.copies:,} edited copies of them, {others}",
        f"recall     {found.recall:.4f}  (goal {recall})",
        f"precision  {found.precision:.4f}  (goal {precision})",
        f"seconds    {found.seconds:.2f}  for 10,000 articles, signatures and groups (goal {seconds})",
    ]
    lines += [f"missed     {missed:4} of {count:5,} with {edit}" for edit, (missed, count) in found.missed.items()]
    return "\n".join(lines + [f"wrong      {one} with {other}" for one, other in found.wrong])


def evaluate(news: Path | None, seed: int = 1) -> Found:
    """Edit copies of real articles, put different stories that share a part beside them, and group all of it.

    Two originals count as copies of each other where half of the shorter one is in the longer one, by all stretches of
    both: real archives hold stories twice, and such pairs prove nothing about edits.

    Args:
        news: a tar file of articles; None for the project's sample.
        seed: of the chance that edits.

    Raises:
        OSError: the file can't be read.
        ValueError: there is no article in it.
    """
    texts = [text for text in read_texts(news) if len(_stretches(text.paragraphs)) >= 2 * FEWEST]
    chance = random.Random(seed)
    bodies: dict[str, Sequence[str]] = {f"{at:05}": text.paragraphs for at, text in enumerate(texts)}
    story = {name: name for name in bodies} | _known_copies(bodies)
    edits: dict[str, tuple[str, ...]] = {}
    originals = list(bodies)
    for name, text in zip(originals, texts, strict=True):
        for number in range(COPIES):
            copy = f"{name}-{number}"
            bodies[copy], edits[copy] = copied(text, texts, chance)
            story[copy] = story[name]
    # The other stories are made of articles that are not in the archive themselves: every third goes, with its copies.
    lent = originals[::3]
    for name in lent:
        host, shared = texts[int(name)], texts[int(chance.choice(originals))]
        bodies[f"{name}-x"], _ = unlike(host, shared, chance)
        story[f"{name}-x"] = story[name]
        for gone in (name, *(f"{name}-{number}" for number in range(COPIES))):
            del bodies[gone]
            edits.pop(gone, None)
    started = time.process_time()
    found = groups(_signed(bodies), {name: name for name in bodies})
    seconds = (time.process_time() - started) * _PER / len(bodies)
    return _judged(found, story, edits, len(originals) - len(lent), len(lent), seconds)


def _signed(bodies: dict[str, Sequence[str]]) -> dict[str, Signature]:
    return {name: sign(paragraphs, _DATED) for name, paragraphs in bodies.items()}


def _judged(
    found: Iterable[Sequence[str]],
    story: dict[str, str],
    edits: dict[str, tuple[str, ...]],
    originals: int,
    others: int,
    seconds: float,
) -> Found:
    right, wrong = 0, []
    with_original = set()
    for group in found:
        for one, other in combinations(group, 2):
            if story[one] == story[other]:
                right += 1
            else:
                wrong.append((one, other))
        with_original |= {name for name in group if name in edits and name.partition("-")[0] in group}
    of_edit = Counter(edit for names in edits.values() for edit in names)
    missed = Counter(edit for name, names in edits.items() if name not in with_original for edit in names)
    return Found(
        originals,
        len(edits),
        others,
        len(with_original) / max(1, len(edits)),
        right / max(1, right + len(wrong)),
        wrong[:20],
        {edit: (missed[edit], count) for edit, count in sorted(of_edit.items())},
        seconds,
    )


def _stretches(paragraphs: Iterable[str]) -> set[tuple[str, ...]]:
    said = words("\n".join(paragraphs))
    return {tuple(said[at : at + STRETCH]) for at in range(len(said) - STRETCH + 1)}


def _known_copies(bodies: dict[str, Sequence[str]]) -> dict[str, str]:
    """Give the story of each original that is a copy of another, by comparing them whole."""
    stretches = {name: _stretches(paragraphs) for name, paragraphs in bodies.items()}
    having: dict[tuple[str, ...], list[str]] = {}
    for name, own in stretches.items():
        for stretch in own:
            having.setdefault(stretch, []).append(name)
    shared: Counter[Pair] = Counter()
    for names in having.values():
        if len(names) <= _RARE:
            shared.update(combinations(sorted(names), 2))
    story = {name: name for name in bodies}
    for (one, other), count in shared.items():
        if count >= CONTAINED * min(len(stretches[one]), len(stretches[other])):
            old, new = story[other], story[one]
            story = {name: new if of == old else of for name, of in story.items()}
    return {name: of for name, of in story.items() if name != of}
