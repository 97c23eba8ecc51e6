"""Articles and passages as JSON in UTF-8, as the index keeps them: readable by anything, run by nothing."""

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from search.schema import AccountedLine, Article, ArticleHead, Caption, Dating, Kind, Passage, Role, Section

PassageRow = tuple[Kind, str, str]  # kind, section, text
_read = json.JSONDecoder().decode
_day = date.fromisoformat
_KINDS = {kind.value: kind for kind in Kind}


def write_article(article: Article) -> bytes:
    """Write a whole article; dates as ISO days, lines of the account as rows."""
    fields = asdict(replace(article, account=()))
    fields["account"] = [_row(line) for line in article.account]
    return json.dumps(fields, ensure_ascii=False, default=lambda day: day.isoformat()).encode("utf-8")


def read_article(record: bytes) -> Article:
    """Give back what `write_article` was given."""
    fields: dict[str, Any] = _read(record.decode("utf-8"))
    fields["dating"] = _dating(fields["dating"])
    fields["captions"] = tuple(Caption(**caption) for caption in fields["captions"])
    fields["sections"] = tuple(
        Section(section["heading"], tuple(section["paragraphs"])) for section in fields["sections"]
    )
    fields["account"] = tuple(AccountedLine(line, Role(role), *rest) for line, role, *rest in fields["account"])
    return Article(**fields)


def _row(line: AccountedLine) -> list[int | str]:
    """Write what a line became; a dropped one has no range, and most others no text."""
    row: list[int | str] = [line.line, line.role.value, line.text, line.rule]
    return [*row, line.index, line.start, line.end] if line.end else row


def write_head(article_id: str, article: Article) -> bytes:
    """Write what a hit shows of an article, as a row."""
    dating = article.dating
    bounds = [bound.isoformat() if bound else None for bound in (dating.not_before, dating.not_after)]
    head = article.head
    row: list[str | None] = [
        article_id,
        head.path,
        head.title,
        head.display_title,
        head.source,
        head.byline,
        head.byline_role,
        head.place,
    ]
    row += [dating.stated, dating.time, *bounds, dating.evidence]
    return json.dumps(row, ensure_ascii=False).encode("utf-8")


def read_head(record: bytes) -> tuple[str, ArticleHead]:
    """Give back the id and the head of what `write_head` was given."""
    (
        article_id,
        path,
        title,
        display_title,
        source,
        byline,
        byline_role,
        place,
        stated,
        time,
        not_before,
        not_after,
        evidence,
    ) = _read(record.decode("utf-8"))
    dating = Dating(stated, time, not_before and _day(not_before), not_after and _day(not_after), evidence)
    return article_id, ArticleHead(path, title, display_title, dating, source, byline, byline_role, place)


def _dating(fields: dict[str, Any]) -> Dating:
    for bound in ("not_before", "not_after"):
        if fields[bound] is not None:
            fields[bound] = _day(fields[bound])
    return Dating(**fields)


def write_passage(passage: Passage) -> bytes:
    """Write a passage, as a row."""
    row = [passage.kind.value, passage.section, passage.text, passage.paragraph, passage.offset]
    return json.dumps(row, ensure_ascii=False).encode("utf-8")


def read_passage(record: bytes) -> Passage:
    """Give back what `write_passage` was given."""
    kind, section, text, paragraph, offset = _read(record.decode("utf-8"))
    return Passage(Kind(kind), section, text, paragraph, offset)


def read_passage_row(record: bytes) -> PassageRow:
    """Give back of what `write_passage` was given what a hit shows of it."""
    kind, section, text, _, _ = _read(record.decode("utf-8"))
    return _KINDS[kind], section, text
