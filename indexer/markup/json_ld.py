"""What the JSON-LD scripts of a page state about its article: headline, date, authors, publisher."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

_ARTICLE_ENDS = ("article", "posting")  # "NewsArticle", "LiveBlogPosting": all of schema.org's kinds of article
_MAX_NODES = 10_000  # looked at: pages have hundreds
_MAX_SCRIPT = 1_000_000  # characters: scripts have thousands; a list of empty lists takes fifty times its length
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


def stated(scripts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield ("JSON-LD headline", text), and so on, of the articles described, in the order of the document.

    Args:
        scripts: their text; one that is broken tells nothing.
    """
    nodes = [node for script in scripts for node in _nodes(script)]
    named = {node["@id"]: node["name"] for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    for node in nodes:
        if _is_article(node.get("@type")):
            yield from _article_fields(node, named)


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """Yield all objects of a script, outer ones first, without recursion."""
    if len(script) > _MAX_SCRIPT:
        return
    written = _CDATA.sub("", script)
    # Some systems put the JSON into a comment: it goes from the first bracket to the last.
    start = min((at for at in map(written.find, "{[") if at >= 0), default=0)
    end = max(map(written.rfind, "}]")) + 1
    try:
        waiting: list[Any] = [json.loads(written[start:end], strict=False)]
    except (ValueError, RecursionError):
        return  # broken or hostile metadata tells nothing; the page's other metadata still may
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            node = [value for value in node.values() if isinstance(value, dict | list)]
        if isinstance(node, list):
            waiting.extend(reversed(node))


def _is_article(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(kind, str) and kind.casefold().endswith(_ARTICLE_ENDS) for kind in kinds)


def _article_fields(node: Mapping[str, Any], named: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("headline", "datePublished"):
        if isinstance(node.get(key), str):
            yield f"JSON-LD {key}", unescape(node[key])  # many systems write entities there, as if it were HTML
    for key in ("author", "publisher"):
        people = node.get(key)
        for person in people if isinstance(people, list) else [people]:
            name = person
            if isinstance(person, dict):
                # Others are described once, and named by their `@id` where they are meant.
                name = person.get("name") or (named.get(person["@id"]) if isinstance(person.get("@id"), str) else None)
            for one in name if isinstance(name, list) else [name]:
                if isinstance(one, str):
                    yield f"JSON-LD {key}", unescape(one)
