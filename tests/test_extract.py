"""HTML to blocks and metadata."""

import pytest

from indexer.blocks import Tag
from indexer.markup.extract import extract
from indexer.markup.page import read_page
from tests.cleaning import BODY, PARAGRAPHS, cleaned, outlets

FIRST, SECOND = PARAGRAPHS
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{TEXT}</article>",
        f"<main>{TEXT}</main>",
        f"<div><div>{TEXT}</div></div>",
        f"<form>{TEXT}</form>",
        f"<aside>{TEXT}</aside>",
        f"<footer>{TEXT}</footer>",
        f'<div class="sidebar">{TEXT}</div>',
        f"<table><tr><td>{FIRST}<br><br>{SECOND}</td></tr></table>",
        f"<noscript>{TEXT}</noscript>",
        f"<div>{FIRST}<p>{SECOND}</div>",
        f"<section><p>{FIRST}</p></section><section><p>{SECOND}</p></section>",
        f"<nav><a href='/'>Home</a> <a href='/w'>World</a></nav><article>{TEXT}</article><footer>About us</footer>",
        f"<article>{TEXT}<aside>Something else entirely</aside></article>",
        f'<article>{TEXT}<div class="share-bar">Share this</div><button>More</button></article>',
        f"<article>{TEXT}</article><script>'<p>no</p>'</script><style>p {{}}</style><template><p>no</p></template>",
        f"<article>{TEXT}<svg><text>no</text></svg><iframe>no</iframe><select><option>no</select></article>",
        f"<article>{TEXT}<p hidden>not shown</p><div style='display: none'>nor this</div></article>",
        f"<article><!-- no -->{TEXT}</article>",
    ],
)  # fmt: skip
def test_the_body_is_found(body: str) -> None:
    assert cleaned(page(body), "a.html").paragraphs == PARAGRAPHS


def test_markup_tells_what_a_block_is() -> None:
    blocks = extract(
        page(
            f"<article><h2>One</h2><p>{FIRST}</p><p><b>Two</b></p><figure><figcaption>Cap</figcaption></figure>"
            "<p class='wp-caption-text'>Caption too</p><ul><li>Item</li><li><a href='/'>Link</a></li></ul>"
            "<p><b>Bold</b> start of a line.</p></article>"
        )
    ).blocks
    assert [(block.tag, block.text) for block in blocks] == [
        (Tag.HEADING, "One"),
        (Tag.TEXT, FIRST),
        (Tag.HEADING, "Two"),
        (Tag.CAPTION, "Cap"),
        (Tag.CAPTION, "Caption too"),
        (Tag.ITEM, "Item"),
        (Tag.LINK, "Link"),
        (Tag.TEXT, "Bold start of a line."),
    ]


def test_line_numbers_are_those_of_the_document() -> None:
    html = (
        "<!-- <p>\n -->\n<script>\n'<p>'\n</script>\n<article\n class='x'>\n<p>\n  One is\n  here.</p>\n"
        "<img alt='<p>'>\n<P>Two</P> text\n</article>"
    )
    assert [(block.line, block.text) for block in extract(html).blocks] == [
        (9, "One is here."),
        (12, "Two"),
        (12, "text"),
    ]
    assert [block.line for block in extract(html, first_line=11).blocks] == [19, 22, 22]


def test_lines_without_words_are_counted_between_tags() -> None:
    blocks = extract(page(f"<p><a name='x'>\n\n</a>\n\n{FIRST}</p><pre>\n\n{SECOND}</pre>")).blocks
    assert [(block.line, block.text) for block in blocks] == [(5, FIRST), (7, SECOND)]


