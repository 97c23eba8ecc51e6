"""Posting lists made by sorting arrays are those that a plain loop makes."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.arrays import map_arrays, write_arrays
from search.engines.whoosh.inversion import Gathering, Inverted, lifted, offsets
from search.engines.whoosh.merging import Part, merged
from search.engines.whoosh.runs import Runs
from search.errors import IndexDamagedError

texts = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=8), max_size=12)


def inverted(documents: list[list[str]], first: int = 0) -> Inverted:
    gathering = Gathering()
    for number, words in enumerate(documents, first):
        gathering.add(number, 0, words)
    return gathering.invert()


def unrolled(index: Inverted) -> dict[str, dict[int, list[int]]]:
    """Word to document to positions."""
    places = offsets(index.frequencies[:])
    documents = index.documents[:]
    return {
        word: {
            int(documents[at]): index.positions[places[at] : places[at + 1]].tolist()
            for at in range(index.starts[number], index.starts[number + 1])
        }
        for number, word in enumerate(index.words)
    }


def plain(documents: dict[int, list[str]]) -> dict[str, dict[int, list[int]]]:
    found: dict[str, dict[int, list[int]]] = {}
    for number, words in documents.items():
        for position, word in enumerate(words):
            found.setdefault(word, {}).setdefault(number, []).append(position)
    return found


@given(documents=texts)
def test_inverts(documents: list[list[str]]) -> None:
    index = inverted(documents)
    assert unrolled(index) == plain(dict(enumerate(documents)))
    assert index.words == sorted(index.words)


def in_one(parts: list[Part], at_once: int) -> dict[str, dict[int, list[int]]]:
    """Merge, and put together what comes by stretches of the vocabulary."""
    found: dict[str, dict[int, list[int]]] = {}
    for lists in merged(parts, at_once):
        assert not found or not lists.words or max(found) < lists.words[0]
        found |= unrolled(lists)
    return found


def test_inverts_what_is_spelled_differently_and_what_stands_apart() -> None:
    gathering = Gathering()
    gathering.add(3, 0, ["Élysée", "elysee"])
    gathering.add(3, 1002, ["x" * 100])
    assert unrolled(gathering.invert()) == {"elysee": {3: [0, 1]}, "x" * 64: {3: [1002]}}
    gathering.add(4, 0, ["elysee"])
    assert unrolled(gathering.invert()) == {"elysee": {4: [0]}}  # and begins anew


@given(documents=texts, at_once=st.integers(1, 20))
def test_runs_come_back_as_one(
    tmp_path_factory: pytest.TempPathFactory, documents: list[list[str]], at_once: int
) -> None:
    runs = Runs(tmp_path_factory.getbasetemp(), at_once)
    for number in range(40):  # more than are kept apart
        if number < len(documents):
            runs.add(inverted([documents[number]], number))
        else:
            runs.add(inverted([["last"]], number))
    assert len(runs.all()) < 20
    texts = documents + [["last"]] * (40 - len(documents))
    assert in_one([(run, None) for run in runs.all()], at_once) == plain(dict(enumerate(texts)))
    runs.close()


@given(one=texts, two=texts, deleted=st.sets(st.integers(0, 23)), at_once=st.integers(1, 50))
def test_merges_without_the_deleted(
    one: list[list[str]], two: list[list[str]], deleted: set[int], at_once: int
) -> None:
    documents = [*one, *two]
    renumbered, new = [], 0
    for number in range(len(documents)):
        renumbered.append(-1 if number in deleted else new)
        new += number not in deleted
    numbers = np.array(renumbered, np.int64)
    found = in_one([(inverted(one), numbers[: len(one)]), (inverted(two), numbers[len(one) :])], at_once)
    expected = {renumbered[number]: words for number, words in enumerate(documents) if number not in deleted}
    assert found == plain(expected)


@given(documents=texts)
def test_lifts_passages_to_articles_by_weight(documents: list[list[str]]) -> None:
    article_of = (np.arange(len(documents)) // 3).astype(np.uint32)
    weight = np.array([(2, 1, 0)[number % 3] for number in range(len(documents))], np.uint16)
    index = lifted(inverted(documents), article_of, weight)
    expected: dict[tuple[str, int], int] = {}
    for number, words in enumerate(documents):
        for word in words:
            if weight[number]:
                key = (word, int(article_of[number]))
                expected[key] = expected.get(key, 0) + int(weight[number])
    articles, frequencies = index.documents[:], index.frequencies[:]
    found = {
        (word, int(articles[at])): int(frequencies[at])
        for number, word in enumerate(index.words)
        for at in range(index.starts[number], index.starts[number + 1])
    }
    assert found == expected


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    arrays = {"small": np.arange(3, dtype="<u2"), "none": np.zeros(0, "<i8"), "large": np.arange(1000, dtype="<i8")}
    write_arrays(tmp_path / "x", arrays)
    found = map_arrays(tmp_path / "x")
    assert {name: array.tolist() for name, array in found.items()} == {n: a.tolist() for n, a in arrays.items()}
    assert all(array.ctypes.data % array.itemsize == 0 for array in found.values())


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"something else altogether")
    with pytest.raises(IndexDamagedError, match="expected b'MRGA'"):
        map_arrays(tmp_path / "x")
