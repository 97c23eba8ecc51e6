"""`morgue status`: what the index holds."""

from collections.abc import Iterator

import click

from commands.setup import Setup, plain_errors, printable
from indexer import ledger
from indexer.learning import habits
from indexer.learning.habits import Habits
from indexer.reindex import LEDGER
from indexer.remembered import HABITS
from search.language.parser import parse
from search.request import SearchRequest

_SHOWN = 100  # characters of a line: enough to recognise it


@click.command()
@click.pass_obj
def status(setup: Setup) -> None:
    """Say what the index holds, by source, what was learned from it, and which documents were rejected and why."""
    with plain_errors():
        engine = setup.engine()
        state = engine.stats()
        known = ledger.load(engine.kept(LEDGER))
        learned = habits.load(engine.kept(HABITS))
        sources, stated, undated = (
            engine.search(SearchRequest(parse(query), size=1)) for query in ("", "date:stated", "date:none")
        )
        engine.close()
    rejected = {path: entry.reason for path, entry in known.entries.items() if entry.reason}
    click.echo(f"index       {setup.settings.index}, generation {state.generation}, {state.updated:%Y-%m-%d %H:%M %Z}")
    if state.degraded:
        click.echo(f"degraded    {state.degraded}")
    click.echo(f"raw docs    {setup.settings.raw_docs}, {len(known.entries):,} documents, {len(rejected):,} rejected")
    click.echo(f"articles    {state.articles:,}")
    click.echo(f"passages    {state.passages:,}")
    inferred = state.articles - stated.total - undated.total
    click.echo(f"dates       {stated.total:,} stated, {inferred:,} inferred, {undated.total:,} without")
    for value in sources.sources:
        click.echo(f"  {value.count:>9,} {value.label}")
    for line in _learned(learned):
        click.echo(printable(line))
    for path, reason in rejected.items():
        click.echo(f"rejected: {printable(path)}: {printable(reason)}")


def _learned(learned: Habits) -> Iterator[str]:
    """Write what was learned of outlets; a name that ends in a slash is a folder's, of articles without a source."""
    count = sum(len(habit.lines) for habit in learned.groups.values())
    first = {True: "day", False: "month"}
    orders = {name: habit for name, habit in learned.groups.items() if habit.writes_day_first is not None}
    month_first = sum(habit.writes_day_first is False for habit in orders.values())
    yield f"learned     {count:,} recurring lines; {month_first:,} outlets write the month first"
    for name, habit in learned.groups.items():
        for line in habit.lines:
            shown = line.text if len(line.text) <= _SHOWN else f"{line.text[: _SHOWN - 1]}…"
            yield f"  recurs in {line.count:,} of {habit.articles:,} of {name}: {shown}"
    for name, habit in orders.items():
        votes = habit.day_first + habit.month_first
        agreeing = max(habit.day_first, habit.month_first)
        order = first[bool(habit.writes_day_first)]
        yield f"  {order} first in {agreeing:,} of {votes:,} articles of {name} with dates in figures"
