import errno
import json
import multiprocessing
import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from search.engine import Engine
from search.engines import open_engine
from search.engines.whoosh import generations, manifest, publishing, writer
from search.errors import IndexBusyError, IndexDamagedError
from search.query import Everything, ParsedQuery, Word
from search.request import SearchRequest
from tests.archives import article, passages_of, rewrite_manifest


def put(engine: Engine, name: str, *paragraphs: str) -> None:
    each = article(f"{name}.txt", *paragraphs)
    with engine.writer() as writer:
        writer.add(name, each, passages_of(each))


def found(engine: Engine, word: str) -> set[str]:
    return {hit.id for hit in engine.search(SearchRequest(ParsedQuery(word, Word(word), word))).hits}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    engine = open_engine("whoosh", tmp_path)
    put(engine, "a", "first rice", "and more", "and still more")  # too long to be merged with the second
    put(engine, "b", "second rice")
    engine.close()
    return tmp_path


def test_a_generation_shares_the_unchanged_files_of_the_last(root: Path) -> None:
    first, second = (root / "generations" / number for number in ("1", "2"))
    shared = [path.name for path in first.glob("*.pst") if (second / path.name).exists()]
    assert shared
    assert all((first / name).samefile(second / name) for name in shared)
    assert (root / "CURRENT").read_text() == f"2 {manifest.digest(second / 'manifest.json')}\n"


def test_the_manifest_names_every_file(root: Path) -> None:
    folder = root / "generations" / "2"
    written = json.loads((folder / "manifest.json").read_text())
    assert set(written["files"]) == {path.name for path in folder.iterdir()} - {"manifest.json", "manifest.sha256"}
    assert (written["articles"], written["passages"]) == (2, 4)