def test_a_pages_own_attribute_is_not_taken_for_a_line_number() -> None:
    blocks = extract(
        page(f"<my-box data-raw-line='x'>{FIRST}</my-box>\n<my-box data-raw-line=''><p>{SECOND}</p>")
    ).blocks
    assert [(block.line, block.text) for block in blocks] == [(1, FIRST), (2, SECOND)]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("", []),
        ("<!-- nothing -->", []),
        (f"<html><head><script>x</script><p>{FIRST}</html>", [FIRST]),
        (f"<body><p>{FIRST}</p></body><body><p>{SECOND}</p></body>", [FIRST, SECOND]),
        (f"<html><body>{FIRST}</body></html>{SECOND}", [FIRST, SECOND]),
        (f"<div><b><p>{FIRST}</div></b></i>{SECOND}", [FIRST, SECOND]),
        (f"<p>{FIRST}<select><option>no<button>no</select></select><p>{SECOND}", [FIRST, SECOND]),
    ],
)  # fmt: skip
def test_a_page_is_read_from_where_its_text_is(html: str, texts: list[str]) -> None:
    assert [block.text for block in extract(html).blocks] == texts


def test_a_heading_is_all_that_stands_in_it_but_scripts_and_reading_aids() -> None:
    ruby = "<ruby>Bridge<rt>not this</rt></ruby>"
    found = extract(page(f"<h1>{ruby} <i>closed</i><!-- x --><template>no</template> again</h1>{TEXT}"))
    assert found.headings == ("Bridge closed again",)


def test_what_is_outside_the_article_is_recorded() -> None:
    article = cleaned(page(f"<nav>\n<a href='/'>Home</a></nav><article>{TEXT}</article>"), "a.html")
    assert [(drop.line, drop.text, drop.rule) for drop in article.dropped] == [(2, "Home", "page_frame")]


def test_related_links_end_at_the_body() -> None:
    links = "<h3>À lire aussi</h3><ul><li><a href='/a'>Un lien</a></li><li><a href='/b'>Deux liens ?</a></li></ul>"
    article = cleaned(page(f"<article><p>{FIRST}</p>{links}<p>{SECOND}</p></article>"), "a.html")
    assert article.paragraphs == PARAGRAPHS
    assert [drop.text for drop in article.dropped] == ["À lire aussi", "Un lien", "Deux liens ?"]


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "title", "date", "source", "byline"),
    [
        ("<title>T here | Lantern Post</title>", "T here", "", "", ""),
        ("<title>T here - a story</title>", "T here - a story", "", "", ""),
        ("<meta property='og:title' content='T'>", "T", "", "", ""),
        ("<meta property='og:site_name' content='VOV World'>", "", "", "VOVWORLD", ""),
        ("<meta property='article:published_time' content='2022-01-07T14:06:00+07:00'>", "", "2022-01-07", "", ""),
        ("<meta name='pubdate' content='Fri, 07 Jan 2022 14:06:00 GMT'>", "", "2022-01-07", "", ""),
        ("<meta name='date' content='1970-01-01T00:00:00Z'>", "", "", "", ""),
        ("<meta name='date' content='0001-01-01'>", "", "", "", ""),
        ("<meta name='author' content='By Ana Duarte'>", "", "", "", "Ana Duarte"),
        ("<meta name='author' content='admin'>", "", "", "", ""),
        ("<meta property='article:author' content='https://x.example/a'>", "", "", "", ""),
        ("<meta name='author' content='Vietnam News Agency'>", "", "", "", ""),
        (
            LD.format(
                '{"@graph": [{"@type": "WebPage", "headline": "no"}, {"@type": ["NewsArticle"], "headline": "T", '
                '"datePublished": "2022-01-07", "author": [{"name": "A B"}, "C D"], "publisher": {"name": "AP"}}]}'
            ),
            "T", "2022-01-07", "AP", "A B, C D",
        ),
        (LD.format('{"@type": "NewsArticle", "headline": "cut'), "", "", "", ""),
        (LD.format('{"@type": "Article", "headline": 7, "author": {"name": [null]}, "publisher": []}'), "", "", "", ""),
    ],
)  # fmt: skip
def test_page_metadata(head: str, title: str, date: str, source: str, byline: str) -> None:
    found = read_page(extract(page(TEXT, head)), outlets())
    assert (found.title.value, found.date.date.stated if found.date else "") == (title, date)
    assert (found.source.value, found.byline.value) == (source, byline)


