import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import ledger, source
from indexer.knowledge import outlets
from indexer.reindex import LEDGER, Archive, EmptyArchiveError, Summary, reindex
from search.engine import Engine
from search.engines import open_engine
from search.errors import IndexBusyError
from search.language.parser import parse
from search.request import Duplicates, SearchRequest

OUTLETS = outlets.load()

TEXT = """{title}

January 07, 2022 | 14:06
By Ann Writer

The council of the port met on Friday to speak about {subject}, and came to no decision after four hours of talk.

It will meet again in a week, said its chairwoman, who had hoped for another outcome and did not hide it from anyone.
"""


class Keeper:
    """An archive, and somebody who works on it."""

    def __init__(self, folder: Path) -> None:
        self.raw_docs = folder / "raw_docs"
        self.raw_docs.mkdir()
        self.engine = open_engine("whoosh", folder / "index")
        self.rules = "as they are"

    def put(self, path: str, subject: str, title: str = "Port council meets") -> Path:
        file = self.raw_docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(title=title, subject=subject), encoding="utf-8")
        return file

    def reindex(self, *, full: bool = False, dry_run: bool = False, allow_empty: bool = False) -> Summary:
        archive = Archive(self.raw_docs, OUTLETS, self.rules)
        return reindex(archive, self.engine, full=full, dry_run=dry_run, allow_empty=allow_empty)

    def find(self, query: str) -> dict[str, str]:
        """Give path to id of what a query finds."""
        request = SearchRequest(parse(query), duplicates=Duplicates.SHOW)  # they differ in a word or two
        return {hit.article.path: hit.id for hit in self.engine.search(request).hits}


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    keeper = Keeper(tmp_path)
    yield keeper
    keeper.engine.close()


def test_adds_changes_moves_and_removes(keeper: Keeper) -> None:
    for name in ("cranes", "ferries", "pilots", "lights"):
        keeper.put(f"{name}.txt", name)
    first = keeper.reindex()
    assert (sorted(first.added), first.full) == (["cranes.txt", "ferries.txt", "lights.txt", "pilots.txt"], True)
    before = keeper.find("council")

    keeper.put("cranes.txt", "tugboats")
    (keeper.raw_docs / "2022").mkdir()
    (keeper.raw_docs / "ferries.txt").rename(keeper.raw_docs / "2022" / "ferries.txt")
    (keeper.raw_docs / "pilots.txt").unlink()
    keeper.put("new.txt", "buoys")
    second = keeper.reindex()
    assert second.added == ["new.txt"]
    assert second.changed == ["cranes.txt"]
    assert second.moved == [("ferries.txt", "2022/ferries.txt")]
    assert second.removed == ["pilots.txt"]
    assert (second.unchanged, second.full, second.rejected) == (1, False, [])
    assert keeper.find("cranes") == {}
    assert keeper.find("tugboats") == {"cranes.txt": before["cranes.txt"]}
    assert keeper.find("ferries") == {"2022/ferries.txt": before["ferries.txt"]}  # links to it go on working
    assert keeper.find("pilots") == {}
    assert len(keeper.find("council")) == 4


def test_with_nothing_to_do_publishes_nothing(keeper: Keeper) -> None:
    keeper.put("cranes.txt", "cranes")
    keeper.reindex()
    before = keeper.engine.stats()
    os.utime(keeper.raw_docs / "cranes.txt", (0, 0))  # it is the content that counts
    summary = keeper.reindex()
    assert (summary.unchanged, summary.added, summary.changed) == (1, [], [])
    assert keeper.engine.stats() == before


def test_finds_a_change_that_keeps_size_and_time(keeper: Keeper) -> None:
    file = keeper.put("cranes.txt", "cranes")
    os.utime(file, (1_000_000, 1_000_000))
    keeper.reindex()
    keeper.put("cranes.txt", "drains")
    os.utime(file, (1_000_000, 1_000_000))
    assert keeper.reindex().changed == ["cranes.txt"]
    assert set(keeper.find("drains")) == {"cranes.txt"}


def test_a_file_that_takes_the_path_of_a_moved_one_gets_its_own_id(keeper: Keeper) -> None:
    keeper.put("a.txt", "cranes")
    keeper.reindex()
    (keeper.raw_docs / "a.txt").rename(keeper.raw_docs / "b.txt")
    keeper.reindex()
    keeper.put("a.txt", "buoys")
    keeper.reindex()
    found = keeper.find("council")
    assert set(found) == {"a.txt", "b.txt"}
    assert found["a.txt"] != found["b.txt"]


