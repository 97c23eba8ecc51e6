"""What is written, in which order, and what holds when it fails."""

import errno
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from search.engine import Engine
from search.engines import open_engine
from search.engines.whoosh import generations, lease, manifest, pointer, publishing
from search.errors import IndexDamagedError, IndexMissingError, IndexWriteError
from tests.archives import article, passages_of
from tests.test_generations import found, put, root

__all__ = ["root"]  # a fixture: two generations, of which the second has the articles a and b
ROOT = Path(__file__).parent.parent


def fail(path: Path) -> None:
    raise OSError(errno.EIO, "Input/output error", str(path))


def rebuild(engine: Engine, name: str, text: str) -> None:
    each = article(f"{name}.txt", text)
    with engine.rebuild() as change:
        change.add(name, each, passages_of(each))


def test_the_seal_is_one_that_other_tools_can_check(root: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "manifest.sha256"]
    folder = root / "generations" / "2"
    assert subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout == "manifest.json: OK\n"


@pytest.mark.parametrize("harm", ["empty", "cut", "nonsense", "number", "digest", "removed"])
def test_without_a_sound_pointer_the_newest_sound_generation_serves_degraded(root: Path, harm: str) -> None:
    path = root / "CURRENT"
    whole = path.read_bytes()
    harmed = {
        "empty": b"",
        "cut": whole[:-1],
        "nonsense": b"nonsense",
        "number": b"1" + whole[1:],
        "digest": whole[:-2] + (b"0" if whole[-2:-1] != b"0" else b"1") + b"\n",
        "removed": b"",
    }
    path.write_bytes(harmed[harm])
    if harm == "removed":
        path.unlink()
    engine = open_engine("whoosh", root)
    assert found(engine, "rice") == {"a", "b"}
    assert "CURRENT" in engine.stats().degraded
    put(engine, "c", "third rice")
    assert found(engine, "rice") == {"a", "b", "c"}
    assert (engine.stats().generation, engine.stats().degraded) == (3, "")
    engine.close()


def test_a_table_of_contents_that_was_not_published_is_not_opened(root: Path) -> None:
    folder = root / "generations" / "2"
    (folder / "_MAIN_999.toc").write_bytes(b"anything")
    engine = open_engine("whoosh", root)
    assert found(engine, "rice") == {"a"}
    assert "_MAIN_999.toc" in engine.stats().degraded
    engine.close()


def test_a_sync_of_the_pointer_that_fails_turns_it_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine("whoosh", root)
    with monkeypatch.context() as patch, pytest.raises(OSError, match="Input/output"):
        patch.setattr(pointer, "sync", fail)
        put(engine, "c", "third rice")
    assert pointer.read_pointer(root).number == 2
    assert sorted(path.name for path in (root / "generations").iterdir()) == ["1", "2"]
    assert found(engine, "rice") == {"a", "b"}
    engine.close()


def test_of_the_first_publication_nothing_is_left_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine("whoosh", tmp_path / "new" / "index")
    with monkeypatch.context() as patch, pytest.raises(OSError, match="Input/output"):
        patch.setattr(pointer, "sync", fail)
        put(engine, "a", "first rice")
    with pytest.raises(IndexMissingError):
        engine.stats()
    put(engine, "a", "first rice")
    assert found(engine, "rice") == {"a"}
    engine.close()


def test_a_pointer_that_can_not_be_turned_back_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine("whoosh", root)
    with monkeypatch.context() as patch, pytest.raises(IndexWriteError, match="would outlive a power failure"):
        patch.setattr(pointer, "sync", fail)
        patch.setattr(pointer, "_turn_back", lambda root, before: fail(root))
        put(engine, "c", "third rice")
    assert found(engine, "rice") == {"a", "b", "c"}
    engine.close()


