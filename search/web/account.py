"""The raw document beside the article: every line that isn't blank, and what each piece of it became."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from search.schema import Article, Role


@dataclass(frozen=True, slots=True)
class Piece:
    """What a line of the document, or a part of it, became.

    Args:
        role: what it is in the article, or DROPPED.
        number: of the paragraph, heading or caption, from 1; 0 for what there is one of.
        text: its words.
        value: what the article has of it: of a paragraph the same words, of a date line the date; empty if nothing.
        rule: the name of the rule that dropped it; or empty.
        reason: what that rule drops, in a sentence; empty where the index does not say.
    """

    role: Role
    number: int
    text: str
    value: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the document.

    Args:
        line: its number, from 1.
        text: its words.
        pieces: what became of it, in order.
    """

    line: int
    text: str
    pieces: tuple[Piece, ...]

    @property
    def is_dropped(self) -> bool:
        """True if nothing of it is in the article."""
        return all(piece.role is Role.DROPPED for piece in self.pieces)


_COUNTED = frozenset({Role.STANDFIRST, Role.BODY, Role.HEADING, Role.CAPTION})


def rows(article: Article, rules: Mapping[str, str]) -> Iterator[Row]:
    """Yield the account of an article by the lines of its raw document.

    Args:
        article: with its account.
        rules: what rules drop, a sentence each, by name.
    """
    values = {
        Role.TITLE: article.title,
        Role.BYLINE: ", ".join(filter(None, (article.byline, article.byline_role))),
        Role.DATE: article.dating.shown,
        Role.SOURCE: article.source,
        Role.DATELINE: article.place,
        Role.DROPPED: "",
    }
    for line, group in groupby(article.accounted(), key=lambda pair: pair[0].line):
        pieces = tuple(
            Piece(
                role=one.role,
                number=one.index + 1 if one.role in _COUNTED else 0,
                text=text,
                value=values.get(one.role, text),
                rule=one.rule,
                reason=rules.get(one.rule, "") if one.rule else "",
            )
            for one, text in group
        )
        yield Row(line, " ".join(piece.text for piece in pieces), pieces)
