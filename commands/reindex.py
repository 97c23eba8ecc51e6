"""`morgue reindex`: bring the index up to date with the raw documents."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from commands.setup import Setup, plain_errors, printable
from indexer.knowledge import outlets
from indexer.ledger import rules_digest
from indexer.reindex import Archive, Progress, Summary
from indexer.reindex import reindex as bring_up_to_date
from settings import Settings

LINE_EVERY = 1_000  # documents between two lines of progress where there is no terminal to draw a bar on


@click.command()
@click.option("--full", is_flag=True, help="Clean and index every document anew.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--allow-empty", is_flag=True, help="Let an empty folder empty the index.")
@click.option("--verbose", "-v", is_flag=True, help="Name every document that was added, changed, moved or removed.")
@click.pass_obj
def reindex(setup: Setup, full: bool, dry_run: bool, allow_empty: bool, verbose: bool) -> None:
    """Bring the index up to date with the raw documents.

    New, changed, moved and deleted files are found by their content; only those are indexed. A file that was not
    touched since the last time is not read again, unless --full is given. Readers are served the old index until
    the new one is complete. Exit status: 0 done, 1 failed and nothing changed, 3 another reindex is under way.
    """
    settings = setup.settings
    with plain_errors():
        archive = archive_of(settings)
        engine = setup.engine()
        with _progress() as progress:
            summary = bring_up_to_date(
                archive, engine, full=full, dry_run=dry_run, allow_empty=allow_empty, progress=progress
            )
        engine.close()
    _say(summary, dry_run=dry_run, verbose=verbose)


def archive_of(settings: Settings) -> Archive:
    """Give the archive that the settings name.

    Raises:
        NotADirectoryError: its folder is not there.
        IndexerError: the newsroom's own sources can't be used.
    """
    if not settings.raw_docs.is_dir():
        raise NotADirectoryError(0, "there is no such folder of raw documents", str(settings.raw_docs))
    return Archive(
        settings.raw_docs, outlets.load(settings.sources), rules_digest(settings.sources), settings.processes
    )


@contextmanager
def _progress() -> Iterator[Progress]:
    """Give something to report progress to: a bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():

        def line(what: str, done: int, total: int) -> None:
            if total and (done == total or (done and done % LINE_EVERY == 0)):
                click.echo(f"{what} {done:,} of {total:,}", err=True)

        yield line
        return
    width = 30

    def bar(what: str, done: int, total: int) -> None:
        filled = width * done // total if total else width
        click.echo(f"\r{what:<9} [{'#' * filled}{'-' * (width - filled)}] {done:,}/{total:,} ", err=True, nl=False)
        if done == total:
            click.echo(err=True)

    yield bar


def _say(summary: Summary, *, dry_run: bool, verbose: bool) -> None:
    """Print the summary."""
    if verbose:
        for what, paths in (("added", summary.added), ("changed", summary.changed), ("removed", summary.removed)):
            for path in paths:
                click.echo(f"{what}: {printable(path)}")
        for old, new in summary.moved:
            click.echo(f"moved: {printable(old)} -> {printable(new)}")
    for path, reason in summary.rejected:
        click.echo(f"rejected: {printable(path)}: {reason}")
    counts = {
        "added": len(summary.added),
        "changed": len(summary.changed),
        "moved": len(summary.moved),
        "removed": len(summary.removed),
        "cleaned anew": summary.cleaned_anew,
        "unchanged": summary.unchanged,
        "rejected": len(summary.rejected),
    }
    said = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count or what != "cleaned anew")
    click.echo(f"{'would be ' if dry_run else ''}{said}; {summary.seconds:.1f} seconds")
