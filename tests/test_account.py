"""Every line of a raw document is accounted for: each word of it once, in the order of the document."""

import html

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indexer.blocks import collapse
from indexer.decode import decode
from indexer.errors import Rejection
from indexer.markup.extract import extract
from indexer.pipeline import clean, split
from indexer.source import RawDocument
from search.engines.whoosh.records import read_article, write_article
from search.schema import Article, Kind, Role
from tests.cleaning import BODY, outlets

BREAKS = ["\n", "\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
SPACES = ["", "", " ", "\t", "\u00a0", "\u2003 ", "\u3000", "\u200b", "\ufeff", "\u180e", "\x1f", "\x00", "\u00ad"]
LINES = """\
Growers keep a bigger share
Growers keep a bigger share - ảnh 1
Growers keep a bigger share - ảnh 2Boats at the quay (Photo: VNA)
Growers keep a bigger share hinh anh 1Boats. (Photo: VNA)Hanoi (VNA) - The mayor said it would be closed, and soon..
Prices rise again at the harbour market for the third week
The ministry said on Monday that the harvest would be the best in nine years for the whole province.
Growers had feared a drought,, after a dry spring,, the minister told reporters.. in the capital../.
Nobody else in the whole of the valley had seen such a thing before, he said. — VNS
the water came up over the road and nobody in the village knew
and the men of the lower town went out with their boats again
and the ferry.. that had been moored,, under the bridge was gone
A boat that nobody had seen before lay on the grass, (Photo: VNA)
HANOI, January 7, 2022 (VNA) – The ministry said on Monday that the harvest would be the best in years.
Hanoi (VNA) - The ministry said on Monday that the harvest would be the best in years.
date 2022-01-01 | Growers keep a bigger share
January 07, 2022 | 14:06
7 January 2022 | 14:06 | By Ana Duarte | VNA
| By Ana Duarte • Vietnamplus | Politics |
14:06 | 7 January 2022 | 15:07
Updated: 9 January 2022
07/01/2022
By Ana Duarte and Bui Thanh Son - Political Editors
By Ana Duarte, 7 January 2022
Ana Duarte 2 September 2023 14:06
7 January 2022, Ana Duarte, 14:06
By our correspondent
By Land and Sea
Vietnamplus
Source: The World and Vietnam Report
Politics
A boat on the river at dawn (Photo: VNA)
(Photo: VNA)
Photo: Nguyen Van A
Share
Others
Related news
Read more: Bridges closed
Advertisement
© 2021 Vietnamplus. All rights reserved
★ Poor ★★ Fair ★★★ Good
Rate this article:
* * *
###
■
-30-
What the neighbours say
AT&amp;T said&nbsp;so on Monday in court, &lt;twice&gt;.
&nbsp;
&#8203;&#32;
<p>&nbsp;</p>
---
title: Growers keep a bigger share
title: Another headline
date: 2022-01-07
date:
source: VNA
byline: Ana Duarte
place: Hanoi
layout: post
# a comment
..
.
x""".splitlines()
TYPICAL = st.tuples(st.sampled_from(SPACES), st.sampled_from(LINES), st.sampled_from(SPACES)).map("".join)
ODD = st.text(max_size=30) | st.sampled_from([*SPACES, *BREAKS]) | st.sampled_from(LINES).map(lambda line: line * 60)
PARTS = st.tuples(TYPICAL | TYPICAL | TYPICAL | ODD, st.sampled_from(BREAKS))
MIXED = st.lists(PARTS, max_size=25).map(lambda parts: "".join(line + end for line, end in parts))
KEYS = st.lists(st.sampled_from([line for line in LINES if ": " in line or line[0] == "#"]), max_size=5).map("\n".join)
FRONT = st.tuples(st.just("---\n"), KEYS | MIXED, st.just("\n---\n"), MIXED).map("".join)
WRAPPED = st.lists(st.sampled_from([line for line in LINES if line[0].islower() or line[0] == "A"]), max_size=12)
TEXTS = st.text(max_size=200) | MIXED | MIXED | FRONT | st.tuples(MIXED, WRAPPED.map("\n".join)).map("".join)
SIDECARS = st.sampled_from(
    [None, None, b"title = 'Growers keep a bigger share'", b"byline = 'Ana'\ndate = '2022-01-08'"]
)
ENOUGH = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def dense(text: str) -> str:
    return "".join(text.split())


def check_lines(content: bytes, found: dict[int, str]) -> None:
    """Every line that isn't blank is found, with all of its characters; spaces aside."""
    lines = {number: collapse(line) for number, line in enumerate(decode(content).split("\n"), 1)}
    lines = {number: line for number, line in lines.items() if line}
    assert list(found) == list(lines)
    for number, line in lines.items():
        # A text's entities are replaced; those of its front matter are not.
        assert found[number] in (dense(line), dense(collapse(html.unescape(line))))


def accounted_lines(article: Article) -> dict[int, str]:
    found: dict[int, str] = {}
    for line, text in article.accounted():
        assert text == text.strip()
        assert text
        found[line.line] = found.get(line.line, "") + dense(text)
    return found


def check_account(article: Article) -> None:
    """What is kept is kept whole: the ranges of a paragraph, heading or caption give back all of it, each once."""
    assert [line.line for line in article.account] == sorted(line.line for line in article.account)
    texts = {
        Role.BODY: article.paragraphs,
        Role.HEADING: article.headings,
        Role.CAPTION: tuple(caption.text for caption in article.captions),
    }
    found: dict[tuple[Role, int], str] = {}
    for line, text in article.accounted():
        assert bool(line.rule) == (line.role is Role.DROPPED)
        role = Role.BODY if line.role is Role.STANDFIRST else line.role
        if role in texts:
            found[role, line.index] = found.get((role, line.index), "") + dense(text)
    wanted = {(role, index): dense(text) for role, several in texts.items() for index, text in enumerate(several)}
    assert found == wanted
    assert tuple(article.paragraphs[: len(article.standfirst)]) == article.standfirst


def check_passages(article: Article) -> None:
    passages = split(article)
    for passage in passages:
        if passage.kind in (Kind.LEAD, Kind.BODY):
            rest = "\n".join(article.paragraphs[passage.paragraph :])
            assert rest[passage.offset : passage.offset + len(passage.text)] == passage.text
        elif passage.kind is Kind.CAPTION:
            assert article.captions[passage.paragraph].text == passage.text
    body = "".join(dense(passage.text) for passage in passages if passage.kind in (Kind.LEAD, Kind.BODY))
    assert body == "".join(map(dense, article.paragraphs))


@given(TEXTS, SIDECARS)
@example("Growers keep a bigger share\n7 January 2022 | 14:06 | By Ana Duarte | VNA\n" + BODY, None)
@ENOUGH
def test_every_line_of_a_text_is_accounted_for_once(text: str, sidecar: bytes | None) -> None:
    document = RawDocument("a.txt", text.encode("utf-8", "surrogatepass"), sidecar)
    try:
        article = clean(document, outlets())
    except Rejection:
        return
    check_lines(document.content, accounted_lines(article))
    check_account(article)
    check_passages(article)
    assert clean(document, outlets()) == article
    passages = split(article)
    assert read_article(write_article(article, passages), [passage.text for passage in passages]) == article


OPEN = ["<p>", "<h1>", "<h2>", "<li>", "<figcaption>", "<div>", "<b>", '<a href="/x">', '<p class="byline">', "<nav>"]
MARKUP = [*OPEN, "</p>", "</h1>", "</a>", "</b>", "<br><br>", "</div>", "</nav>", "<article>", "</article>", "\n", " "]
META = '<meta name="author" content="Ana Duarte"><meta property="og:title" content="Growers keep a bigger share">\n'
PAGES = st.tuples(
    st.sampled_from(["", META]),
    st.lists(st.sampled_from(MARKUP) | st.sampled_from(LINES) | st.text(max_size=10), max_size=40).map("".join),
).map("".join)


@given(PAGES)
@example(META + "<h1>Growers keep a bigger share</h1>Ana Duarte 7 January 2022<p>" + BODY)
@ENOUGH
def test_every_block_of_a_page_is_accounted_for_once(page: str) -> None:
    document = RawDocument("a.html", page.encode("utf-8", "surrogatepass"))
    try:
        article = clean(document, outlets())
    except Rejection:
        return
    extracted = extract(decode(document.content))
    texts = [block.text for block in extracted.blocks] + [frame.text for frame in extracted.dropped]
    # Blocks of the frame and of the article stand in one line in no known order, so characters are counted.
    found = sorted("".join(accounted_lines(article).values()))
    assert found == sorted("".join(map(dense, texts)))
    check_account(article)
    check_passages(article)
