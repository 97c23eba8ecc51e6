"""What became of each line of a raw document, as rows of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from search.schema import AccountedLine, Article, Role

_QUOTED = 60  # characters of a line that the page shows anyway: enough to find it
_NAMES = {
    Role.TITLE: "headline",
    Role.STANDFIRST: "standfirst, paragraph {}",
    Role.BODY: "paragraph {}",
    Role.HEADING: "heading {}",
    Role.CAPTION: "caption {}",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the document, or neighbouring lines that are one paragraph.

    Args:
        lines: its number, or the first and the last: "3" or "3–7".
        became: what it is in the article, or the rule that dropped it.
        text: its words; of what the page shows as a paragraph, heading or caption, how it begins.
    """

    lines: str
    became: str
    text: str


def rows(article: Article) -> Iterator[Row]:
    """Yield the account of an article in the order of its raw document, every line that isn't blank.

    Args:
        article: with its account.
    """
    for became, group in groupby(article.accounted(), key=lambda pair: _became(pair[0])):
        lines = list(group)
        if lines[0][0].end:
            first, last = lines[0][0].line, lines[-1][0].line
            words = lines[0][1]
            shown = words if len(words) <= _QUOTED and first == last else f"{words[:_QUOTED].rstrip()} …"
            yield Row(str(first) if first == last else f"{first}–{last}", became, shown)
        else:
            yield from (Row(str(line.line), became, text) for line, text in lines)


def _became(line: AccountedLine) -> str:
    if line.role is Role.DROPPED:
        return f"left out: {line.rule}"
    return _NAMES.get(line.role, line.role.value).format(line.index + 1)
