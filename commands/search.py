"""`morgue search`: the results of a search on the terminal."""

import os
import sys
import textwrap
from collections.abc import Iterable

import click

from commands.setup import Setup, plain_errors, printable
from search.query import Span
from search.request import MAX_SIZE, SearchRequest, Sort
from search.results import Copy, Hit, SearchResults
from search.web.dates import show_dating
from search.web.exports.rows import Addresses, rows
from search.web.exports.table import csv_lines
from search.web.links import to_request
from search.web.paging import last_page
from search.web.parameters import read
from search.web.serialise import search_answer

WIDTH = 96  # columns: a comfortable line of prose, with its indent under 100


@click.command()
@click.argument("query")
@click.option("--any", "match_any", is_flag=True, help="Articles that have any of the words, not all of them.")
@click.option("--source", "sources", multiple=True, help="Only this source, by its full name; repeat for several.")
@click.option("--not-source", "excluded", multiple=True, help="Not this source, by its full name; repeat for several.")
@click.option("--from", "first", default="", metavar="DATE", help="From 2022, 2022-03 or 2022-03-14 on.")
@click.option("--to", "last", default="", metavar="DATE", help="Up to the end of 2022, 2022-03 or 2022-03-14.")
@click.option("--undated", is_flag=True, help="Only articles without any date.")
@click.option("--stated", is_flag=True, help="Only articles whose date is stated, none inferred.")
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), help="Default: relevance.")
@click.option("--copies", is_flag=True, help="Give copies of one story a hit each, instead of naming them under one.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
@click.option("--size", type=click.IntRange(1, MAX_SIZE), help="Articles a page; default: the setting page_size.")
@click.option("--json", "as_json", is_flag=True, help="Print what /api/v1/search answers.")
@click.option("--csv", "as_csv", is_flag=True, help="Print every result, one row a passage, as UTF-8.")
@click.pass_obj
def search(
    setup: Setup,
    query: str,
    match_any: bool,
    sources: tuple[str, ...],
    excluded: tuple[str, ...],
    first: str,
    last: str,
    undated: bool,
    stated: bool,
    sort: str | None,
    copies: bool,
    page: int,
    size: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Search the archive for QUERY, in the language of docs/query-language.md."""
    pairs = [("q", query), ("match", "any" if match_any else ""), ("from", first), ("to", last)]
    pairs += [
        ("undated", "1" if undated else ""),
        ("stated", "1" if stated else ""),
        ("sort", sort or ""),
        ("page", str(page)),
    ]
    pairs += [("duplicates", "show" if copies else "")]
    pairs += [("size", str(size or setup.settings.page_size)), *(("source", source) for source in sources)]
    pairs += [("not_source", source) for source in excluded]
    with plain_errors():
        request = to_request(read(pairs))
        engine = setup.engine()
        if as_csv:
            for line in csv_lines(rows(engine.every(request).hits, Addresses.of("", request))):
                click.echo(line, nl=False)
            engine.close()
            return
        results = engine.search(request)
        engine.close()
    if as_json:
        click.echo(search_answer(request, results).model_dump_json(indent=2))
    else:
        click.echo("\n".join(_lines(request, results, marked=sys.stdout.isatty() and "NO_COLOR" not in os.environ)))


def _lines(request: SearchRequest, results: SearchResults, *, marked: bool) -> Iterable[str]:
    """Yield the lines of the results.

    Args:
        request: what was asked.
        results: what was answered.
        marked: True to set the query's words in bold, for a terminal.
    """
    if request.query.notes:
        yield f"Read as: {request.query.interpreted}"
    yield from (f"Note: {note.message}" for note in request.query.notes)
    yield from (f"Note: {note}" for note in results.notes)
    told = f"{results.total:,} article{'' if results.total == 1 else 's'}"
    yield told + (f", {results.groups:,} without copies (--copies lists all)" if results.groups < results.total else "")
    for number, hit in enumerate(results.hits, request.offset + 1):
        yield ""
        yield from _hit(number, hit, marked=marked)
    if results.total and not results.hits:
        last = last_page(results.groups, request.size)
        yield f"There is no page {request.page:,}: these results end on page {last:,}."
    left = results.groups - request.offset - len(results.hits)
    if results.hits and left:
        yield f"\n{left:,} more: --page {request.page + 1}"


def _hit(number: int, hit: Hit, *, marked: bool) -> Iterable[str]:
    article = hit.article
    yield f"{number}. {_bold(article.display_title, hit.title_highlights, marked)}"
    dated = show_dating(article.dating) + (" (inferred)" if article.dating.inferred else "")
    facts = [article.source, dated, article.byline and f"by {article.byline}", article.place, article.path]
    yield "   " + " · ".join(printable(fact) for fact in facts if fact)
    for passage in hit.passages:
        text = _bold(passage.text.replace("\n", " "), passage.highlights, marked)
        yield textwrap.fill(text, WIDTH, initial_indent="     ", subsequent_indent="     ")
    if hit.more_passages:
        yield f"     … {hit.more_passages} more"
    if hit.copies:
        also = [_copy(copy) for copy in hit.copies.named] + [f"{hit.copies.more:,} more"] * bool(hit.copies.more)
        yield textwrap.fill(f"Also in: {'; '.join(also)}", WIDTH, initial_indent="   ", subsequent_indent="     ")


def _copy(copy: Copy) -> str:
    """Say where else a story ran: the outlet, or where it is not known the document, and when."""
    name = printable(copy.article.source or copy.article.path)
    dated = show_dating(copy.article.dating)
    return name + (f" ({dated}{', inferred' if copy.article.dating.inferred else ''})" if dated else "")


def _bold(text: str, spans: Iterable[Span], marked: bool) -> str:
    """Set the spans in bold, or leave them, with nothing in the text that could command the terminal."""
    if not marked:
        return printable(text)
    out, at = [], 0
    for start, end in spans:
        out += [printable(text[at:start]), click.style(printable(text[start:end]), bold=True)]
        at = end
    return "".join([*out, printable(text[at:])])
