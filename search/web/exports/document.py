"""Results as one JSON document: what the search endpoint answers, with every result on its only page."""

from collections.abc import Iterator
from dataclasses import replace

from search.request import SearchRequest
from search.results import Hit, ResultStream
from search.web import links
from search.web.answers import SearchAnswer
from search.web.parameters import DEFAULT_SIZE
from search.web.serialise import hit_answer, search_answer


def json_parts(request: SearchRequest, found: ResultStream) -> Iterator[str]:
    """Yield the parts of the document, in order.

    Args:
        request: what was asked.
        found: what the engine answered.
    """
    request = replace(request, page=1, size=DEFAULT_SIZE)
    answer = search_answer(request, found.results).model_copy(
        update={"size": found.results.groups, "pages": min(1, found.results.groups), "next": None}
    )
    pairs = links.to_pairs(request)
    for number, name in enumerate(SearchAnswer.model_fields):
        yield "," if number else "{"
        if name == "results":
            yield '"results":['
            yield from _joined(found.hits, pairs)
            yield "]"
        else:
            yield answer.model_dump_json(include={name})[1:-1]
    yield "}\n"


def _joined(hits: Iterator[Hit], pairs: links.Pairs) -> Iterator[str]:
    comma = "\n"
    for hit in hits:
        yield comma + hit_answer(pairs, hit).model_dump_json()
        comma = ",\n"
