"""What a check of an index finds: each thing that is wrong, as what, got, expected and cure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be.

    Args:
        what: the file, the pointer or the number that it is about.
        got: what was found.
        expected: what should have been.
        cure: what to do.
        generation: number of the generation, 0 for none.
        is_damage: False for what only takes room, or tells of an interrupted run.
    """

    what: str
    got: str
    expected: str
    cure: str
    generation: int = 0
    is_damage: bool = True

    def __str__(self) -> str:
        where = f"generation {self.generation}: {self.what}" if self.generation else self.what
        return f"{where}: got {self.got}, expected {self.expected}; {self.cure}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Args:
        serving: number of the generation that serves, 0 if none is sound.
        generations: how many files of each were held against its manifest, by number.
        findings: what is wrong, in the order it was found.
        holder: who is writing the index just now; empty for nobody.
        ids: of the articles in the generation that serves.
    """

    serving: int
    generations: Mapping[int, int]
    findings: tuple[Finding, ...]
    holder: str = ""
    ids: frozenset[str] = frozenset()

    @property
    def damage(self) -> tuple[Finding, ...]:
        """The findings that are more than left-overs."""
        return tuple(finding for finding in self.findings if finding.is_damage)

    @property
    def sound(self) -> tuple[int, ...]:
        """Numbers of the generations that nothing is wrong with, oldest first."""
        bad = {finding.generation for finding in self.damage}
        return tuple(number for number in sorted(self.generations) if number not in bad)
