"""Which part of a page is its article, on pages of many shapes; and on real ones where they are at hand."""

import time

import pytest

from benchmarks.cleaning.extractors import morgue
from benchmarks.cleaning.pages import ROOT, evaluate, read_pages
from indexer.markup.alignment import covered
from tests.cleaning import cleaned, outlets

TEXTS = (
    "The harbour board voted on Tuesday to close the north quay for a year, six votes to three, after a long night.",
    "Engineers had found cracks in eleven of the forty piers, and the insurer gave the board until June to act.",
    "Ferries will leave from the fish market instead, the board's secretary said, and nobody needs a new ticket.",
    "The last closure, in the winter of the great storm, cost the island's shops a third of their yearly trade.",
)
OTHERS = (
    "A choir of retired pilots has won the regional prize for the second time, to the surprise of its conductor.",
    "The town library will stay open until midnight in the weeks before the exams, its director told this paper.",
)
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)
MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(40)) + "</ul></nav>"
CARDS = "".join(
    f"<div class='card'><a href='/s{n}'><h3>Other story {n}</h3></a><p>{text}</p></div>"
    for n, text in enumerate(OTHERS)
)


def page(body: str, head: str = "<title>North quay closes</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


SHAPES = {
    "in a form": f"<form action='/'><input name='state'>{MENU}<div class='text'>{BODY}</div><button>Go</button></form>",
    "many menus": f"{MENU}<div id='wrap'>{MENU}<div class='story'>{BODY}</div>{MENU}</div><footer>{MENU}</footer>",
    "an aside that holds it": f"<div class='page'>{MENU}<aside>{BODY}</aside></div>",
    "cards below": f"<main><article><h1>North quay</h1>{BODY}</article><div class='more'>{CARDS}</div></main>",
    "cards without a name": f"<article><h1>North quay closes</h1>{BODY}</article><section>{CARDS}</section>",
    "other articles beside": (
        f"<div><article><h1>North quay closes</h1>{BODY}</article>"
        + "".join(f"<article><h2>Other</h2><p>{text}</p></article>" for text in OTHERS)
        + "</div>"
    ),
    "a newsletter within": (
        f"<article><h1>North quay closes</h1>{BODY}<div class='newsletterSignup'><h3>The morning letter</h3>"
        f"<p>Get the news of the day in your inbox every morning.</p></div></article>"
    ),
    "old tables": f"<table><tr><td>{MENU}</td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>",
    "short paragraphs apart": "".join(f"<div class='chunk'><p>{text}</p></div>" for text in TEXTS),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_the_article_and_nothing_else_is_kept(name: str) -> None:
    article = cleaned(page(SHAPES[name]), "a.html")
    assert article.paragraphs == TEXTS
    assert article.headings == ()
    gone = {drop.rule for drop in article.dropped}
    assert gone <= {"page_frame", "outside_article", "related_links", "link_block", "footer_nav", "imprint"}


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_vanishes(name: str) -> None:
    article = cleaned(page(SHAPES[name]), "a.html")
    kept = "\n".join((article.title, *article.paragraphs, *(drop.text for drop in article.dropped)))
    for text in (*TEXTS, *OTHERS, "The morning letter", "Section 7", "Other story 1"):
        assert (text in SHAPES[name]) <= (text in kept), text


def test_what_goes_with_the_text_is_kept() -> None:
    body = (
        "<article><h1>North quay closes</h1><p class='standfirst'>Six votes to three end a quarrel of two years.</p>"
        f"<p>{TEXTS[0]}</p>"
        "<figure><img src='q.jpg'><figcaption>The quay on Monday. Photo: Ida Brandt</figcaption></figure>"
        f"<h2>Cracks</h2><p>{TEXTS[1]}</p>"
        "<ul><li>Pier four is closed at once.</li><li>Pier nine follows in May.</li></ul>"
        f"<p>{TEXTS[2]}</p><table><tr><th>Boat</th><th>Leaves</th></tr><tr><td>Heron</td><td>at seven</td></tr></table>"
        f"<p>{TEXTS[3]}</p></article>"
    )
    article = cleaned(page(body), "a.html")
    assert article.title == "North quay closes"
    assert [(caption.text, caption.credit) for caption in article.captions] == [
        ("The quay on Monday. Photo: Ida Brandt", "Ida Brandt")
    ]
    assert article.headings == ("Cracks",)
    assert article.paragraphs == (
        "Six votes to three end a quarrel of two years.", TEXTS[0], TEXTS[1], "Pier four is closed at once.",
        "Pier nine follows in May.", TEXTS[2], "Boat", "Leaves", "Heron", "at seven", TEXTS[3],
    )  # fmt: skip


def test_a_dropped_line_names_its_place() -> None:
    article = cleaned(
        page(f"\n\n<article>\n<h1>North quay closes</h1>\n{BODY}\n<div>\nLarger type\n</div></article>"), "a.html"
    )
    assert [(drop.line, drop.text, drop.rule) for drop in article.dropped if drop.text == "Larger type"] == [
        (7, "Larger type", "outside_article")
    ]


LEVELS = 100_000


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * LEVELS + BODY,
        "<b>" * LEVELS + BODY,
        "<table><tr><td>" * (LEVELS // 3) + BODY,
        "<div>w " * (LEVELS // 4) + BODY,
        f"<article>{BODY * 11_000}</article>",  # 5 MB
        f"<article>{'<p>' + TEXTS[0] * 45_000 + '</p>'}</article>",  # 5 MB in one paragraph
        BODY + "<p>Short.<br>" * 20_000,
        BODY + "<svg>" * LEVELS,
    ],
    ids=lambda html: html[:12],
)
def test_deep_and_long_pages_take_seconds(html: str) -> None:
    started = time.process_time()
    article = cleaned(page(html), "a.html")
    assert TEXTS[0] in " ".join(article.paragraphs)
    assert time.process_time() - started < 30  # 1 to 5 s on a small machine; what is quadratic takes many minutes


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["one two three", "- four"], [1, 1, 0]),
        (["one two three four"], [1, 1, 0]),
        (["| one two three | four |"], [1, 1, 0]),
        (["one two"], [6 / 11, 0, 0]),
        (["ONE  two\u00a0three"], [1, 0, 0]),
        (["two"], [0, 0, 0]),
        ([], [0, 0, 0]),
        (["nowhere in the page is there anything like this long line of words"], [0, 0, 0]),
    ],
)
def test_lines_are_placed_among_blocks(lines: list[str], expected: list[float]) -> None:
    assert covered(["one two three", "four", "***"], lines) == pytest.approx(expected)


