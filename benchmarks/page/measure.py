"""Taking the times and weights of pages, each way of asking in turns with the others."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urljoin

from benchmarks.page.client import BROWSER, Client, Fetched

PEER = "page, as it is"  # no compression, no ETag: what the others are compared with
FLOOR = "stylesheet"  # a static file from the same server: what the server and the connection take


@dataclass(frozen=True, slots=True)
class Timed:
    """What one way of asking took, over all queries.

    Args:
        name: of it.
        first_byte: seconds, of each query the median of its rounds.
        whole: likewise.
        transferred: bytes of each query's answer, headers included.
    """

    name: str
    first_byte: list[float]
    whole: list[float]
    transferred: list[int]


@dataclass(frozen=True, slots=True)
class Weight:
    """What a browser without anything in its cache transfers for a page of results.

    Args:
        path: of a file.
        plain: bytes, headers included.
        compressed: likewise, as a browser asks for it.
    """

    path: str
    plain: int
    compressed: int


def times(client: Client, queries: Sequence[str], rounds: int) -> list[Timed]:
    """Ask each query in every way, in chance order, once to warm up and then as often as there are rounds.

    Args:
        client: asks.
        queries: parameters of searches.
        rounds: of which the median counts.

    Raises:
        ValueError: an answer is not what was expected.
    """
    stylesheet = _linked(client.get(f"/search?{queries[0]}").body.decode("utf-8"), "stylesheet")[0]
    ways: dict[str, Callable[[str], Fetched]] = {
        PEER: lambda query: client.get(f"/search?{query}"),
        "page, compressed": lambda query: client.get(f"/search?{query}", BROWSER),
        "page, brotli": lambda query: client.get(f"/search?{query}", "br"),
        "page, unchanged (304)": lambda query: client.get(f"/search?{query}", BROWSER, etags[query]),
        "JSON, compressed": lambda query: client.get(f"/api/v1/search?{query}", BROWSER),
        "CSV of all results": lambda query: client.get(f"/search.csv?{query}", BROWSER),
        FLOOR: lambda query: client.get(stylesheet, BROWSER),
    }
    etags = {query: client.get(f"/search?{query}", BROWSER).headers["etag"] for query in queries}
    chance = random.Random(1)
    taken: dict[str, list[list[Fetched]]] = {name: [] for name in ways}
    for query in queries:
        of_query: dict[str, list[Fetched]] = {name: [] for name in ways}
        for number in range(rounds + 1):
            for name in chance.sample(list(ways), len(ways)):
                fetched = ways[name](query)
                if fetched.status != (304 if "304" in name else 200):
                    raise ValueError(f"{name}, {query}: the server answered {fetched.status}")
                if number:
                    of_query[name].append(fetched)
        for name, all_of_it in of_query.items():
            taken[name].append(all_of_it)
    return [
        Timed(
            name,
            [median(one.first_byte for one in each) for each in answers],
            [median(one.whole for one in each) for each in answers],
            [each[0].transferred for each in answers],
        )
        for name, answers in taken.items()
    ]


def weights(client: Client, query: str) -> list[Weight]:
    """Weigh a page of results and all that it loads, what scripts import among it.

    Args:
        client: asks.
        query: parameters of the search.
    """
    page = f"/search?{query}"
    html = client.get(page).body.decode("utf-8")
    waiting = [
        page,
        *_linked(html, "stylesheet"),
        *_linked(html, "icon"),
        *re.findall(r'<script[^>]* src="([^"]+)"', html),
    ]
    weighed: dict[str, Weight] = {}
    while waiting:
        path = waiting.pop(0)
        if path not in weighed:
            plain = client.get(path)
            weighed[path] = Weight(path, plain.transferred, client.get(path, BROWSER).transferred)
            if path.endswith(".js"):
                names = re.findall(r"""(?:from|import)\s*["'](\./[^"']+)["']""", plain.body.decode("utf-8"))
                waiting += [urljoin(path, name) for name in names]
    return list(weighed.values())


def _linked(html: str, relation: str) -> list[str]:
    return re.findall(rf'<link rel="{relation}"[^>]* href="([^"]+)"', html)
