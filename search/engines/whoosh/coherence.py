"""Whether the arrays of a generation fit together: counts, offsets within bounds, orders, and ids that are known.

Files that are what was published can only be incoherent by a fault in the code that wrote them, or that reads them now.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import open_dir

from search.analysis import Inflections
from search.engines.whoosh import copies
from search.engines.whoosh.arrays import map_arrays
from search.engines.whoosh.codec import segment_stem
from search.engines.whoosh.columns import Texts, read_numbers
from search.engines.whoosh.dictionary import ARTICLE_IDS, ARTICLE_WORDS, DICTIONARY, FIELDS, Dictionary, Field
from search.engines.whoosh.fields import ARTICLE
from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.manifest import Manifest
from search.engines.whoosh.records import read_article, read_head, read_passage
from search.engines.whoosh.snapshot import Snapshot

_AT_ONCE = 4_000_000  # postings and addresses looked at together: some 100 MB
Problem = tuple[str, str, str]  # what, got, expected


def problems(folder: Path, manifest: Manifest, inflections: Inflections, ids: set[str]) -> Iterator[Problem]:
    """Yield what does not fit together in a generation whose files are what was published.

    Args:
        folder: of the generation.
        manifest: of it.
        inflections: as in `Snapshot`.
        ids: to which those of the articles are added.
    """
    found: list[Problem] = []
    reader = open_dir(str(folder), readonly=True).reader()
    try:
        for leaf, _ in reader.leaf_readers():
            if leaf.segments():
                stem, count = segment_stem(leaf.storage(), leaf.segment()), int(leaf.doc_count_all())
                live = np.ones(count, bool)
                live[np.fromiter(leaf.segment().deleted_docs(), np.int64)] = False
                found += _of_segment(stem, count, live, ids)
    finally:
        reader.close()
    yield from found
    if found:
        return  # counts would tell the same again
    snapshot = Snapshot(folder, inflections)
    for what, got, expected in (
        ("the number of articles", snapshot.articles, manifest.articles),
        ("the number of passages", snapshot.passages, manifest.passages),
        ("the number of different article ids", len(ids), snapshot.articles),
    ):
        if got != expected:
            yield what, f"{got:,}", f"{expected:,}"
    yield from _of_copies(folder, snapshot.articles)


def _of_segment(stem: Path, count: int, live: Any, ids: set[str]) -> Iterator[Problem]:
    dictionary, name = Dictionary(stem), f"{stem.name}{DICTIONARY}"
    begins = dictionary.begins
    if len(begins) != count + 1:
        yield f"{name}: begins", f"{len(begins):,} numbers", f"{count + 1:,}, one more than documents"
        return
    if not _rises(begins):
        yield f"{name}: begins", "numbers that fall", "numbers from 0 that never fall"
    kinds = read_numbers(stem, "kind", count)
    if not np.array_equal(dictionary.articles, np.flatnonzero(kinds == ARTICLE)):
        yield f"{name}: articles", "other documents", "those whose kind is an article's"
        return
    for field in FIELDS:
        limit = len(dictionary.articles) if field == ARTICLE_WORDS else count
        problem = next(_of_field(dictionary.fields[field], limit), None)
        if problem:
            got, expected = problem
            yield f"{name}: {field}", got, expected
            return
    yield from _of_stems(stem, len(dictionary.fields[ARTICLE_WORDS].words))
    yield from _of_texts(stem, count, live, dictionary, ids)


def _rises(numbers: Any) -> bool:
    """Tell whether numbers begin at 0 and never fall."""
    return len(numbers) > 0 and int(numbers[0]) == 0 and not bool((numbers[1:] < numbers[:-1]).any())


def _of_field(field: Field, limit: int) -> Iterator[tuple[str, str]]:
    """Yield (got, expected) for what is wrong with the posting lists of a field."""
    words = len(field.words)
    if any(first >= second for first, second in pairwise(field.words)):
        yield "words out of order", "each once, sorted"
    for name, offsets, length in (("starts", field.starts, len(field.documents)), ("places", field.places, -1)):
        if len(offsets) != words + 1 or not _rises(offsets):
            yield f"{name} that are no offsets of {words:,} words", "one more than words, from 0, never falling"
            return
        if length >= 0 and int(offsets[-1]) != length:
            yield f"{name} that end at {int(offsets[-1]):,}", f"{length:,}, the number of postings"
    if len(field.frequencies) != len(field.documents):
        yield f"{len(field.frequencies):,} frequencies", f"{len(field.documents):,}, one a posting"
        return
    if int(field.places[-1]) != len(field.addresses):
        yield f"{len(field.addresses):,} addresses", f"{int(field.places[-1]):,}, where the last word's end"
        return
    sizes = field.starts + field.places
    cuts = np.unique(np.searchsorted(sizes, np.arange(0, int(sizes[-1]), _AT_ONCE), side="left"))
    for first, last in pairwise([*cuts.tolist(), words]):
        yield from _of_words(field, first, last, limit)


def _of_words(field: Field, first: int, last: int, limit: int) -> Iterator[tuple[str, str]]:
    starts, places = field.starts[first : last + 1], field.places[first : last + 1]
    here = slice(int(starts[0]), int(starts[-1]))
    documents, frequencies = field.documents[here].astype(np.int64), field.frequencies[here]
    if len(documents) and int(documents.max()) >= limit:
        yield f"document {int(documents.max()):,}", f"numbers below {limit:,}"
        return
    if not _ascend(documents, starts - starts[0]):
        yield "documents of a word out of order", "each once, ascending"
    if len(frequencies) and int(frequencies.min()) < 1:
        yield "a posting with frequency 0", "1 or more"
    addresses = field.addresses[int(places[0]) : int(places[-1])].astype(np.int64)
    if not len(addresses):
        return
    total = np.concatenate([[0], np.cumsum(frequencies, dtype=np.int64)])
    if not np.array_equal(total[starts - starts[0]], places - places[0]):
        yield "other numbers of addresses than the frequencies add up to", "one for each time the word stands there"
        return
    lowest = np.repeat(field.begins[documents].astype(np.int64), frequencies)
    highest = np.repeat(field.begins[documents + 1].astype(np.int64), frequencies)
    if bool(((addresses < lowest) | (addresses > highest)).any()):
        yield "an address outside of its document", "one between the document's first and last"
    # An article and its first passage begin at the same address, where both are documents of its id.
    if not _ascend(addresses, places - places[0], or_stay=True):
        yield "addresses of a word out of order", "ascending"


def _ascend(numbers: Ints, starts: Ints, *, or_stay: bool = False) -> bool:
    """Tell whether numbers ascend, or stay, within each part that begins at one of `starts`."""
    falls = np.flatnonzero(numbers[1:] < numbers[:-1] + (0 if or_stay else 1)) + 1
    return bool(np.isin(falls, starts).all())


def _of_stems(stem: Path, words: int) -> Iterator[Problem]:
    arrays = map_arrays(Path(f"{stem}{DICTIONARY}"))
    starts, numbers = arrays["stems.starts"], arrays["stems.words"]
    if not _rises(starts) or int(starts[-1]) != len(numbers) or not np.array_equal(np.sort(numbers), np.arange(words)):
        yield f"{stem.name}{DICTIONARY}: stems", "groups that leave words out", "each word in the group of one stem"


def _of_texts(stem: Path, count: int, live: Any, dictionary: Dictionary, ids: set[str]) -> Iterator[Problem]:
    """Read every text of a segment, and hold the ids against the dictionary's."""
    heads, records = Texts(stem, "head", count), Texts(stem, "record", count)
    field = dictionary.fields[ARTICLE_IDS]
    articles = dictionary.articles.tolist()
    for document, end in pairwise([*articles, count]):
        if not live[document]:
            continue
        try:
            article_id, _ = read_head(heads[document])
            texts = [read_passage(records[passage]).text for passage in range(document + 1, end)]
            read_article(records[document], texts)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            yield f"{stem.name}: document {document}", f"a text that can't be read ({error})", "an article"
            continue
        number = field.find(article_id)
        found = field.postings(number)[0].tolist() if number >= 0 else []
        if found != list(range(document, end)):
            yield f"{stem.name}: article {article_id}", f"{len(found)} documents", f"the {end - document} of its own"
        if article_id in ids:
            yield f"{stem.name}: article {article_id}", "the article a second time", "each once"
        ids.add(article_id)


def _of_copies(folder: Path, articles: int) -> Iterator[Problem]:
    path = folder / copies.ARRAYS
    if not path.exists():
        return
    arrays = map_arrays(path)
    members, sizes = arrays["members"], arrays["sizes"]
    is_partition = int(sizes.sum()) == len(members) and len(np.unique(members)) == len(members)
    if not is_partition or int(sizes.min(initial=2)) < 2 or int(members.max(initial=0)) >= articles:
        yield (
            path.name,
            "groups that don't add up",
            f"articles below {articles:,}, each in one group of two or more at most",
        )
