"""Wire copies: what is one, what is none, and that it does not matter how the archive came together."""

import random
import time
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import duplicates
from indexer.duplicates import groups
from indexer.signatures import SAMPLED, Signature, dump, load, sign
from search.schema import Dating

DAY = Dating("2022-03-14")
VOCABULARY = [f"{a}{b}{c}" for a in "bdfklmnprst" for b in "aeiou" for c in ("ster", "ning", "l", "rd", "m", "ve")]


def prose(seed: int, count: int) -> list[str]:
    """Paragraphs of three sentences, of words drawn by a seed."""
    rng = random.Random(seed)
    return [
        " ".join(" ".join(rng.choices(VOCABULARY, k=rng.randint(8, 16))).capitalize() + "." for _ in range(3))
        for _ in range(count)
    ]


def grouped(*texts: Sequence[str]) -> list[set[int]]:
    """Group texts, numbered in their order."""
    signatures = {str(number): sign(text, DAY) for number, text in enumerate(texts)}
    return [{int(name) for name in group} for group in groups(signatures, {name: name for name in signatures})]


STORY = prose(1, 8)
OTHER = prose(2, 8)
QUOTE = " ".join(prose(3, 1))


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY[:3],
        ["What had long been expected came to pass on Tuesday in the evening.", *STORY[1:]],
        ["What had long been expected came to pass on Tuesday in the evening.", *STORY[1:5]],
        [paragraph.upper() for paragraph in STORY],
        [paragraph.replace(" ", " ", 1).replace(".", " —") for paragraph in STORY],
        [f"“{paragraph}”" for paragraph in STORY],
        [paragraph.replace("bastel", "bastle").replace("nister", "mister") for paragraph in STORY],
        ["\n".join(STORY)],
        [*STORY[:4], *prose(9, 1), *STORY[4:]],
        [*prose(9, 2), *STORY, *prose(8, 3)],
    ],
    ids=[
        "the same",
        "tail cut",
        "other lead",
        "other lead and tail cut",
        "capitals",
        "punctuation",
        "quotation marks",
        "spelling",
        "one paragraph",
        "a paragraph more",
        "a frame around it",
    ],
)
def test_copies(copy: list[str]) -> None:
    assert grouped(STORY, OTHER, copy) == [{0, 2}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STORY, OTHER),
        ([*STORY, QUOTE], [*OTHER, QUOTE]),
        ([QUOTE, *STORY], [*OTHER[:4], QUOTE, *OTHER[4:]]),
        (STORY, [*OTHER, *STORY[:2]]),
        (["The report is at the usual place."] * 2, ["The report is at the usual place."] * 2),
        (["no no no no no no no no no no " * 50], ["no no no no no no no no no no " * 50]),
        ([], []),
    ],
    ids=["nothing in common", "boilerplate", "a quotation", "two paragraphs", "too short", "one word", "no text"],
)
def test_no_copies(one: list[str], other: list[str]) -> None:
    assert grouped(one, other, prose(4, 6)) == []


def test_accents_and_scripts_are_compared_too() -> None:
    accented = "Thứ trưởng đã đến thăm các làng chài ở phía đông của đảo và nghe ngư dân kể về mùa cá năm nay. " * 2
    plain = "Thu truong da den tham cac lang chai o phia dong cua dao va nghe ngu dan ke ve mua ca nam nay. " * 2
    assert grouped([accented], [plain]) == [{0, 1}]
    chinese = "渡轮在中午离开码头，船上有八十一名乘客和一批水果，后来在海峡失去了舵。"
    assert grouped([chinese], [chinese + "两艘拖船在天黑前赶到。"], [chinese[::-1]]) == [{0, 1}]


def test_two_ways_to_spell_are_one() -> None:
    british = sign(
        ["The labour minister recognised that 12% of the harbours, 4 per cent more, were organised so."] * 2, DAY
    )
    american = sign(
        ["The labor minister recognized that 12 percent of the harbors, 4% more, were organized so."] * 2, DAY
    )
    assert british == american
    assert len(british.hashes) > 10


def test_a_round_up_does_not_join_its_stories() -> None:
    found = grouped(STORY, OTHER, [*STORY, *OTHER])
    assert len(found) == 1
    assert len(found[0]) == 2


