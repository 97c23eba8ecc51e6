"""What goes on from a query as far as it is typed: for the search box, and for browsers that complete searches."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from search.engine import Engine
from search.language.completion import Begun, begun, completed
from search.language.parser import MAX_LENGTH
from search.suggestion import Suggested, Suggestion
from search.web import links
from search.web.dates import show_dating
from search.web.page_links import PATH

_BESIDE_WORDS = {Suggested.SOURCE: 2, Suggested.TITLE: 3}  # lines of each kind at most where words are suggested too
OPENSEARCH_TYPE = "application/x-suggestions+json"  # https://github.com/dewitt/opensearch, Suggestions extension 1.1


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion, and the query with it.

    Args:
        suggestion: what the engine suggests.
        query: the query string with it in place of what was begun.
        articles: how many it finds, where the engine's number says so in this place.
        url: where it leads: to the one article, else to the results of the query.
    """

    suggestion: Suggestion
    query: str
    articles: int | None
    url: str


def offers(engine: Engine, query: str, limit: int) -> list[Offer]:
    """Give what a query that is being typed may become.

    Args:
        engine: suggests.
        query: as far as it is typed.
        limit: how many at most.
    """
    ends = begun(query) if len(query) <= MAX_LENGTH else ()
    is_mixed = any(end.kind is Suggested.WORD for end in ends)
    found = {end: list(_offers(engine, query, end, _share(end, limit, is_mixed))) for end in ends}
    others = sum(len(of_end) for end, of_end in found.items() if end.kind is not Suggested.WORD)
    rest = max(limit - others, 1)
    return [one for end, some in found.items() for one in (some[:rest] if end.kind is Suggested.WORD else some)][:limit]


def opensearch(query: str, offered: list[Offer], root: str) -> list[object]:
    """Write offers as browsers expect them: the query, the completed ones, what each is, and where it leads.

    Args:
        query: as far as it is typed.
        offered: for it.
        root: the address of this server, with a slash at the end.
    """
    return [
        query,
        [offer.query for offer in offered],
        [described(offer) for offer in offered],
        [root.rstrip("/") + offer.url for offer in offered],
    ]


def _share(end: Begun, limit: int, is_mixed: bool) -> int:
    return min(limit, _BESIDE_WORDS.get(end.kind, limit)) if is_mixed else limit


def _offers(engine: Engine, query: str, end: Begun, limit: int) -> Iterator[Offer]:
    for suggestion in engine.suggest(end.text, end.kind, limit):
        whole = completed(query, end, suggestion.text)
        if whole == query:
            continue  # there is nothing left to type
        is_elsewhere = end.kind is Suggested.WORD and end.field  # the number is that of a search in all parts
        url = links.article_path(suggestion.id) if suggestion.id else links.to_url(PATH, [("q", whole)])
        yield Offer(suggestion, whole, None if is_elsewhere else suggestion.articles, url)


def described(offer: Offer) -> str:
    """Say what an offer is and what it finds, in the reader's language; empty where the text says it all."""
    head = offer.suggestion.article
    if head:
        return " · ".join(filter(None, (_("Article"), head.source, show_dating(head.dating))))
    if offer.articles is None:
        return ""
    kind = {Suggested.SOURCE: _("Source"), Suggested.PLACE: _("Place"), Suggested.TITLE: _("Headline")}
    count = ngettext("%(count)s article", "%(count)s articles", offer.articles, count=format_decimal(offer.articles))
    return " · ".join(filter(None, (kind.get(offer.suggestion.kind), count)))
