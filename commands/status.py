"""`morgue status`: what the index holds."""

import click

from commands.setup import Setup, plain_errors, printable
from indexer import ledger
from indexer.reindex import LEDGER
from search.language.parser import parse
from search.request import SearchRequest


@click.command()
@click.pass_obj
def status(setup: Setup) -> None:
    """Say what the index holds, by source, and which documents were rejected and why."""
    with plain_errors():
        engine = setup.engine()
        state = engine.stats()
        known = ledger.load(engine.kept(LEDGER))
        sources = engine.search(SearchRequest(parse(""), size=1)).sources
        engine.close()
    rejected = {path: entry.reason for path, entry in known.entries.items() if entry.reason}
    click.echo(f"index       {setup.settings.index}, generation {state.generation}, {state.updated:%Y-%m-%d %H:%M %Z}")
    if state.degraded:
        click.echo(f"degraded    {state.degraded}")
    click.echo(f"raw docs    {setup.settings.raw_docs}, {len(known.entries):,} documents, {len(rejected):,} rejected")
    click.echo(f"articles    {state.articles:,}")
    click.echo(f"passages    {state.passages:,}")
    for value in sources:
        click.echo(f"  {value.count:>9,} {value.label}")
    for path, reason in rejected.items():
        click.echo(f"rejected: {printable(path)}: {printable(reason)}")
