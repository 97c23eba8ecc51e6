"""docs/cleaning.md, written from the table of rules: each by name, with what it does and an example.

`python -m indexer.cleaning.catalogue > docs/cleaning.md` runs each example through cleaning and shows what came out. A
test holds the names to those in the code, and the page to this table.
"""

from indexer.blocks import comparable
from indexer.cleaning.learned import Learned
from indexer.cleaning.rule_table import SECTIONS, Entry
from indexer.knowledge.outlets import Outlets, load
from indexer.pipeline import clean
from indexer.source import RawDocument
from search.schema import AccountedLine, Article, Role

_SHOWN = 70  # characters of a line: its ends are what matters
_BEFORE = """# Cleaning rules

Nothing of a raw document vanishes: each line becomes a part of the article or is dropped by a rule, and the article's
page, `morgue inspect` and the JSON name it. These are the rules. Each example was run through cleaning when this page
was written (`python -m indexer.cleaning.catalogue > docs/cleaning.md`): a line of a raw document, what the rule dropped
of it, and what else became of it.
"""


def cleaned(entry: Entry, outlets: Outlets) -> Article:
    """Run an example through cleaning.

    Args:
        entry: whose example.
        outlets: what is known of outlets and boilerplate.
    """
    sidecar = entry.sidecar.encode() if entry.sidecar else None
    document = RawDocument(f"example.{entry.kind}", entry.example.encode(), sidecar)
    lines = enumerate(entry.example.split("\n"), 1)
    recurring = frozenset((at, comparable(line)) for at, line in lines if line and line == entry.recurring)
    return clean(document, outlets, Learned(recurring))


def page(outlets: Outlets) -> str:
    """Write docs/cleaning.md.

    Args:
        outlets: what is known of outlets and boilerplate.

    Raises:
        ValueError: an example does not show its rule.
    """
    written = [_BEFORE]
    for heading, entries in SECTIONS:
        written += [f"## {heading}\n", "| Rule | Drops | A line | Dropped | The rest of it |", "|---|---|---|---|---|"]
        written += [_row(entry, cleaned(entry, outlets)) for entry in entries]
        written.append("")
    return "\n".join(written)


def _row(entry: Entry, article: Article) -> str:
    number = next((one.line for one in article.account if one.rule == entry.name), None)
    if number is None:
        raise ValueError(f"the example of {entry.name} drops nothing by that rule; expected one line at least")
    pieces = [(one, text) for one, text in article.accounted() if one.line == number]
    dropped = " … ".join(_quoted(text) for one, text in pieces if one.rule == entry.name)
    rest = ", ".join(_became(one, text) for one, text in pieces if one.rule != entry.name)
    line = entry.example.split("\n")[number - 1]
    return f"| `{entry.name}` | {entry.what} | {_quoted(line)} | {dropped} | {rest or 'nothing'} |"


def _became(one: AccountedLine, text: str) -> str:
    return f"{one.rule if one.role is Role.DROPPED else one.role.value}: {_quoted(text)}"


def _quoted(text: str) -> str:
    """Write as code in a cell of a table, where a bar would end it."""
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]}…{text[-_SHOWN // 2 :]}"
    return f"`{shown}`".replace("|", "\\|")


if __name__ == "__main__":
    print(page(load()), end="")
