"""Columns written as whole arrays are what Whoosh's own readers, and ours, read."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from whoosh.codec.whoosh3 import STORED_COLUMN
from whoosh.columns import Column
from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh import column_writer
from search.engines.whoosh.column_writer import ColumnWriter
from search.engines.whoosh.columns import Texts, read_names, read_numbers
from search.engines.whoosh.fields import ARTICLE, whoosh_schema

SCHEMA = whoosh_schema()


def written(stem: Path, articles: int) -> ColumnWriter:
    """Write articles with two passages each, every one from a source of its own."""
    writer = ColumnWriter(stem, SimpleNamespace())
    for number in range(articles):
        names = {"source": f"Source {number}".encode(), "place": b"Hue" if number % 3 else b""}
        filed = (700_000 + number, number % 2 == 0)
        writer.add_article(filed, names, f"head {number}".encode(), f"article {number}".encode())
        writer.add_passage(1, 300, b"x" * number)
        writer.add_passage(3, 0, "ü".encode())
    writer.close()
    return writer


def stock(stem: Path, name: str, count: int, column: Column | None = None) -> list[object]:
    """Read a column as Whoosh does."""
    file = FileStorage(str(stem.parent)).open_file(f"{stem.name}.{name}.col")
    length = stem.with_name(f"{stem.name}.{name}.col").stat().st_size
    reader = (column or SCHEMA[name].column_type).reader(file, 0, length, count)
    read = [reader[document] for document in range(count)]
    file.close()
    return read


@pytest.mark.parametrize("articles", [1, 100, 300])  # one byte does not number 300 sources
def test_whoosh_reads_them(tmp_path: Path, articles: int) -> None:
    stem = tmp_path / "A"
    written(stem, articles)
    count = 3 * articles
    assert stock(stem, "kind", count) == [ARTICLE, 1, 3] * articles
    assert stock(stem, "length", count) == [0, 300, 0] * articles
    assert stock(stem, "day", count)[::3] == [700_000 + number for number in range(articles)]
    assert stock(stem, "stated", count)[::3] == [number % 2 == 0 for number in range(articles)]
    assert stock(stem, "source", count)[::3] == [f"Source {number}".encode() for number in range(articles)]
    assert set(stock(stem, "source", count)[1::3]) == {b""}
    assert stock(stem, "head", count)[::3] == [f"head {number}".encode() for number in range(articles)]
    assert stock(stem, "record", count)[1::3] == [b"x" * number for number in range(articles)]
    assert stock(stem, "_stored", count, STORED_COLUMN) == [None] * count


def test_names_may_be_more_than_two_bytes_number(tmp_path: Path) -> None:
    stem = tmp_path / "A"
    writer = ColumnWriter(stem, SimpleNamespace())
    for number in range(66_000):
        writer.add_article((0, False), {"source": str(number).encode(), "place": b""}, b"", b"")
    writer.close()
    reader = SimpleNamespace(column_reader=lambda name: dict(enumerate(stock(stem, name, 66_000))))
    names, numbers = read_names(stem, "source", reader, 66_000)
    assert [names[number] for number in numbers.tolist()] == [str(number) for number in range(66_000)]


@pytest.mark.parametrize("offsets_from", [4, 1 << 15])
def test_live_documents_are_copied(tmp_path: Path, offsets_from: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_writer, "_OFFSETS_FROM", offsets_from)
    old, new = tmp_path / "A", tmp_path / "B"
    written(old, 5)
    live = np.repeat([True, False, True, True, False], 3)
    reader = SimpleNamespace(column_reader=lambda name: stock(old, name, len(live)))
    writer = ColumnWriter(new, SimpleNamespace())
    writer.add_segment(old, reader, live)
    writer.close()
    assert len(writer) == 9
    assert read_numbers(new, "day", 9)[::3].tolist() == [700_000, 700_002, 700_003]
    assert read_numbers(new, "stated", 9)[::3].tolist() == [1, 1, 0]
    assert stock(new, "source", 9)[::3] == [b"Source 0", b"Source 2", b"Source 3"]
    assert stock(new, "place", 9)[::3] == [b"", b"Hue", b""]
    records = Texts(new, "record", 9)
    assert [records[document] for document in range(9)] == stock(new, "record", 9)
    assert [records[document] for document in (0, 4, 8)] == [b"article 0", b"xx", "ü".encode()]


def test_without_documents_there_are_no_files(tmp_path: Path) -> None:
    ColumnWriter(tmp_path / "A", SimpleNamespace()).close()
    assert not list(tmp_path.iterdir())
