"""The whole path of cleaning: golden files, the sample archive, odd input, time."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from commands.inspect import as_record
from indexer.errors import Rejection
from indexer.pipeline import clean, split
from indexer.source import RawDocument, read
from search.schema import Article, Kind
from tests.cleaning import BODY, cleaned, outlets

GOLDEN = Path(__file__).parent / "golden"
SAMPLE = Path(__file__).parent.parent / "raw_docs"
SAMPLE_GOLD = Path(__file__).parent / "sample_gold.json"
FOLDED = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")


def fold(text: str) -> str:
    return " ".join(text.translate(FOLDED).split()).casefold()


@pytest.mark.parametrize("path", sorted(p for p in GOLDEN.iterdir() if p.suffix != ".json"), ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    record = as_record(clean(read(GOLDEN, path), outlets()), Path(path.name))
    assert record == expected


@pytest.mark.parametrize("name", sorted(json.loads(SAMPLE_GOLD.read_text(encoding="utf-8"))))
def test_sample_archive(name: str) -> None:
    expected = json.loads(SAMPLE_GOLD.read_text(encoding="utf-8"))[name]
    article = clean(read(SAMPLE, SAMPLE / name), outlets())
    body = fold(" ".join(article.paragraphs))
    found = {
        "title": fold(article.title),
        "date": article.dating.stated or None,
        "source": article.source,
        "byline": article.byline,
        "place": article.place,
        "captions": len(article.captions),
        "headings": list(map(fold, article.headings)),
        "paragraphs": len(article.paragraphs),
    }
    wanted = {key: expected[key] for key in found}
    wanted |= {"title": fold(expected["title"]), "headings": list(map(fold, expected["headings"]))}
    assert found == wanted
    assert body.startswith(fold(expected["first_words"]))
    assert body.endswith(fold(expected["last_words"]))
    paragraphs = set(map(fold, article.paragraphs))
    for text in expected["not_in_body"]:
        assert fold(text) not in paragraphs
        assert text not in article.headings


def test_every_word_of_a_text_is_in_some_part_of_the_article() -> None:
    raw = (GOLDEN / "noisy-wire.txt").read_text(encoding="utf-8")
    article = cleaned(raw)
    kept = [article.title, article.place, article.source_evidence, *article.headings, *article.paragraphs]
    kept += [caption.text for caption in article.captions] + [drop.text for drop in article.dropped]
    words = set(re.findall(r"[^\W\d]+|\d+", " ".join(kept)))
    assert [word for word in re.findall(r"[^\W\d]+|\d+", raw) if word not in words] == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (b"%PDF-1.7 text", "a PDF"),
        (b"---\ntitle: A headline and nothing under it\n---\n", "no text"),
        (b"---\ndate: yesterday\n---\nText.", "got 'yesterday'; expected a date such as 2022-01-07"),
        (b"* * *\n\n-----\n", "no text"),
    ],
)
def test_rejections_say_why(content: bytes, reason: str) -> None:
    with pytest.raises(Rejection, match=reason):
        clean(RawDocument("a.txt", content), outlets())


def check_passages(article: Article) -> None:
    """Each passage's text stands where it says it does, and together they hold the whole body."""
    passages = split(article)
    body = [passage for passage in passages if passage.kind in (Kind.LEAD, Kind.BODY)]
    assert [passage.kind for passage in body] == [Kind.LEAD, *[Kind.BODY] * (len(body) - 1)][: len(body)]
    for passage in body:
        rest = "\n".join(article.paragraphs[passage.paragraph :])
        assert rest[passage.offset : passage.offset + len(passage.text)] == passage.text
    assert "".join("".join(p.text.split()) for p in body) == "".join("".join(p.split()) for p in article.paragraphs)
    for passage in passages:
        if passage.kind is Kind.CAPTION:
            assert article.captions[passage.paragraph].text == passage.text


NOISE = """\
---|title: x|date: 2022-13-01|(Photo: VNA)|Headline - ảnh 1|Headline hinh anh 12Caption|Hanoi (VNA) – |WVR - |07/01/2022
January 07, 2022 | 14:06|By A B - C|TIN LIÊN QUAN|Others|★ a ★★ b ★★★ c|./.| date 2022-01-01 |<article>|</article>|<!--
On February 29, it was held.|The ministry said on Monday that all was well.|tasks for 2200|Vietnamplus|&#0;|é|Ã©| |.|..
13th National Party Congress|are taking place from Sunday to Tuesday|<p>|<script>|<h1>x</h1>|ﬁ|𝕏|<meta charset="utf-7">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": ["x"], "author": {"name": [1, "y"]}}</script>
<time datetime="0000-00-00">|<meta name="date" content="9999-99-99">"""
PIECES = st.sampled_from([*re.split(r"[|\n]", NOISE), "\u2028", "\x00", "\ufeff", "\n", "\n\n", "\ud800"])
TEXTS = st.lists(PIECES | st.text(max_size=30), max_size=25).map("".join)
CONTENTS = TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=300)


