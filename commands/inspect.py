"""`morgue inspect FILE...`: what cleaning makes of a file, without indexing it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from commands.setup import Setup, plain_errors, printable
from indexer.errors import Rejection
from indexer.knowledge.outlets import Outlets, load
from indexer.pipeline import clean, split
from indexer.source import read
from search.schema import Article, Dating


def inspect_files(paths: Iterable[Path], outlets: Outlets, *, as_json: bool, lines: bool = False) -> bool:
    """Print what cleaning makes of files; one that is rejected is told on standard error.

    Args:
        paths: the files, in or outside of the archive.
        outlets: what is known of outlets, boilerplate and events.
        as_json: print one JSON object a line, instead of text for a reader.
        lines: list what became of every line, in the text for a reader; the JSON has it always.

    Returns:
        True if none was rejected.
    """
    is_good = True
    for path in paths:
        try:
            resolved = path.resolve()
            article = clean(read(resolved.parent, resolved), outlets)
            if as_json:
                report = json.dumps(as_record(article, path), ensure_ascii=False)
            else:
                report = "\n".join(map(printable, as_text(article, path, lines=lines).split("\n")))
        except Rejection as rejection:
            click.echo(f"{path}: rejected: {rejection.reason}", err=True)
            is_good = False
            continue
        click.echo(report)
    return is_good


def as_record(article: Article, path: Path) -> dict[str, Any]:
    """Make the JSON object of an article.

    `date` is a day that the document states; null for a less precise one ("2022-03"), which `date_evidence` quotes.
    """
    dating = article.dating
    return {
        "path": str(path),
        "title": article.title,
        "date": dating.stated if len(dating.stated) == len("2022-03-14") else None,
        "date_inferred": {
            "not_before": dating.not_before.isoformat() if dating.not_before else None,
            "not_after": dating.not_after.isoformat() if dating.not_after else None,
        }
        if dating.inferred
        else None,
        "date_evidence": dating.evidence,
        "source": article.source,
        "byline": article.byline,
        "place": article.place,
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
        "headings": list(article.headings),
        "paragraphs": list(article.paragraphs),
        "dropped": [{"line": drop.line, "text": drop.text, "rule": drop.rule} for drop in article.dropped],
        "lines": [
            {"line": line.line, "role": line.role.value, "text": text, "rule": line.rule}
            for line, text in article.accounted()
        ],
        "passages": [
            {"kind": passage.kind.value, "section": passage.section, "text": passage.text} for passage in split(article)
        ],
    }


def as_text(article: Article, path: Path, *, lines: bool = False) -> str:
    """Write an article's cleaning for a reader: metadata with evidence, passages, dropped lines with their rules.

    Args:
        article: what cleaning made of it.
        path: of the file.
        lines: list what became of every line that isn't blank, instead of the dropped ones alone.
    """
    shown = [f"== {path}"]
    for name, value, evidence in (
        ("title", article.title, article.title_evidence),
        ("date", _shown(article.dating), article.dating.evidence),
        ("source", article.source, article.source_evidence),
        ("byline", ", ".join(filter(None, (article.byline, article.byline_role))), ""),
        ("place", article.place, ""),
    ):
        shown.append(f"{name:8} {value or '-'}" + (f"   [{evidence}]" if evidence else ""))
    passages = split(article)
    shown += ["", f"passages ({len(passages)})"]
    for passage in passages:
        shown.append(f"  {passage.kind.value}" + (f" · {passage.section}" if passage.section else ""))
        shown += [f"    {line}" for line in passage.text.split("\n")]
    if lines:
        shown += ["", f"lines ({len({line.line for line in article.account})})"]
        shown += [f"  {line.line:>5}  {line.role.value:10} {line.rule:20} {text}" for line, text in article.accounted()]
    else:
        shown += ["", f"dropped ({len(article.dropped)})"]
        shown += [f"  {drop.line:>5}  {drop.rule:20} {drop.text}" for drop in article.dropped]
    return "\n".join(shown) + "\n"


def _shown(dating: Dating) -> str:
    if dating.inferred:
        bounds = [("not before", dating.not_before), ("not after", dating.not_after)]
        return "inferred: " + ", ".join(f"{name} {day.isoformat()}" for name, day in bounds if day)
    return " ".join(filter(None, (dating.stated, dating.time)))


@click.command("inspect")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--lines", is_flag=True, help="List every line and what it became, or which rule dropped it.")
@click.option(
    "--sources",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your own sources.toml, merged over the built-in one; default: the setting sources.",
)
@click.pass_obj
def inspect(setup: Setup | None, files: tuple[Path, ...], as_json: bool, lines: bool, sources: Path | None) -> None:
    """Show what cleaning makes of each FILE: metadata with evidence, passages, dropped lines with their rules."""
    with plain_errors():
        outlets = load(sources or (setup.settings.sources if setup else None))
    if not inspect_files(files, outlets, as_json=as_json, lines=lines):
        raise SystemExit(1)
