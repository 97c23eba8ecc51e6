from dataclasses import replace

from search.results import StoredArticle
from search.schema import Article, Kind, Passage, Section
from search.web.reading import lay_out
from tests.web_fakes import EVIL_STORED, HARBOUR_STORED, UNTITLED


def test_marks_and_anchors_fall_where_the_passages_are() -> None:
    reading = lay_out(HARBOUR_STORED)
    opening, repairs = reading.sections
    assert reading.title == "<mark>Harbour</mark> wall gives way after a night of storms"
    assert (reading.title_anchor, reading.byline_anchor, reading.byline) == (
        "p-0",
        "p-1",
        "Ngô Thị Mai, Harbour correspondent",
    )
    assert [[(part.anchor, part.html) for part in paragraph] for paragraph in opening.paragraphs] == [
        [("p-2", "The <mark>harbour</mark> wall of Port Lune gave way.")],
        [("", "The <mark>port</mark> closed on December 18.")],
    ]
    assert repairs.heading == "Repairs"
    assert [(part.anchor, part.html) for part in repairs.paragraphs[0]] == [
        ("p-3", "Masons came at dawn. "),
        ("p-4", "The <mark>harbour</mark> master counted them. They stayed all week."),
    ]
    assert [(caption.anchor, caption.html, caption.credit) for caption in reading.captions] == [
        ("p-5", "<mark>Waves</mark> over the pier. Photo: R. Adair", "R. Adair")
    ]


def test_nothing_is_marked_without_a_query() -> None:
    reading = lay_out(replace(HARBOUR_STORED, highlights=(), title_highlights=()))
    assert "<mark>" not in "".join(
        part.html for section in reading.sections for paragraph in section.paragraphs for part in paragraph
    )
    assert reading.sections[0].paragraphs[0][0].anchor == "p-2"


def test_the_byline_is_marked_with_its_role() -> None:
    passages = [*HARBOUR_STORED.passages]
    passages[1] = Passage(Kind.BYLINE, "", "Ngô Thị Mai, Harbour correspondent")
    highlights = [*HARBOUR_STORED.highlights]
    highlights[1] = ((0, 3), (13, 20))
    stored = replace(HARBOUR_STORED, passages=tuple(passages), highlights=tuple(highlights))
    assert lay_out(stored).byline == "<mark>Ngô</mark> Thị Mai, <mark>Harbour</mark> correspondent"


def test_headings_are_marked() -> None:
    assert lay_out(EVIL_STORED).sections[0].heading.startswith("<mark>&lt;script&gt;</mark>alert")


def test_paragraphs_that_no_passage_covers_are_still_shown() -> None:
    reading = lay_out(StoredArticle("u7", UNTITLED, ()))
    assert [part.html for part in reading.sections[0].paragraphs[0]] == ["Nobody wrote a headline over these words."]
    assert (reading.title_anchor, reading.captions) == ("", ())


def test_a_mark_in_the_third_paragraph_of_a_passage() -> None:
    paragraphs = ("One one.", "Two.", "Three three three.")
    text = "\n".join(paragraphs)
    start = text.index("three")
    stored = StoredArticle(
        id="x",
        article=Article(path="x", sections=(Section("", paragraphs),)),
        passages=(Passage(Kind.LEAD, "", text),),
        highlights=(((start, start + 5), (0, 3)),),
    )
    html = ["".join(part.html for part in one) for one in lay_out(stored).sections[0].paragraphs]
    assert html == ["<mark>One</mark> one.", "Two.", "Three <mark>three</mark> three."]
