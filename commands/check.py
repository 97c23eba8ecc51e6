"""`morgue check`: whether the index is what was published, and how to mend it."""

import json
from dataclasses import replace
from itertools import groupby

import click

from commands.reindex import archive_of
from commands.setup import Setup, plain_errors, printable
from indexer import ledger
from indexer.reindex import LEDGER, reindex
from search.engines import check_index, repair_index
from search.soundness import Finding, Report

DAMAGED = 4  # exit status: something is damaged, but a generation is sound
NOTHING_SOUND = 5  # exit status: no generation is sound
_LISTED = 20  # findings of a generation that are printed; a disk that fails may damage thousands of files


@click.command()
@click.option(
    "--repair", is_flag=True, help="Fall back to the newest sound generation; without one, index raw_docs anew."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.pass_obj
def check(setup: Setup, repair: bool, as_json: bool) -> None:
    """Read the whole index and say what is wrong with it.

    Every file is held against its manifest, and what is in it against each other; nothing is changed without --repair.
    Exit status: 0 all is sound, 1 it could not be checked or repaired, 3 a reindex is under way (with --repair), 4
    something is damaged but a generation is sound, 5 nothing is sound.
    """
    with plain_errors():
        report = _checked(setup)
        done: list[str] = []
        if repair and report.damage:
            done = _repaired(setup, report)
            report = _checked(setup)
    click.echo(json.dumps(_record(report, done)) if as_json else "\n".join(_lines(report, done)))
    if report.damage:
        raise SystemExit(DAMAGED if report.sound else NOTHING_SOUND)


def _checked(setup: Setup) -> Report:
    """Check the index, and what the indexer keeps with it."""
    settings = setup.settings
    report = check_index(settings.engine, settings.index, language=settings.language)
    if report.serving not in report.sound:
        return report
    engine = setup.engine()
    known = ledger.load(engine.kept(LEDGER)) if engine.stats().generation == report.serving else None
    engine.close()
    ids = {entry.id for entry in known.entries.values() if entry.id} if known else report.ids
    if ids == report.ids:
        return report
    finding = Finding(
        "the ledger",
        f"{len(ids - report.ids):,} articles that are not indexed, {len(report.ids - ids):,} indexed that it lacks",
        "the articles that are indexed",
        "run `morgue check --repair`",
        report.serving,
    )
    return replace(report, findings=(*report.findings, finding))


def _repaired(setup: Setup, report: Report) -> list[str]:
    settings = setup.settings
    if report.sound:
        return repair_index(settings.engine, settings.index, report)
    engine = setup.engine()
    summary = reindex(archive_of(settings), engine, full=True)
    count = engine.stats().articles
    engine.close()
    return [f"No generation was sound: {count:,} articles of {settings.raw_docs} are indexed anew."] + [
        f"rejected: {path}: {reason}" for path, reason in summary.rejected
    ]


def _lines(report: Report, done: list[str]) -> list[str]:
    lines = list(done)
    for number, files in sorted(report.generations.items()):
        role = "serves" if number == report.serving else "kept"
        state = "sound" if number in report.sound else "damaged"
        lines.append(f"generation {number}: {role}, {state}, {files:,} files")
    for _, grouped in groupby(report.findings, lambda finding: (finding.generation, finding.is_damage)):
        found = list(grouped)
        lines += [f"{'damaged' if each.is_damage else 'note'}: {each}" for each in found[:_LISTED]]
        lines += [f"and {len(found) - _LISTED:,} more"] * (len(found) > _LISTED)
    lines.append(f"lock: {f'held by {report.holder}' if report.holder else 'free'}")
    if not report.damage:
        lines.append("The index is sound.")
    elif report.sound:
        lines.append(f"The index is damaged; generation {report.sound[-1]} is sound. Run `morgue check --repair`.")
    else:
        lines.append("No generation is sound. Run `morgue check --repair`, which indexes the raw documents anew.")
    return [printable(line) for line in lines]


def _record(report: Report, done: list[str]) -> dict[str, object]:
    """Make the JSON object of a report."""
    return {
        "sound": not report.damage,
        "serving": report.serving or None,
        "generations": [
            {"number": number, "files": files, "sound": number in report.sound}
            for number, files in sorted(report.generations.items())
        ],
        "findings": [
            {
                "generation": finding.generation or None,
                "what": finding.what,
                "got": finding.got,
                "expected": finding.expected,
                "cure": finding.cure,
                "damage": finding.is_damage,
            }
            for finding in report.findings
        ],
        "lock": report.holder or None,
        "repaired": done,
    }
