"""What the index keeps of an article gives the article back, however its passages cut it."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.passages import passages
from search.engines.whoosh.records import read_article, read_passage, write_article, write_passage
from search.schema import Article, Kind, Passage, Section

lines = st.text("abc é.\n", max_size=12)
sections = st.lists(st.builds(Section, lines, st.lists(lines, max_size=4).map(tuple)), max_size=3).map(tuple)
passage = st.builds(Passage, st.sampled_from(Kind), lines, lines, st.integers(0, 6), st.integers(0, 12))


def read_back(article: Article, split_up: list[Passage]) -> Article:
    read = [read_passage(write_passage(each)) for each in split_up]
    assert read == split_up
    return read_article(write_article(article, split_up), [each.text for each in read])


@given(sections=sections, split_up=st.lists(passage, max_size=5))
def test_whatever_the_passages_are(sections: tuple[Section, ...], split_up: list[Passage]) -> None:
    article = Article("a.txt", "A title", sections=sections)
    assert read_back(article, split_up) == article


def test_the_body_is_kept_once() -> None:
    long = " ".join(f"This is sentence number {number} of a long paragraph." for number in range(60))
    body = (Section("", ("A first paragraph.", long)), Section("A heading", ("Another paragraph.", "", "The last.")))
    article = Article("a.txt", sections=body)
    split_up = list(passages(article))
    assert len(split_up) > 4
    assert read_back(article, split_up) == article
    assert b"sentence" not in write_article(article, split_up)
