"""`morgue check`: what it finds, what it says, and what it mends."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from commands.check import DAMAGED, NOTHING_SOUND
from indexer.reindex import LEDGER
from search.engines import check_index, open_engine, repair_index
from search.engines.whoosh import publishing
from search.engines.whoosh.arrays import map_arrays, write_arrays
from search.errors import IndexMissingError
from search.soundness import Report
from tests.archives import article, passages_of, rewrite_manifest
from tests.test_commands import folder, put, run

__all__ = ["folder"]  # a fixture: an archive of two documents


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two generations of one archive that share no file."""
    engine = open_engine("whoosh", tmp_path)
    for _ in range(2):
        with engine.rebuild() as change:
            for name in "abc":
                each = article(f"{name}.txt", f"rice of {name}", "and more rice", title=f"Of {name}", source="VNA")
                change.add(name, each, passages_of(each))
            change.copies([["a", "b"]])
    engine.close()
    return tmp_path


def checked(root: Path) -> Report:
    return check_index("whoosh", root)


def told(root: Path) -> str:
    return "\n".join(map(str, checked(root).findings))


def test_a_sound_index_has_no_findings(root: Path) -> None:
    report = checked(root)
    assert (report.findings, report.serving, report.sound, report.holder) == ((), 2, (1, 2), "")
    assert report.ids == {"a", "b", "c"}
    assert report.generations[1] == report.generations[2] > 10


def test_an_unknown_engine_or_no_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no engine is called 'grep'"):
        check_index("grep", tmp_path)
    with pytest.raises(IndexMissingError, match="morgue reindex"):
        checked(tmp_path)


def test_every_damaged_file_is_named_with_what_was_got_and_expected(root: Path) -> None:
    generation = root / "generations" / "2"
    flipped, cut, gone = sorted(generation.glob("*.col"))[:3]
    content = bytearray(flipped.read_bytes())
    content[0] ^= 4
    flipped.write_bytes(content)
    size = cut.stat().st_size
    cut.write_bytes(cut.read_bytes()[:-1])
    gone.unlink()
    (generation / "_MAIN_9.toc").write_bytes(b"")
    (generation / "notes.txt").write_bytes(b"")
    found = told(root)
    assert f"generation 2: {flipped.name}: got SHA-256 " in found
    assert f"generation 2: {cut.name}: got {size - 1:,} bytes, expected {size:,}; run `morgue check --repair`" in found
    assert f"generation 2: {gone.name}: got no such file" in found
    assert "generation 2: _MAIN_9.toc: got a file that was not published, expected none; run `morgue check" in found
    assert "generation 2: notes.txt: got a file that was not published, expected none; remove it" in found
    assert len(checked(root).damage) == 4
    assert (checked(root).serving, checked(root).sound) == (1, (1,))


def test_what_was_left_over_is_noted_unless_a_writer_is_at_work(root: Path) -> None:
    for name in ("3.building", "1.gone"):
        (root / "generations" / name).mkdir()
    shutil.copytree(root / "generations" / "2", root / "generations" / "9")
    for name in ("CURRENT.new", "notes.txt"):
        (root / name).write_text("?")
    report = checked(root)
    assert [finding.what for finding in report.findings] == [
        *(f"generations/{name}" for name in ("1.gone", "3.building", "9")),
        "CURRENT.new",
        "notes.txt",
    ]
    assert report.damage == ()
    with publishing.lock(root):
        report = checked(root)
    assert report.findings == ()
    assert report.holder.startswith("process ")


def set_array(name: str, number: int, value: int, ending: str = ".trm") -> Callable[[Path], None]:
    """Give something that sets one number of one array of a generation."""

    def harm(generation: Path) -> None:
        (path,) = generation.glob(f"*{ending}")
        arrays = {key: np.array(array) for key, array in map_arrays(path).items()}
        arrays[name][number] = value
        path.unlink()
        write_arrays(path, arrays)

    return harm


def set_bytes(ending: str, before: bytes, after: bytes) -> Callable[[Path], None]:
    def harm(generation: Path) -> None:
        (path,) = generation.glob(f"*{ending}")
        assert before in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(before, after, 1))

    return harm


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (set_array("begins", 1, 1 << 20), "begins: got numbers that fall"),
        (set_array("articles", 1, 5), "articles: got other documents"),
        (set_array("words.starts", 1, 1 << 40), "words: got starts that are no offsets of"),
        (set_array("words.starts", -1, 1 << 40), "words: got starts that end at 1,099,511,627,776"),
        (set_array("words.places", -1, 1 << 40), "the last word's end"),
        (set_array("words.documents", 0, 99, ".pst"), "words: got document 99, expected numbers below 12"),
        (set_array("words.documents", 4, 1, ".pst"), "words: got documents of a word out of order"),
        (set_array("words.frequencies", 0, 0, ".pst"), "words: got a posting with frequency 0"),
        (set_array("words.frequencies", 0, 2, ".pst"), "got other numbers of addresses than the frequencies add up"),
        (set_array("words.addresses", 0, 1 << 20, ".pst"), "words: got an address outside of its document"),
        (set_array("article_words.documents", 0, 3, ".pst"), "article_words: got document 3, expected numbers below 3"),
        (set_array("stems.words", 0, 1), "stems: got groups that leave words out"),
        (set_array("members", 0, 7, "copies.arrays"), "copies.arrays: got groups that don't add up"),
        (set_bytes(".trm", b"rice\n", b"aice\n"), "words: got words out of order"),
        (set_bytes(".head.col", b'["b"', b'["c"'), "got 4 documents, expected the 4 of its own"),
        (set_bytes(".head.col", b'["b"', b'["x"'), "article x: got 0 documents"),
        (set_bytes(".record.col", b'["lead"', b'["laed"'), "a text that can't be read"),
        (set_bytes(".trm", b"MRGA", b"MRGB"), "what was published: got IndexDamagedError: "),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_published_arrays_that_do_not_fit_together_are_found(
    root: Path, harm: Callable[[Path], None], said: str
) -> None:
    harm(root / "generations" / "2")
    rewrite_manifest(root, 2)
    assert said in told(root)
    assert checked(root).sound == (1,)