def test_a_short_line_is_placed_between_long_ones() -> None:
    long = [text.lower() for text in TEXTS]
    blocks = ["Share", long[0], "Share", long[1], "Share"]
    assert covered(blocks, [long[0], "Share", long[1]]) == [0, 1, 1, 1, 0]


def test_a_long_line_with_a_gap_is_placed_in_pieces() -> None:
    first, second = TEXTS[0], TEXTS[1]
    shares = covered([first, second], [f"{first[:60]} {first[75:]} {second}"])
    assert shares[0] > 0.6
    assert shares[1] > 0.9


NESTED = (
    '{"@type": "WebPage", "mainEntity": {"@type": "https://schema.org/ReportageNewsArticle", "headline": "Own", '
    '"datePublished": "1987-05-04", "author": {"@id": "#a"}, "publisher": {"@id": "#p"}}, '
    '"related": [{"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01"}], '
    '"about": [{"@type": "Person", "@id": "#a", "name": "Ida Brandt"}, {"@id": "#p", "name": "Isle Post"}]}'
)
LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("<title>Quay closes - VnExpress</title><meta property='og:site_name' content='The Portal'>", "VnExpress"),
        ("<title>Quay closes</title><meta property='og:site_name' content='The Portal'>", "The Portal"),
        (
            "<title>Quay</title><meta name='publisher' content='VOV World'><meta name='og:site_name' content='Portal'>",
            "VOVWORLD",
        ),
    ],
)
def test_a_known_outlet_goes_before_an_unknown_site(head: str, source: str) -> None:
    assert outlets().canonical(source) in (source, "")
    assert cleaned(page(f"<article>{BODY}</article>", head), "a.html").source == source


@pytest.mark.parametrize(
    ("script", "title", "date", "byline", "source"),
    [
        (
            NESTED,
            "Own", "1987-05-04", "Ida Brandt", "Isle Post",
        ),
        ('<!-- [[{"@type": ["BlogPosting"], "headline": "Own"}]] -->', "Own", "", "", ""),
        ('//<![CDATA[\n{"@type": "LiveBlogPosting", "headline": "Own"};\n//]]>', "Own", "", "", ""),
        ('{"@type": "Article", "datePublished": "1923-11-02T08:00Z"}', "", "1923-11-02", "", ""),
    ],
)  # fmt: skip
def test_json_ld(script: str, title: str, date: str, byline: str, source: str) -> None:
    article = cleaned(page(f"<article>{BODY}</article>", LD.format(script)), "a.html")
    assert (article.title, article.dating.stated, article.byline, article.source) == (title, date, byline, source)


def test_a_fault_of_the_extractor_costs_no_page(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*given: object, **options: object) -> str:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.extract", fail)
    assert cleaned(page(f"{MENU}<article>{BODY}</article>"), "a.html").paragraphs == TEXTS
    assert "too deep" in caplog.text


def test_a_page_without_an_article_is_no_error_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    cleaned(page("<p>Short.</p>"), "a.html")
    assert not caplog.records


@pytest.mark.skipif(not ROOT.is_dir(), reason=f"there are no real pages in {ROOT}")
def test_real_pages() -> None:
    found = evaluate("morgue", morgue(), list(read_pages(ROOT)))
    assert found.empty == 0
    assert found.quality.f1 >= 0.970
    assert found.quality.precision >= 0.963
    assert found.quality.recall >= 0.975