@given(
    CONTENTS,
    st.sampled_from(["a.txt", "b/c.html", "x.htm", "y.txt"]),
    st.none() | st.sampled_from([b"", b"title = 'a'", b"\xff", b"date = 2022-01-01T10:00:00"]),
)
@example(b'<?xml version="1.0" encoding="utf-16"?><p>a</p>', "a.html", None)
@example(b"<meta charset=base64>a", "a.html", None)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_become_an_article_or_a_rejection(content: bytes, path: str, sidecar: bytes | None) -> None:
    document = RawDocument(path, content, sidecar)
    try:
        article = clean(document, outlets())
    except Rejection:
        return
    assert clean(document, outlets()) == article
    assert article.paragraphs or article.captions
    assert all(text == " ".join(text.split()) and text for text in (*article.paragraphs, *article.headings))
    lines = content.count(b"\n") + content.count(b"\r") + 50  # UTF-16 and Unicode's own line ends aside
    assert all(1 <= drop.line <= lines for drop in article.dropped)
    check_passages(article)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.txt", "word and another " * 60_000),
        ("a.txt", "x" * 1_000_000),
        ("a.txt", "( [ { " * 150_000 + "and so on."),
        ("a.txt", "photo 1 (Photo: x - " * 10_000),
        ("a.txt", "".join(f"word{n}\n" for n in range(20_000))),
        (
            "a.txt",
            "A headline\n\n" + "the water rose.. over the road and nobody in the village,, knew\n" * 10_000 + ".",
        ),
        ("a.txt", "Related news\nA link\n\n" * 10_000 + "The end came.\n\nAnd so on."),
        ("a.txt", "Headline\n\n" + "Headline\nCaption here\n\n" * 10_000 + "The end."),
        ("a.txt", "Growers keep a bigger share\n" * 30_000 + "The end came.\n\nAnd so on."),
        ("a.txt", "".join(f"Boat {n} on the river (Photo: VNA)\n" for n in range(20_000))),
        ("a.txt", "".join(f"Headline - ảnh {n % 90}Boats at the quay\n" for n in range(20_000))),
        ("a.txt", "7 January 2022\nBy Ana Duarte\n" * 20_000 + "The end came.\n\nAnd so on."),
        ("a.txt", "The end came, he said to all of us that day../.\n" * 20_000),
        ("a.html", "<h1>" + "so it is " * 20_000 + "</h1>" + "<p>Some text, he said.</p>" * 10_000),
        ("a.html", "<meta property='og:title' content='" + "so " * 30_000 + "'>" + "<p>Some text.</p>" * 10_000),
        ("a.html", "<div>" * 20_000 + "<p>Deep text in here.</p>"),
        ("a.html", "<p>Some text.</p>" + "<script>" * 100_000),
        ("a.html", "<p>Some text.</p>" + "<!--" * 100_000),
        ("a.html", "<p>" + "word<br>" * 30_000),
        ("a.html", '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>Some text.</p>"),
    ],
    ids=lambda value: value[:24].strip() if len(value) > 6 else None,
)
def test_time_is_linear_in_the_input(path: str, content: str) -> None:
    # Each takes about a second on a small machine; a quadratic step would take minutes.
    start = time.process_time()
    article = cleaned(content, path)
    longest = max(len(text.split()) for text in (article.title, *(caption.text for caption in article.captions)))
    if longest <= 5_000:
        check_passages(article)
    else:
        with pytest.raises(Rejection, match=r"its (title|caption)"):
            split(article)
    assert [line for line, text in article.accounted() if not text] == []
    assert time.process_time() - start < 10


def test_a_text_with_markup_stays_as_it_is() -> None:
    article = cleaned("<script>alert(1)</script> & so on, as the page said.\n\n" + BODY)
    assert article.paragraphs[0] == "<script>alert(1)</script> & so on, as the page said."


def test_entities_left_in_plain_text_are_replaced() -> None:
    assert cleaned("AT&amp;T said&nbsp;so on Monday in court.").paragraphs == ("AT&T said so on Monday in court.",)


def test_wrapped_lines_are_joined() -> None:
    article = clean(read(GOLDEN, GOLDEN / "front.txt"), outlets())
    assert article.paragraphs[1].endswith("hand on the tower door. He said that it would do.")


def test_lines_of_verse_are_not_joined() -> None:
    verse = "The tide goes out\nand takes the boats\nand takes the men\nand leaves the coats\nupon the shore"
    assert cleaned("A song\n\n" + verse).paragraphs == tuple(verse.split("\n"))