def test_the_pages_own_heading_is_the_whole_headline() -> None:
    head = "<meta property='og:title' content='A bridge is built over…'>"
    article = cleaned(page(f"<article><h1>A bridge is built over the river</h1>{TEXT}</article>", head), "a.html")
    assert (article.title, article.title_evidence) == ("A bridge is built over the river", "<h1>")
    assert (article.paragraphs, article.dropped) == (PARAGRAPHS, ())


def test_time_and_author_in_the_article() -> None:
    author = "<a rel='author' href='/a'>Ana Duarte</a>"
    body = f"<article><h1>T</h1>{author} <time datetime='2022-01-07'>Friday</time>{TEXT}</article>"
    article = cleaned(page(body + "<div class='related'><time datetime='1999-01-01'></time></div>"), "a.html")
    assert (article.byline, article.dating.stated) == ("Ana Duarte", "2022-01-07")
    assert article.dating.evidence == '<time> "2022-01-07"'


@pytest.mark.parametrize(
    ("marked", "byline"),
    [
        ("<p class='byline'>By Ana Duarte and Bo Lee | 2 September 2023 Print this</p>", "Ana Duarte and Bo Lee"),
        ("<p class='byline'><a rel='author'>Ana Duarte</a> <a rel='author'>Bo Lee</a></p>", "Ana Duarte, Bo Lee"),
        ("<ul><li><a rel='author'>Ana Duarte</a></li><li><a rel='author'>Bo Lee</a></li></ul>", "Ana Duarte, Bo Lee"),
        ("<div class='author'><a rel='author'>Ana Duarte</a> Lantern Post, 4 May 2023</div>", "Ana Duarte"),
        ("<div class='author'>Ana Duarte Vietnam News Agency</div>", "Ana Duarte"),
        ("<div class='author'>Text: Ana Duarte</div>", "Ana Duarte"),
        ("<div class='author'>4 May 2023 and all the news</div>", ""),
        ("<div class='author'>Vietnam News Agency 4 May 2023</div><p class='author'>12 comments</p>", ""),
        ("<div class='author'>VNA</div><div><p><a rel='author'>Of Another Story</a></p></div>", ""),
        ("<div class='related'><p class='author'>Of Another Story</p></div>", ""),
        (
            "<div><p class='author'>Ana Duarte</p></div><div><div><p class='author'>Of Another Story</p></div></div>",
            "Ana Duarte",
        ),
    ],
)
def test_only_what_names_the_articles_own_author_is_a_byline(marked: str, byline: str) -> None:
    found = read_page(extract(page(f"<article><h1>T</h1>{marked}{TEXT}</article>")), outlets())
    assert found.byline.value == byline
    assert bool(found.byline.evidence) == bool(byline)


def test_the_publisher_as_the_author_is_no_byline() -> None:
    head = LD.format('{"@type": "Article", "author": {"name": "Mirwick Sun"}, "publisher": {"name": "Mirwick Sun"}}')
    found = read_page(extract(page(TEXT, head)), outlets())
    assert (found.source.value, found.byline.value) == ("Mirwick Sun", "")


def test_entities_in_json_ld_are_characters() -> None:
    head = LD.format('{"@type": "Article", "headline": "A &#163;5m d&eacute;j&agrave; vu &amp; more"}')
    assert cleaned(page(TEXT, head), "a.html").title == "A £5m déjà vu & more"


def test_the_visible_date_and_byline_are_read() -> None:
    article = cleaned(page(f"<article><h1>T</h1><p>By Ana Duarte | 7 January 2022</p>{TEXT}</article>"), "a.html")
    assert (article.title, article.byline, article.dating.stated) == ("T", "Ana Duarte", "2022-01-07")
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_deep_nesting_works(tag: str) -> None:
    assert cleaned("<" + f"{tag}><" * 3000 + f"p>{FIRST}", "a.html").paragraphs == (FIRST,)


def test_markup_in_the_text_is_text() -> None:
    assert cleaned(page("<p>&lt;script&gt; &amp; co. said so.</p>"), "a.html").paragraphs == (
        "<script> & co. said so.",
    )


def test_a_text_file_with_a_pages_name_is_read() -> None:
    assert cleaned(BODY, "a.html").paragraphs