@pytest.mark.parametrize(("fact", "value"), [("articles", 4), ("passages", 8)])
def test_counts_that_are_not_those_of_the_manifest_are_found(root: Path, fact: str, value: int) -> None:
    rewrite_manifest(root, 2, **{fact: value})
    assert f"the number of {fact}: got " in told(root)


def test_an_index_of_another_schema_is_named(root: Path) -> None:
    rewrite_manifest(root, 2, schema=1)
    assert "manifest.json: got schema 1, expected " in told(root)


def test_repair_lets_the_sound_generation_serve_under_a_new_number(root: Path) -> None:
    (root / "generations" / "2" / "manifest.json").write_text("{}")
    done = repair_index("whoosh", root, checked(root))
    assert done[0].startswith("Generation 3 serves, which is what generation 1 was: run `morgue reindex`")
    assert done[1] == "Generation 2 was damaged and is removed."
    assert (checked(root).findings, checked(root).sound, checked(root).serving) == ((), (1, 3), 3)


def test_repair_of_a_generation_that_does_not_serve_removes_it(root: Path) -> None:
    (root / "generations" / "1" / "manifest.json").write_text("{}")
    assert repair_index("whoosh", root, checked(root)) == ["Generation 1 was damaged and is removed."]
    assert (checked(root).findings, checked(root).sound) == ((), (2,))


@pytest.mark.parametrize("content", [b"", b"3 nonsense\n", None])
def test_repair_turns_a_damaged_pointer_to_what_it_named(root: Path, content: bytes | None) -> None:
    path = root / "CURRENT"
    whole = path.read_bytes()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert "CURRENT: got " in told(root)
    assert repair_index("whoosh", root, checked(root)) == ["CURRENT names generation 2 again."]
    assert path.read_bytes() == whole
    assert checked(root).findings == ()


def test_a_pointer_to_a_generation_that_is_not_there_is_found_and_its_number_not_used_again(root: Path) -> None:
    path = root / "CURRENT"
    path.write_bytes(b"7" + path.read_bytes()[1:])
    assert "CURRENT: got generation 7, which is not there" in told(root)
    assert "Generation 8 serves" in repair_index("whoosh", root, checked(root))[0]


def test_the_command_says_what_it_found_and_repairs(folder: Path) -> None:
    run("reindex")
    put(folder, "buoys", "buoys")
    run("reindex", "--full")
    sound = run("check").output
    assert "generation 1: kept, sound, " in sound
    assert sound.endswith("lock: free\nThe index is sound.\n")
    (victim,) = (folder / "index" / "generations" / "2").glob("*.pst")
    victim.write_bytes(victim.read_bytes()[:-1])
    output = run("check", status=DAMAGED).output
    assert f"damaged: generation 2: {victim.name}: got " in output
    assert "The index is damaged; generation 1 is sound. Run `morgue check --repair`." in output
    record = json.loads(run("check", "--json", status=DAMAGED).output)
    assert (record["sound"], record["serving"]) == (False, 1)
    assert [finding["what"] for finding in record["findings"]] == [victim.name]
    assert "Generation 3 serves, which is what generation 1 was" in run("check", "--repair").output
    assert "0 articles" in run("search", "buoys").output
    assert "1 added" in run("reindex").output
    assert run("check").output.endswith("The index is sound.\n")


def test_without_a_sound_generation_repair_indexes_the_raw_documents_anew(folder: Path) -> None:
    run("reindex")
    (folder / "raw_docs" / "empty.txt").write_text("")
    (victim,) = (folder / "index" / "generations" / "1").glob("*.trm")
    victim.unlink()
    assert "No generation is sound." in run("check", status=NOTHING_SOUND).output
    output = run("check", "--repair").output
    assert "No generation was sound: 2 articles of raw_docs are indexed anew." in output
    assert "rejected: empty.txt: " in output
    assert "1 article\n" in run("search", "ferries").output


def test_a_ledger_of_other_articles_is_damage(folder: Path) -> None:
    run("reindex")
    path = folder / "index" / "generations" / "1" / f"kept-{LEDGER}"
    kept = json.loads(path.read_bytes())
    del kept["documents"]["cranes.txt"]
    path.write_text(json.dumps(kept))
    rewrite_manifest(folder / "index", 1)
    output = run("check", status=NOTHING_SOUND).output
    assert "the ledger: got 0 articles that are not indexed, 1 indexed that it lacks" in output
    assert "indexed anew" in run("check", "--repair").output
    assert run("check").output.endswith("The index is sound.\n")


def test_repair_while_a_writer_is_at_work_has_its_own_exit_status(folder: Path) -> None:
    run("reindex")
    run("reindex", "--full")
    (folder / "index" / "generations" / "2" / "manifest.json").write_text("{}")
    with publishing.lock(folder / "index"):
        assert "is writing" in run("check", "--repair", status=3).output
        assert "lock: held by process " in run("check", status=DAMAGED).output


def test_checking_without_an_index_says_what_to_do(folder: Path) -> None:
    assert "run `morgue reindex`" in run("check", status=1).output
