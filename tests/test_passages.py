"""From an article to passages."""

import time
from itertools import pairwise

import pytest
import syntok.segmenter
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import Rejection
from indexer.passages import LONGEST, SHORTEST
from indexer.pipeline import split
from indexer.sentences import MAX_TEXT, sentences
from search.schema import Article, Caption, Kind, Passage, Section


def words(count: int, start: str = "Word") -> str:
    """A paragraph of one sentence."""
    return f"{start} " + "word " * (count - 2) + "end."


def article(*sections: Section, **fields: object) -> Article:
    return Article("a.txt", sections=sections, **fields)  # type: ignore[arg-type]  # any field of Article


def lengths(passages: tuple[Passage, ...]) -> list[int]:
    return [len(passage.text.split()) for passage in passages]


def test_order_and_kinds() -> None:
    passages = split(
        article(
            Section("", (words(20), words(30))),
            Section("A heading", (words(70),)),
            title="Title here",
            captions=(Caption("One (Photo: X)", "X"), Caption("Two")),
            byline="Ana Duarte",
            byline_role="Minister",
        )
    )
    assert [(passage.kind, passage.section, passage.paragraph) for passage in passages] == [
        (Kind.TITLE, "", 0),
        (Kind.LEAD, "", 0),
        (Kind.BODY, "A heading", 2),
        (Kind.CAPTION, "", 0),
        (Kind.CAPTION, "", 1),
        (Kind.BYLINE, "", 0),
    ]
    assert passages[-1].text == "Ana Duarte, Minister"
    assert passages[1].text == words(20) + "\n" + words(30)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((100, 100), [100, 100]),
        ((50, 50, 50, 50), [100, 100]),
        ((40,) * 7, [80, 80, 120]),
        ((100, 30), [130]),
        ((90, 90, 30), [90, 120]),
        ((20,), [20]),
        ((140, 30), [140, 30]),  # unavoidable: together they are too long
        ((10,) * 20, [100, 100]),
    ],
)
def test_paragraphs_are_packed_whole(paragraphs: tuple[int, ...], expected: list[int]) -> None:
    found = lengths(split(article(Section("", tuple(map(words, paragraphs))))))
    assert sorted(found) == sorted(expected)


def test_a_long_paragraph_is_split_at_sentences() -> None:
    sentence = "The dam held for nine days, and on the tenth it was seen to lean a little. "
    paragraph = (sentence * 20).strip()
    passages = split(article(Section("", (words(80), paragraph, words(90)))))
    assert [passage.paragraph for passage in passages] == [0, 1, 1, 1, 2]
    for passage in passages[1:4]:
        assert passage.text == paragraph[passage.offset : passage.offset + len(passage.text)]
        assert passage.text.startswith("The dam")
        assert passage.text.endswith("a little.")
        assert SHORTEST <= len(passage.text.split()) <= LONGEST


def test_what_has_no_sentences_is_cut_between_words() -> None:
    passages = split(article(Section("", ("number " * 5000,))))
    assert max(lengths(passages)) <= LONGEST
    assert sum(lengths(passages)) == 5000


def test_text_without_spaces_is_cut() -> None:
    passages = split(article(Section("", ("外交部长在北京举行记者会" * 500,))))
    assert len(passages) > 5
    assert "".join(passage.text for passage in passages) == "外交部长在北京举行记者会" * 500


def test_no_passage_goes_across_a_heading() -> None:
    passages = split(article(Section("", (words(10),)), Section("One", (words(10),)), Section("Two", (words(10),))))
    assert [passage.section for passage in passages] == ["", "One", "Two"]


SENTENCES = st.sampled_from(
    ["It rained. ", "Mr. Smith (of the U.N.) left", "“No!” ", "([{", "3.5 ", "…", "?", " ", "a\u00a0b ", "𝕏"]
)


@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=200).map("".join), min_size=1, max_size=8))
def test_offsets_point_at_the_text(paragraphs: list[str]) -> None:
    made = article(Section("", tuple(" ".join(paragraph.split()) or "x" for paragraph in paragraphs)))
    body = split(made)
    for passage in body:
        rest = "\n".join(made.paragraphs[passage.paragraph :])
        assert rest[passage.offset : passage.offset + len(passage.text)] == passage.text
    assert "".join("".join(p.text.split()) for p in body) == "".join("".join(p.split()) for p in made.paragraphs)


@given(st.text(max_size=300) | st.lists(SENTENCES, max_size=2000).map("".join))
def test_sentences_hold_every_letter_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_a_paragraph_as_long_as_a_book_is_cut_at_its_stops_and_in_seconds() -> None:
    text = "The ferry came back. “Not a day too soon,” said Mr. Hollis (of the port). " * 50_000
    started = time.process_time()
    spans = list(sentences(text.strip()))
    assert time.process_time() - started < 10  # syntok takes a minute
    assert [text[start:end] for start, end in spans[:3]] == [
        "The ferry came back.",
        "“Not a day too soon,” said Mr.",
        "Hollis (of the port).",
    ]
    assert len(spans) == 150_000
    assert sum(end - start for start, end in spans) + len(spans) == len(text)


def test_sentences() -> None:
    text = "Mr. Smith left at 5 p.m. on Monday. “Well,” she said. Nobody answered!"
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ["Mr. Smith left at 5 p.m. on Monday.", "“Well,” she said.", "Nobody answered!"]


PIECES = [
    *["the", "mill", "had", "been", "shut", "for", "two", "years", "when", "rain", "came"],
    "Mr.",
    "No.",
    "5",
    "U.S.",
    "e.g.",
    "(see",
    "it)",
]
PIECES += [
    "[a",
    "b].",
    "Then",
    "It",
    '"Stop!"',
    "said.'",
    "end.",
    "why?",
    "so;",
    "...",
    "-",
    "co-op",
    "1.5",
    "May",
    "I.",
]


@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=120), between=st.sampled_from([" ", "  ", "\t", "\u200b", "\n\n"])
)
def test_sentences_are_those_of_syntok(pieces: list[str], between: str) -> None:
    text = " ".join(pieces).replace(" Then", f"{between}Then")[:MAX_TEXT]
    found = [
        (tokens[0].offset, tokens[-1].offset + len(tokens[-1].value))
        for paragraph in syntok.segmenter.analyze(text)
        for tokens in paragraph
    ]
    assert [span for span in sentences(text) if span[1] - span[0] < 2_000] == [s for s in found if s[1] > s[0]]


@pytest.mark.parametrize("what", ["title", "heading", "caption", "byline"])
@pytest.mark.parametrize("long", ["word " * 70_000, "a.b." * 35_000, "\u6f22" * 70_000])
def test_a_line_longer_than_any_is_rejected_with_the_reason(what: str, long: str) -> None:
    one = {
        "title": article(Section("", (words(20),)), title=long),
        "heading": article(Section(long, (words(20),))),
        "caption": article(Section("", (words(20),)), captions=(Caption(long),)),
        "byline": article(Section("", (words(20),)), byline=long),
    }[what]
    with pytest.raises(Rejection, match=f"its {what} “.* has 70,000 words, expected at most 5,000"):
        split(one)


def test_a_long_caption_is_kept_whole() -> None:
    assert split(article(captions=(Caption("word " * 4_999 + "end"),)))[0].text.endswith("end")
