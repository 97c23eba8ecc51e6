"""The account of a raw document: what became of each of its lines, in order. Nothing vanishes."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from indexer.blocks import comparable
from indexer.cleaning.draft import Taken
from indexer.knowledge.outlets import Outlets
from indexer.metadata import Metadata
from search.schema import AccountedLine, Role

_RANGES = frozenset({Role.STANDFIRST, Role.BODY, Role.HEADING, Role.CAPTION})  # what the article keeps the text of
_KEPT_APART = _RANGES | {Role.DROPPED}
_LOST = {Role.TITLE: "other_title", Role.BYLINE: "other_byline", Role.DATE: "other_date", Role.SOURCE: "other_source"}


def account(
    taken: Iterable[Taken], metadata: Metadata, outlets: Outlets, *others: Sequence[AccountedLine]
) -> tuple[AccountedLine, ...]:
    """Say what each line became, in the order of the document; a line that rules cut comes in pieces.

    A title, byline, date or source that the text states, while the page or the archive keeper states another, is
    dropped as `other_title`, `other_byline`, `other_date` or `other_source`.

    Args:
        taken: all that cleaning took, the body too.
        metadata: what was chosen in the end.
        outlets: the canonical names of sources.
        others: lines that were accounted for before cleaning, each list in order.
    """
    placed: list[tuple[int, int, AccountedLine]] = []
    for lines in others:
        placed += ((line.line, column, line) for column, line in enumerate(lines))
    for one in taken:
        rule = one.rule if one.role not in _LOST or _is_chosen(one, metadata, outlets) else _LOST[one.role]
        placed += _lines(one, rule)
    placed.sort(key=itemgetter(0, 1))
    return tuple(_merged(line for _, _, line in placed))


def _lines(one: Taken, rule: str) -> list[tuple[int, int, AccountedLine]]:
    block, role = one.block, Role.DROPPED if rule else one.role
    if not block.runs:  # as nearly all: a line, or one part of a line
        return [(block.line, block.column, _line(one, role, rule, block.line, 0, len(block.text)))]
    return [(run.line, run.column, _line(one, role, rule, run.line, run.at, end)) for run, end in block.pieces()]


def _line(one: Taken, role: Role, rule: str, number: int, start: int, end: int) -> AccountedLine:
    if role in _RANGES:
        return AccountedLine(number, role, index=one.index, start=start, end=end)
    return AccountedLine(number, role, one.block.text[start:end].strip(" "), rule)


def _is_chosen(one: Taken, metadata: Metadata, outlets: Outlets) -> bool:
    """Say whether what was read in a line is what the article has; a date may be less precise or more."""
    match one.role:
        case Role.TITLE:
            return comparable(one.value) == comparable(metadata.title.value)
        case Role.BYLINE:
            # A page may glue a byline to what follows it, "By Ana DuarteStaff Writer"; its metadata has the name alone.
            read, chosen = comparable(one.value), comparable(metadata.byline.value)
            return bool(chosen) and (read in chosen or chosen in read)
        case Role.DATE:
            stated = metadata.dating.stated
            return bool(stated) and (stated.startswith(one.value) or one.value.startswith(stated))
        case Role.SOURCE:
            return (outlets.canonical(one.value) or one.value) == metadata.source.value
        case _:
            return True


def _merged(lines: Iterable[AccountedLine]) -> Iterator[AccountedLine]:
    """Join neighbours of one line that tell the same of the head: "7 January 2022 |" and "14:06"."""
    last: AccountedLine | None = None
    for line in lines:
        if last and last.role not in _KEPT_APART and (line.line, line.role) == (last.line, last.role):
            last = AccountedLine(line.line, line.role, f"{last.text} {line.text}")
            continue
        if last:
            yield last
        last = line
    if last:
        yield last
