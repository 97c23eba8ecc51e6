"""Articles and passages in UTF-8, as the index keeps them: readable by anything, run by nothing.

An article is JSON. A passage is a line of JSON and then its text as it is. The text of the body is kept once, with the
passages: an article has the lengths of its paragraphs, and what stands between its passages.
"""

import json
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from search.schema import AccountedLine, Article, ArticleHead, Caption, Dating, Kind, Passage, Role, Section

PassageRow = tuple[Kind, str, str]  # kind, section, text
_read = json.JSONDecoder().decode
_day = date.fromisoformat
_KINDS = {kind.value: kind for kind in Kind}
_dumped = json.JSONEncoder(ensure_ascii=False).encode
_BODY = frozenset({Kind.LEAD, Kind.BODY})


def write_article(article: Article, passages: Sequence[Passage]) -> bytes:
    """Write a whole article but for the text that its passages hold; dates as ISO days."""
    fields: dict[str, Any] = {
        "path": article.path,
        "title": article.title,
        "title_evidence": article.title_evidence,
        "dating": _dating_fields(article.dating),
        "source": article.source,
        "source_evidence": article.source_evidence,
        "byline": article.byline,
        "byline_role": article.byline_role,
        "place": article.place,
        "captions": [[caption.text, caption.credit] for caption in article.captions],
        "sections": [[section.heading, list(map(len, section.paragraphs))] for section in article.sections],
        "body": _pieces(article.paragraphs, passages),
        "account": [_row(line) for line in article.account],
        "digest": article.digest,
    }
    return _dumped(fields).encode("utf-8")


def _pieces(paragraphs: Sequence[str], passages: Sequence[Passage]) -> list[str | int]:
    """Take the body apart: each piece the number of the passage that has it, or a text that none has."""
    whole = "\n".join(paragraphs)
    starts = list(accumulate((len(paragraph) + 1 for paragraph in paragraphs), initial=0))
    pieces: list[str | int] = []
    at = 0
    for number, passage in enumerate(passages):
        if passage.kind not in _BODY or not 0 <= passage.paragraph < len(starts):
            continue
        start = starts[passage.paragraph] + passage.offset
        if start >= at and whole.startswith(passage.text, start):
            pieces += [whole[at:start], number]
            at = start + len(passage.text)
    return [*pieces, whole[at:]]


def read_article(record: bytes, texts: Sequence[str]) -> Article:
    """Give back what `write_article` was given.

    Args:
        record: what it gave.
        texts: of the passages, in order.
    """
    fields: dict[str, Any] = _read(record.decode("utf-8"))
    body = "".join(piece if isinstance(piece, str) else texts[piece] for piece in fields.pop("body"))
    fields["dating"] = _dating(fields["dating"])
    fields["captions"] = tuple(Caption(*caption) for caption in fields["captions"])
    sections = []
    at = 0
    for heading, lengths in fields["sections"]:
        starts = list(accumulate((length + 1 for length in lengths), initial=at))
        paragraphs = tuple(body[start : start + length] for start, length in zip(starts, lengths, strict=False))
        sections.append(Section(heading, paragraphs))
        at = starts[-1]
    fields["sections"] = tuple(sections)
    fields["account"] = tuple(AccountedLine(line, Role(role), *rest) for line, role, *rest in fields["account"])
    return Article(**fields)


def _row(line: AccountedLine) -> list[int | str]:
    """Write what a line became; a dropped one has no range, and most others no text."""
    row: list[int | str] = [line.line, line.role.value, line.text, line.rule]
    return [*row, line.index, line.start, line.end] if line.end else row


def write_head(article_id: str, article: Article) -> bytes:
    """Write what a hit shows of an article, as a row."""
    row: list[str | None] = [
        article_id,
        article.path,
        article.title,
        article.display_title,
        article.source,
        article.byline,
        article.byline_role,
        article.place,
        *_dating_fields(article.dating).values(),
    ]
    return _dumped(row).encode("utf-8")


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


def _dating_fields(dating: Dating) -> dict[str, str | None]:
    return {
        "stated": dating.stated,
        "time": dating.time,
        "not_before": dating.not_before.isoformat() if dating.not_before else None,
        "not_after": dating.not_after.isoformat() if dating.not_after else None,
        "evidence": dating.evidence,
    }


def _dating(fields: dict[str, Any]) -> Dating:
    for bound in ("not_before", "not_after"):
        if fields[bound] is not None:
            fields[bound] = _day(fields[bound])
    return Dating(**fields)


def write_passage(passage: Passage) -> bytes:
    """Write a passage: a row of what describes it, a newline, its text."""
    section = _dumped(passage.section) if passage.section else '""'
    row = f'["{passage.kind}",{section},{passage.paragraph},{passage.offset}]\n{passage.text}'
    return row.encode("utf-8")


def read_passage(record: bytes) -> Passage:
    """Give back what `write_passage` was given."""
    row, _, text = record.decode("utf-8").partition("\n")
    kind, section, paragraph, offset = _read(row)
    return Passage(Kind(kind), section, text, paragraph, offset)


def read_passage_row(record: bytes) -> PassageRow:
    """Give back of what `write_passage` was given what a hit shows of it."""
    row, _, text = record.decode("utf-8").partition("\n")
    kind, section, _, _ = _read(row)
    return _KINDS[kind], section, text