def test_copies_are_two_articles(keeper: Keeper) -> None:
    shutil.copy(keeper.put("a.txt", "cranes"), keeper.raw_docs / "b.txt")
    keeper.reindex()
    assert set(keeper.find("cranes")) == {"a.txt", "b.txt"}


def test_unusable_files_are_rejected_with_their_reason_each_time(keeper: Keeper) -> None:
    keeper.put("good.txt", "cranes")
    (keeper.raw_docs / "empty.txt").write_text("")
    (keeper.raw_docs / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (keeper.raw_docs / "broken.txt.gz").write_bytes(b"\x1f\x8bnonsense")
    (keeper.raw_docs / "away.txt").symlink_to("/etc/hostname")
    first = keeper.reindex()
    assert first.added == ["good.txt"]
    reasons = dict(first.rejected)
    assert set(reasons) == {"away.txt", "binary.txt", "broken.txt.gz", "empty.txt"}
    assert all(len(reason) > 10 for reason in reasons.values())
    assert "gzip" in reasons["broken.txt.gz"]
    again = keeper.reindex()
    assert dict(again.rejected) == reasons
    assert again.changed == []


def test_an_article_that_becomes_unusable_goes_and_comes_back(keeper: Keeper) -> None:
    keeper.put("a.txt", "cranes")
    keeper.put("b.txt", "buoys")
    keeper.reindex()
    before = keeper.find("cranes")
    (keeper.raw_docs / "a.txt").write_text("")
    assert [path for path, _ in keeper.reindex().rejected] == ["a.txt"]
    assert keeper.find("cranes") == {}
    (keeper.raw_docs / "a.txt").unlink()
    (keeper.raw_docs / "a.txt").symlink_to("/etc/hostname")
    assert [path for path, _ in keeper.reindex().rejected] == ["a.txt"]
    (keeper.raw_docs / "a.txt").unlink()
    keeper.put("a.txt", "cranes")
    keeper.reindex()
    assert keeper.find("cranes") == before


def test_a_dry_run_changes_nothing(keeper: Keeper) -> None:
    keeper.put("a.txt", "cranes")
    keeper.reindex()
    before = keeper.engine.stats()
    keeper.put("a.txt", "buoys")
    keeper.put("b.txt", "pilots")
    (keeper.raw_docs / "c.txt").write_text("")
    summary = keeper.reindex(dry_run=True)
    assert (summary.changed, summary.added) == (["a.txt"], ["b.txt"])
    assert [path for path, _ in summary.rejected] == ["c.txt"]
    assert keeper.engine.stats() == before


def test_a_full_reindex_keeps_ids(keeper: Keeper) -> None:
    keeper.put("a.txt", "cranes")
    keeper.reindex()
    (keeper.raw_docs / "a.txt").rename(keeper.raw_docs / "b.txt")
    keeper.reindex()
    before = keeper.find("cranes")
    summary = keeper.reindex(full=True)
    assert (summary.cleaned_anew, summary.unchanged, summary.full) == (1, 0, True)
    assert keeper.find("cranes") == before


def test_other_rules_clean_everything_anew(keeper: Keeper) -> None:
    keeper.put("a.txt", "cranes")
    keeper.reindex()
    keeper.rules = "other"
    summary = keeper.reindex()
    assert (summary.cleaned_anew, summary.full) == (1, True)
    assert keeper.reindex().unchanged == 1


def test_an_empty_folder_does_not_empty_the_index_by_itself(keeper: Keeper) -> None:
    file = keeper.put("a.txt", "cranes")
    keeper.reindex()
    file.unlink()
    with pytest.raises(EmptyArchiveError, match="--allow-empty"):
        keeper.reindex()
    assert set(keeper.find("cranes")) == {"a.txt"}
    assert keeper.reindex(allow_empty=True).removed == ["a.txt"]
    assert keeper.find("cranes") == {}


def test_a_second_reindex_is_told_to_wait(keeper: Keeper, tmp_path: Path) -> None:
    keeper.put("a.txt", "cranes")
    other: Engine = open_engine("whoosh", tmp_path / "index")
    with other.writer(), pytest.raises(IndexBusyError, match="wait"):
        keeper.reindex()
    other.close()
    assert keeper.reindex().added == ["a.txt"]


def test_reports_progress(keeper: Keeper) -> None:
    keeper.put("a.txt", "cranes")
    seen: list[tuple[str, int, int]] = []
    reindex(
        Archive(keeper.raw_docs, OUTLETS, "x"),
        keeper.engine,
        progress=lambda what, done, total: seen.append((what, done, total)),
    )
    assert seen == [("reading", 0, 1), ("reading", 1, 1), ("indexing", 0, 1), ("indexing", 1, 1)]


def test_the_ledger_keeps_names_that_are_not_utf_8(keeper: Keeper) -> None:
    keeper.put("a.txt", "cranes")
    (Path(os.fsdecode(os.fsencode(keeper.raw_docs) + b"/caf\xe9.txt"))).write_text("A text of some words, no more.")
    summary = keeper.reindex()
    assert [reason for _, reason in summary.rejected if "UTF-8" in reason]
    known = ledger.load(keeper.engine.kept(LEDGER))
    assert os.fsencode(next(path for path in known.entries if path != "a.txt")) == b"caf\xe9.txt"
    assert keeper.reindex().unchanged == 1


def test_ids_come_from_paths_and_give_way() -> None:
    first = ledger.free_id("a.txt", ())
    assert ledger.free_id("a.txt", ()) == first
    assert len(first) == ledger.ID_LENGTH
    assert ledger.free_id("a.txt", {first}) != first


STORY = """{title}

{date}

{lead}

The ferry had left the quay at noon with eighty-one passengers and a cargo of fruit, and lost its rudder in the strait.

Two tugs from the northern pilot station reached it before dark and brought it in, while the passengers sang on deck.

The company says that the rudder had been looked at in spring, and that the ship will not sail again before it is sure.
"""


def put_story(keeper: Keeper, path: str, date: str, lead: str = "A ferry without a rudder came home.") -> None:
    file = keeper.raw_docs / path
    file.write_text(STORY.format(title=f"Ferry, says {path}", date=date, lead=lead), encoding="utf-8")


def copies_of(keeper: Keeper, path: str) -> set[str]:
    """Give the paths of what is a copy of an article."""
    stored = keeper.engine.article(keeper.find("rudder")[path])
    assert stored
    return {copy.article.path for copy in stored.copies.named}


def test_copies_are_found_when_they_come_and_let_go_when_they_leave(keeper: Keeper) -> None:
    put_story(keeper, "b.txt", "March 14, 2022")
    keeper.put("other.txt", "cranes")
    assert keeper.reindex().copies == 0
    assert copies_of(keeper, "b.txt") == set()
    put_story(keeper, "a.txt", "March 12, 2022", "Passengers had feared the worst when the rudder broke at sea.")
    assert keeper.reindex().copies == 1
    assert (copies_of(keeper, "a.txt"), copies_of(keeper, "b.txt")) == ({"b.txt"}, {"a.txt"})  # the old one joins too
    (hit,) = keeper.engine.search(SearchRequest(parse("rudder"))).hits
    assert hit.article.path == "a.txt"
    before = keeper.engine.stats()
    assert keeper.reindex().copies == 0  # nothing to do: nothing is compared, and what was found stays
    assert keeper.engine.stats() == before
    assert copies_of(keeper, "a.txt") == {"b.txt"}
    (keeper.raw_docs / "a.txt").unlink()
    assert keeper.reindex().copies == 0
    assert copies_of(keeper, "b.txt") == set()


def test_an_article_that_is_rewritten_leaves_its_copies(keeper: Keeper) -> None:
    for path in ("a.txt", "b.txt", "c.txt"):
        put_story(keeper, path, "March 14, 2022")
    keeper.reindex()
    assert copies_of(keeper, "a.txt") == {"b.txt", "c.txt"}
    keeper.put("c.txt", "cranes")
    (keeper.raw_docs / "b.txt").rename(keeper.raw_docs / "d.txt")
    keeper.reindex()
    assert copies_of(keeper, "a.txt") == {"d.txt"}
    full = keeper.reindex(full=True)
    assert (full.copies, copies_of(keeper, "a.txt")) == (1, {"d.txt"})


def test_a_document_with_a_line_too_long_to_index_is_rejected_and_the_others_go_on(keeper: Keeper) -> None:
    keeper.put("good.txt", "cranes")
    paragraph = (
        "<p>The council met on Friday, and came to no decision after four hours of talk. It will meet again.</p>"
    )
    for name, heading in (("h1", "h1"), ("h2", "h2")):
        text = f"<h1>The port</h1>{3 * paragraph}<{heading}>{'word ' * 70_000}</{heading}>{3 * paragraph}"
        (keeper.raw_docs / f"{name}.html").write_text(f"<html><body><article>{text}</article></body></html>")
    (keeper.raw_docs / "front.txt").write_text(f"---\ntitle: {'word ' * 70_000}\n---\n\nThe port was closed.\n")
    (keeper.raw_docs / "line.txt").write_text("word " * 70_000)
    summary = keeper.reindex()
    assert len(summary.added) + len(summary.rejected) == 5
    assert "title" in dict(summary.rejected)["front.txt"]
    assert keeper.find("cranes")


def _reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list to which the name of each document is added that is read."""
    names: list[str] = []
    read = source.read

    def noted(raw_docs: Path, path: Path) -> source.RawDocument:
        names.append(path.name)
        return read(raw_docs, path)

    monkeypatch.setattr("indexer.source.read", noted)
    return names


def test_a_document_that_was_not_touched_is_not_read_again(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.listing.SETTLED", -1)  # as if all had been there for long
    for name in ("a", "b", "c"):
        keeper.put(f"{name}.txt", name * 5)
    keeper.reindex()
    names = _reads(monkeypatch)
    assert (keeper.reindex().unchanged, names) == (3, [])
    file = keeper.put("b.txt", "zzzzz")  # as long as it was
    old = (keeper.raw_docs / "a.txt").stat()
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))  # what was written last does not show
    (keeper.raw_docs / "c.txt").rename(keeper.raw_docs / "d.txt")
    (keeper.raw_docs / "c.txt").write_text((keeper.raw_docs / "d.txt").read_text(encoding="utf-8"), encoding="utf-8")
    summary = keeper.reindex()
    assert (summary.changed, summary.added, summary.unchanged) == (["b.txt"], ["d.txt"], 2)
    assert "a.txt" not in names
    sidecar = keeper.raw_docs / "a.meta.toml"
    sidecar.write_text('source = "VNA"\n', encoding="utf-8")
    assert keeper.reindex().changed == ["a.txt"]
    sidecar.write_text('source = "AFP"\n', encoding="utf-8")
    assert keeper.reindex().changed == ["a.txt"]
    sidecar.unlink()
    assert keeper.reindex().changed == ["a.txt"]
    names.clear()
    keeper.reindex(full=True)
    assert set(names) == {"a.txt", "b.txt", "c.txt", "d.txt"}


def test_a_document_that_was_written_just_now_is_read_again_whatever_its_times_say(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = keeper.put("a.txt", "cranes")
    link = keeper.raw_docs / "link.txt"
    link.symlink_to("a.txt")
    keeper.reindex()
    names = _reads(monkeypatch)
    keeper.reindex()
    assert names == ["a.txt", "link.txt"]
    monkeypatch.setattr("indexer.listing.SETTLED", -1)
    keeper.put("b.txt", "ferries")
    keeper.reindex()  # the first ledger had no stamps to rely on; this one has
    names.clear()
    keeper.reindex()
    assert names == ["link.txt"]  # what it leads to may change without it
    file.unlink()
    assert [path for path, _ in keeper.reindex().rejected] == ["link.txt"]


def test_a_document_that_could_not_be_read_is_tried_again(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.listing.SETTLED", -1)
    keeper.put("a.txt", "cranes")
    file = keeper.put("b.txt", "ferries")
    text = file.read_bytes()
    file.write_bytes(b"")
    file.chmod(0o600)
    (keeper.raw_docs / "c.txt.gz").write_bytes(text)  # not packed at all
    summary = keeper.reindex()
    assert {path for path, _ in summary.rejected} == {"b.txt", "c.txt.gz"}
    names = _reads(monkeypatch)
    assert {path for path, _ in keeper.reindex().rejected} == {"b.txt", "c.txt.gz"}
    assert names == ["c.txt.gz"]  # the empty one was read, and is empty


def test_an_article_brings_the_sentence_of_each_rule_that_dropped_a_line(keeper: Keeper) -> None:
    keeper.put("a.txt", "the cranes").write_text(
        TEXT.format(title="Cranes", subject="the cranes") + "\nShare this article\n", encoding="utf-8"
    )
    keeper.reindex()
    (article_id,) = keeper.find("cranes").values()
    stored = keeper.engine.article(article_id)
    assert stored
    assert {line.rule for line in stored.article.dropped} == set(stored.rules) != set()
    assert all(sentence.endswith(".") for sentence in stored.rules.values())