def test_the_first_publication_syncs_the_parents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []

    def noting(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    monkeypatch.setattr(os, "fsync", noting)
    root = tmp_path / "a" / "b" / "index"
    engine = open_engine("whoosh", root)
    put(engine, "a", "first rice")
    pointer_at = synced.index(root / "CURRENT.new")
    assert {root.parent, root.parent.parent, tmp_path} <= set(synced[:pointer_at])
    assert synced[-1] == root
    synced.clear()
    put(engine, "b", "second rice")
    assert root.parent not in synced
    engine.close()


def test_a_run_that_changes_nothing_syncs_the_pointer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run before may have been killed between turning the pointer and syncing it."""
    synced: list[Path] = []
    monkeypatch.setattr(publishing, "sync", synced.append)
    engine = open_engine("whoosh", root)
    with engine.writer():
        pass
    assert synced[-2:] == [root / "CURRENT", root]
    assert generations.numbers(root) == [1, 2]
    engine.close()


def test_a_change_of_nothing_heals_a_degraded_index(root: Path) -> None:
    (root / "generations" / "2" / "manifest.json").write_text("{}")
    engine = open_engine("whoosh", root)
    with engine.writer():
        pass
    assert (engine.stats().generation, engine.stats().degraded) == (3, "")
    assert found(engine, "rice") == {"a"}
    engine.close()


def test_a_linked_file_that_is_damaged_meanwhile_is_not_passed_off_as_published(root: Path) -> None:
    engine = open_engine("whoosh", root)
    with engine.writer() as change:
        change.keep("x", b"1")
    with engine.writer() as change:
        change.keep("y", b"2")
        (root / "generations" / "3" / "kept-x").write_bytes(b"9")
    engine.close()
    with pytest.raises(IndexDamagedError, match="generation 4: kept-x"):
        engine.stats()


def test_what_was_never_published_goes_and_its_number_is_not_used_again(root: Path) -> None:
    (root / "generations" / "2").rename(root / "generations" / "7")
    (root / "CURRENT").write_text((root / "CURRENT").read_text().replace("2 ", "1 ", 1))
    seal = manifest.digest(root / "generations" / "1" / "manifest.json")
    (root / "CURRENT").write_text(f"1 {seal}\n")
    for name in ("5.building", "6.gone"):
        (root / "generations" / name).mkdir()
    (root / "CURRENT.new").write_text("half")
    engine = open_engine("whoosh", root)
    put(engine, "c", "third rice")
    assert sorted(path.name for path in (root / "generations").iterdir()) == ["1", "8"]
    assert sorted(path.name for path in root.iterdir()) == ["CURRENT", "generations", "lock"]
    engine.close()


READER = """
import sys
from pathlib import Path
from search.engines import open_engine
engine = open_engine("whoosh", Path(sys.argv[1]))
print(engine.stats().generation, flush=True)
sys.stdin.readline()
"""


def test_what_a_reader_in_another_process_holds_is_not_collected(root: Path) -> None:
    command = [sys.executable, "-c", READER, str(root)]
    engine = open_engine("whoosh", root)
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdin
        assert reader.stdout.readline() == "2\n"
        for name in "cdefg":
            put(engine, name, "more rice")
        assert generations.numbers(root) == [2, 6, 7]
        reader.stdin.close()
    put(engine, "h", "more rice")
    assert generations.numbers(root) == [7, 8]
    engine.close()


def test_what_a_search_under_way_in_this_process_holds_is_not_collected(root: Path) -> None:
    reader, other = open_engine("whoosh", root), open_engine("whoosh", root)
    assert found(reader, "rice") == {"a", "b"}
    for name in "cde":
        put(other, name, "more rice")
    assert generations.numbers(root) == [2, 4, 5]
    assert found(reader, "rice") == {"a", "b", "c", "d", "e"}  # lets go of the old one
    put(other, "f", "more rice")
    assert generations.numbers(root) == [5, 6]
    reader.close()
    other.close()


def test_of_a_full_rebuild_the_last_sound_generation_before_stays(root: Path) -> None:
    (root / "generations" / "2" / "manifest.json").write_text("{}")
    engine = open_engine("whoosh", root)
    rebuild(engine, "x", "new rice")
    assert generations.numbers(root) == [1, 3]
    rebuild(engine, "x", "newer rice")
    assert generations.numbers(root) == [3, 4]
    engine.close()


def test_a_generation_that_goes_while_it_is_opened_gives_way_to_the_one_that_replaced_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, other = open_engine("whoosh", root), open_engine("whoosh", root)
    held = lease.Lease.__init__

    def late(self: lease.Lease, folder: Path) -> None:
        monkeypatch.setattr(lease.Lease, "__init__", held)
        for name in "cde":
            put(other, name, "more rice")
        other.close()
        held(self, folder)

    monkeypatch.setattr(lease.Lease, "__init__", late)
    assert found(engine, "rice") == {"a", "b", "c", "d", "e"}
    assert engine.stats().degraded == ""
    engine.close()


def test_a_generation_that_can_not_be_removed_is_told_and_goes_later(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_engine("whoosh", root)
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(publishing, "remove_unless_held", fail)
        put(engine, "c", "third rice")
    assert "generation 1 could not be removed" in caplog.text
    assert found(engine, "rice") == {"a", "b", "c"}
    with engine.writer():
        pass
    assert generations.numbers(root) == [2, 3]
    engine.close()


def test_a_hundred_changes_leave_two_generations_and_nothing_else(tmp_path: Path) -> None:
    engine = open_engine("whoosh", tmp_path / "index")
    for number in range(100):
        put(engine, f"n{number % 7}", f"rice number {number}")
    folder = tmp_path / "index" / "generations"
    assert sorted(path.name for path in folder.iterdir()) == ["100", "99"]
    listed = json.loads((folder / "100" / "manifest.json").read_text())["files"]
    assert generations.strays(folder / "100", listed) == []
    assert len(listed) < 60  # merged, not heaped up
    engine.close()


def test_too_many_open_files_are_no_damage(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine("whoosh", root)

    def full(path: Path) -> str:
        raise OSError(errno.EMFILE, "Too many open files", str(path))

    with monkeypatch.context() as patch, pytest.raises(OSError, match="Too many open files"):
        patch.setattr(generations, "digest", full)
        engine.stats()
    assert engine.stats().degraded == ""
    engine.close()


def test_what_is_damaged_is_not_read_again_until_it_changes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine("whoosh", root)
    for name in ("1", "2"):
        with engine.rebuild() as change:
            each = article("a.txt", "rice")
            change.add("a", each, passages_of(each))
            change.keep("x", name.encode())
    engine.close()
    victims = [root / "generations" / number / "kept-x" for number in "34"]
    for victim in victims:
        victim.write_bytes(b"9")
    read: list[Path] = []

    def noting(path: Path) -> str:
        read.append(path)
        return manifest.digest(path)

    monkeypatch.setattr(generations, "digest", noting)
    for _ in range(3):
        with pytest.raises(IndexDamagedError, match=r"generation 4: kept-x.*generation 3: kept-x"):
            engine.stats()
    assert [path.name for path in read].count("kept-x") == 2
    victims[1].write_bytes(b"2")
    assert engine.stats().generation == 4
    engine.close()