@pytest.mark.parametrize("harm", ["flip", "truncate", "remove", "manifest"])
def test_a_damaged_generation_gives_way_to_the_one_before(root: Path, harm: str) -> None:
    folder = root / "generations" / "2"
    (victim,) = (path for path in folder.glob("*.toc"))
    if harm == "flip":
        content = bytearray(victim.read_bytes())
        content[len(content) // 2] ^= 1
        victim.write_bytes(content)
    elif harm == "truncate":
        os.truncate(victim, 10)
    elif harm == "remove":
        victim.unlink()
    else:
        (folder / "manifest.json").write_text("{}")
    engine = open_engine("whoosh", root)
    assert found(engine, "rice") == {"a"}
    assert "generation 2" in engine.stats().degraded
    put(engine, "c", "third rice")  # and the next change heals it
    assert found(engine, "rice") == {"a", "c"}
    assert engine.stats().degraded == ""
    engine.close()


@pytest.mark.parametrize("ending", [".pst", ".trm", ".col"])
@pytest.mark.parametrize("place", [0, -1])
def test_damage_in_a_large_generation_is_found_while_it_answers(
    root: Path, monkeypatch: pytest.MonkeyPatch, ending: str, place: int
) -> None:
    monkeypatch.setattr("search.engines.whoosh.engine.VERIFIED_AT_ONCE", 0)
    first = {path.name for path in (root / "generations" / "1").iterdir()}
    new = [path for path in (root / "generations" / "2").glob(f"*{ending}") if path.name not in first]
    victim = max(new, key=lambda path: path.stat().st_size)
    content = bytearray(victim.read_bytes())
    content[place] ^= 1
    victim.write_bytes(content)
    engine = open_engine("whoosh", root)
    until = time.monotonic() + 5
    while not engine.stats().degraded and time.monotonic() < until:
        time.sleep(0.01)
    assert "generation 2" in engine.stats().degraded
    assert found(engine, "rice") == {"a"}
    engine.close()


def test_damage_that_a_request_meets_before_it_was_found_gives_way_to_the_generation_before(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.whoosh.engine.VERIFIED_AT_ONCE", 0)
    monkeypatch.setattr("threading.Thread.start", lambda _: None)  # the background has yet to come so far
    first = {path.name for path in (root / "generations" / "1").iterdir()}
    (victim,) = (path for path in (root / "generations" / "2").glob("*.head.col") if path.name not in first)
    content = victim.read_bytes()
    victim.write_bytes(bytes(byte ^ 0x80 if byte > 30 else byte for byte in content[:-1]) + content[-1:])
    engine = open_engine("whoosh", root)
    assert found(engine, "rice") == {"a"}
    assert "generation 2" in engine.stats().degraded
    engine.close()


def test_a_fault_in_the_code_is_not_taken_for_damage(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.whoosh.engine.VERIFIED_AT_ONCE", 0)
    engine = open_engine("whoosh", root)
    monkeypatch.setattr("search.engines.whoosh.opened.facets", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        found(engine, "rice")
    assert engine.stats().degraded == ""
    engine.close()


def test_a_collected_generation_that_was_being_verified_is_no_damage(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.whoosh.engine.VERIFIED_AT_ONCE", 0)
    waiting: list[threading.Thread] = []
    monkeypatch.setattr("threading.Thread.start", lambda thread: waiting.append(thread))
    engine = open_engine("whoosh", root)
    assert found(engine, "rice") == {"a", "b"}
    put(engine, "c", "third rice")
    assert found(engine, "rice") == {"a", "b", "c"}
    shutil.rmtree(root / "generations" / "2")
    served = engine.stats()
    waiting[0].run()
    assert engine.stats() is served
    engine.close()


def test_a_sound_large_generation_answers_undegraded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.whoosh.engine.VERIFIED_AT_ONCE", 0)
    engine = open_engine("whoosh", root)
    assert found(engine, "rice") == {"a", "b"}
    time.sleep(0.1)
    assert engine.stats().degraded == ""
    engine.close()


@pytest.mark.parametrize("place", ["_TextWriter.add", "_write_narrow"])  # in the middle of an article, of a commit
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_what_ends_a_change_is_what_is_raised_and_nothing_stays_open(
    root: Path, monkeypatch: pytest.MonkeyPatch, place: str, error: BaseException
) -> None:
    engine = open_engine("whoosh", root)
    calls = 0

    def failing(*_: object) -> bytes:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise error
        return b"B"

    with monkeypatch.context() as patch, pytest.raises(type(error)) as raised, engine.writer() as change:
        patch.setattr(f"search.engines.whoosh.column_writer.{place}", failing)
        for name in "cde":
            each = article(f"{name}.txt", "more rice")
            change.add(name, each, passages_of(each))
    assert raised.value is error
    assert error.__context__ is None
    held = [path.readlink() for path in Path("/proc/self/fd").glob("*") if path.is_symlink()]
    assert not [path for path in held if ".building" in str(path) and ".col" in path.name]  # others are only mapped
    assert generations.numbers(root) == [1, 2]
    put(engine, "f", "later rice")
    assert found(engine, "rice") == {"a", "b", "f"}
    engine.close()


def test_the_last_two_sound_generations_stay(root: Path) -> None:
    (root / "generations" / "2" / "manifest.json").write_text("{}")
    engine = open_engine("whoosh", root)
    put(engine, "c", "third rice")  # on top of the first
    assert generations.numbers(root) == [1, 3]
    (root / "generations" / "3" / "manifest.json").write_text("{}")
    engine.close()
    assert found(engine, "rice") == {"a"}
    put(engine, "d", "fourth rice")
    assert generations.numbers(root) == [1, 4]  # what lay between was not sound
    put(engine, "e", "fifth rice")
    assert generations.numbers(root) == [4, 5]
    engine.close()


def test_an_index_of_another_schema_is_neither_read_nor_added_to(root: Path) -> None:
    for number in (1, 2):
        rewrite_manifest(root, number, schema=1)
    engine = open_engine("whoosh", root)
    for use in (engine.stats, lambda: put(engine, "c", "third rice")):
        with pytest.raises(IndexDamagedError, match=r"has schema 1, this version reads .*reindex --full"):
            use()
    assert generations.numbers(root) == [1, 2]
    with engine.rebuild() as change:
        each = article("a.txt", "rice again")
        change.add("a", each, passages_of(each))
    assert found(engine, "rice") == {"a"}
    engine.close()


def test_an_engine_closed_by_another_thread_opens_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine("whoosh", root)
    assert found(engine, "rice") == {"a", "b"}
    state = generations.pointer_state

    def closing(path: Path) -> tuple[int, ...]:
        monkeypatch.setattr(generations, "pointer_state", state)
        engine.close()  # between a request's look at the pointer and its use of what is open
        return state(path)

    monkeypatch.setattr(generations, "pointer_state", closing)
    assert found(engine, "rice") == {"a", "b"}
    engine.close()


def test_with_no_sound_generation_left_says_what_to_do(root: Path) -> None:
    for path in root.glob("generations/*/manifest.json"):
        path.unlink()
    engine = open_engine("whoosh", root)
    with pytest.raises(IndexDamagedError, match="reindex --full"):
        engine.search(SearchRequest(ParsedQuery("", Everything(), "")))
    with engine.rebuild() as writer:
        each = article("a.txt", "rice again")
        writer.add("a", each, passages_of(each))
    assert found(engine, "rice") == {"a"}
    engine.close()


def test_what_a_killed_writer_left_is_cleared(root: Path) -> None:
    left_over = root / "generations" / "3.building"
    left_over.mkdir()
    (left_over / "half.seg").write_bytes(b"half")
    engine = open_engine("whoosh", root)
    assert found(engine, "rice") == {"a", "b"}
    put(engine, "c", "third rice")
    assert not left_over.exists()
    assert found(engine, "rice") == {"a", "b", "c"}
    engine.close()


def hold(root: Path, ready: "multiprocessing.synchronize.Event", end: "multiprocessing.synchronize.Event") -> None:
    with publishing.lock(root):
        ready.set()
        end.wait(30)


def test_the_lock_names_its_holder_and_goes_with_it(root: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, end = context.Event(), context.Event()
    process = context.Process(target=hold, args=(root, ready, end))
    process.start()
    assert ready.wait(30)
    with pytest.raises(IndexBusyError, match=f"process {process.pid} on"), publishing.lock(root):
        pass
    process.kill()
    process.join()
    with publishing.lock(root):
        pass


def test_a_change_larger_than_memory_is_put_together_of_runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "tokens_at_once", lambda memory: 8)
    engine = open_engine("whoosh", root)
    articles = {f"n{number}": article(f"n{number}.txt", f"rice number {number}", "and more") for number in range(12)}
    with engine.writer() as change:
        for name, each in articles.items():
            change.add(name, each, passages_of(each))
        change.remove("a")  # of an earlier generation, after words were put aside
        replaced = article("b.txt", "no longer about that")
        change.add("b", replaced, passages_of(replaced))
    folder = root / "generations" / "3"
    assert len(list(folder.glob("*.pst"))) == 1  # the earlier ones were smaller, and merged
    everything = engine.search(SearchRequest(ParsedQuery("rice", Word("rice"), "rice"), size=100))
    assert {hit.id for hit in everything.hits} == set(articles)
    assert engine.stats().articles == 13
    assert found(engine, "longer") == {"b"}
    engine.close()