def test_a_running_story_does_not_chain_its_ends() -> None:
    paragraphs = prose(5, 40)
    versions = [paragraphs[start : start + 10] for start in range(0, 30, 3)]  # each has 7 of 10 of the one before
    found = grouped(*versions)
    assert all(max(group) - min(group) < 4 for group in found)
    assert found


def test_the_earliest_comes_first() -> None:
    datings = {
        "undated": Dating(),
        "inferred": Dating(not_before=Dating("2019-01-01").day),
        "later": Dating("2022-03"),
        "earlier b": Dating("2021-05-06"),
        "earlier a": Dating("2021-05-06"),
    }
    signatures = {name: sign(STORY, dating) for name, dating in datings.items()}
    paths = {name: f"{name}.txt" for name in datings}
    assert groups(signatures, paths) == [("earlier a", "earlier b", "later", "inferred", "undated")]


pieces = st.lists(st.integers(0, 11), min_size=1, max_size=8, unique=True)


@settings(max_examples=60, deadline=None)
@given(stories=st.lists(pieces, min_size=2, max_size=9), shuffled=st.randoms(use_true_random=False))
def test_the_order_of_the_archive_makes_no_difference(stories: list[list[int]], shuffled: random.Random) -> None:
    paragraphs = prose(6, 12)
    signatures = {f"{number:03}": sign([paragraphs[at] for at in story], DAY) for number, story in enumerate(stories)}
    paths = {name: name for name in signatures}
    found = groups(signatures, paths)
    names = list(signatures)
    shuffled.shuffle(names)
    assert groups({name: signatures[name] for name in names}, paths) == found
    assert groups(load(dump(signatures)), paths) == found
    everybody = [name for group in found for name in group]
    assert len(everybody) == len(set(everybody))
    for group in found:  # found alone, they are found again
        again = groups({name: signatures[name] for name in group}, paths)
        assert again == [group]


def test_sorting_in_parts_gives_the_same_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [prose(seed, 8)[start : start + 6] for seed in range(30) for start in (0, 1, 2)]
    whole = grouped(*texts)
    assert len(whole) == 30
    monkeypatch.setattr(duplicates, "_SORTED_AT_ONCE", 700)
    assert grouped(*texts) == whole


@settings(max_examples=100, deadline=None)
@given(paragraphs=st.lists(st.text(max_size=200), max_size=5))
def test_any_text_has_a_signature(paragraphs: list[str]) -> None:
    hashes = sign(paragraphs, DAY).hashes
    assert len(hashes) <= SAMPLED
    assert bool(np.all(hashes[1:] > hashes[:-1]))
    assert sign(paragraphs, DAY) == sign(paragraphs, DAY)


def test_signatures_are_kept_whole() -> None:
    signatures = {"a": sign(STORY, DAY), "none": sign([], Dating()), "b": sign(OTHER[:1], Dating("2020"))}
    assert load(dump(signatures)) == signatures
    assert load(dump({})) == load(None) == {}


@pytest.mark.parametrize("shape", ["identical", "edited", "boilerplate"])
def test_ten_thousand_of_a_kind_take_no_longer(shape: str) -> None:
    rng = np.random.default_rng(7)
    story = np.sort(rng.choice(2**31, 160, replace=False).astype(np.uint32))
    signatures = {}
    for number in range(10_000):
        own = rng.integers(0, 2**31, 160).astype(np.uint32)
        hashes = {
            "identical": story[:SAMPLED],
            "edited": np.unique(np.concatenate([rng.permutation(story)[:144], own[:16]]))[:SAMPLED],
            "boilerplate": np.unique(np.concatenate([story[:20], own[:140]]))[:SAMPLED],
        }[shape]
        signatures[f"{number:05}"] = Signature(1, hashes.astype("<u4").tobytes())
    started = time.process_time()
    found = groups(signatures, {name: name for name in signatures})
    assert time.process_time() - started < 20  # seconds, on any machine; each with each would be 50 million pairs
    if shape == "boilerplate":
        assert found == []
    else:
        assert len(found[0]) > 9_990


def test_a_huge_article_is_signed_in_time() -> None:
    started = time.process_time()
    for text in ("a " * 10_000_000, "x" * 30_000_000, "đ" * 10_000_000, "word and another. " * 1_000_000):
        sign([text], DAY)
    assert time.process_time() - started < 10
