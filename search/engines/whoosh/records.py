"""Articles and passages as JSON, the form in which the index stores them: readable by anything, run by nothing."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from search.schema import Article, Caption, Dating, DroppedLine, Kind, Passage, Section


def write_article(article: Article) -> str:
    """Give the article as JSON; dates as ISO days."""
    return json.dumps(asdict(article), ensure_ascii=False, default=lambda day: day.isoformat())


def read_article(record: str) -> Article:
    """Give back what `write_article` was given."""
    fields: dict[str, Any] = json.loads(record)
    dating = fields["dating"]
    for bound in ("not_before", "not_after"):
        if dating[bound] is not None:
            dating[bound] = date.fromisoformat(dating[bound])
    fields["dating"] = Dating(**dating)
    fields["captions"] = tuple(Caption(**caption) for caption in fields["captions"])
    fields["sections"] = tuple(
        Section(section["heading"], tuple(section["paragraphs"])) for section in fields["sections"]
    )
    fields["dropped"] = tuple(DroppedLine(**line) for line in fields["dropped"])
    return Article(**fields)


def write_passage(passage: Passage) -> str:
    """Give the passage as JSON."""
    return json.dumps(asdict(passage), ensure_ascii=False)


def read_passage(record: str) -> Passage:
    """Give back what `write_passage` was given."""
    fields: dict[str, Any] = json.loads(record)
    fields["kind"] = Kind(fields["kind"])
    return Passage(**fields)
