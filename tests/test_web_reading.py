from dataclasses import replace

from markupsafe import Markup

from search import permalinks
from search.results import StoredArticle
from search.schema import Article, Caption, Kind, Passage, Section
from search.web.marked_places import HEIGHT
from search.web.marks import Steps
from search.web.reading import Reading, lay_out
from tests.web_fakes import EVIL_STORED, HARBOUR_STORED, UNTITLED


def steps(count: int) -> Steps:
    return Steps(count, lambda number: f"{number}/{count}", "back", "on")


def read(stored: StoredArticle, permalink: str = "") -> Reading:
    link = permalinks.read(permalink)
    return lay_out(stored, steps, permalinks.find(link, stored.article, stored.passages) if link else None)


def place(number: int, word: str, total: int) -> str:
    """A marked word as it is written, with the way to the places beside it."""
    before, after = (number - 2) % total + 1, number % total + 1
    return (
        f'<mark id="hit-{number}">{word}</mark><span class="step"><span>{number}/{total}</span> '
        f'<a href="#hit-{before}">back</a> <a href="#hit-{after}">on</a></span>'
    )


def test_marks_and_anchors_fall_where_the_passages_are() -> None:
    reading = read(HARBOUR_STORED)
    opening, repairs = reading.sections
    assert reading.title.html == "<mark>Harbour</mark> wall gives way after a night of storms"
    assert (reading.title.anchor.old, reading.byline.anchor.old) == ("p-0", "p-1")
    assert reading.byline.html == "Ngô Thị Mai, Harbour correspondent"
    assert [[(part.anchor.old, part.html) for part in paragraph] for paragraph in opening.paragraphs] == [
        [("p-2", f"The {place(1, 'harbour', 4)} wall of Port Lune gave way.")],
        [("", f"The {place(2, 'port', 4)} closed on December 18.")],
    ]
    assert repairs.heading == "Repairs"
    assert [(part.anchor.old, part.html) for part in repairs.paragraphs[0]] == [
        ("p-3", "Masons came at dawn. "),
        ("p-4", f"The {place(3, 'harbour', 4)} master counted them. They stayed all week."),
    ]
    ((caption, credit),) = reading.captions
    assert (caption.anchor.old, caption.html) == ("p-5", f"{place(4, 'Waves', 4)} over the pier. Photo: R. Adair")
    assert credit == "R. Adair"


def test_every_paragraph_has_a_permalink_and_the_one_linked_to_says_so() -> None:
    reading = read(HARBOUR_STORED, "3nhmvhv6-4")
    anchors = [part.anchor for section in reading.sections for one in section.paragraphs for part in one]
    assert [(one.permalink, one.is_linked) for one in anchors] == [
        ("dvmggasj-2", False),
        ("fav2gupj-2", False),
        ("7eyj5w2l-3", False),
        ("3nhmvhv6-4", True),
    ]
    assert [one.id for one in anchors] == [f"t-{one.permalink[:8]}" for one in anchors]


def test_a_link_whose_words_are_gone_finds_its_name_at_the_nearest_place() -> None:
    reading = read(HARBOUR_STORED, "aaaaaaaa-4")
    (anchor,) = [part.anchor for part in reading.sections[1].paragraphs[0] if part.anchor.is_linked]
    assert (anchor.id, anchor.old, anchor.permalink) == ("t-aaaaaaaa", "p-4", "3nhmvhv6-4")


def test_of_places_that_begin_alike_each_has_an_id_of_its_own() -> None:
    passages = tuple(Passage(Kind.BODY, "", "Read more on the harbour here.", number) for number in range(3))
    article = Article(path="x", sections=(Section("", tuple(one.text for one in passages)),))
    stored = StoredArticle(id="x", article=article, passages=passages)
    name = permalinks.name_of(passages[0].text)

    def ids(permalink: str) -> list[str]:
        return [one[0].anchor.id for one in read(stored, permalink).sections[0].paragraphs]

    assert ids("") == [f"t-{name}", f"t-{name}-2", f"t-{name}-3"]
    assert ids(f"{name}-1") == [f"t-{name}-2", f"t-{name}", f"t-{name}-3"]


def test_nothing_is_marked_without_a_query() -> None:
    reading = read(replace(HARBOUR_STORED, highlights=(), title_highlights=()))
    assert "<mark" not in "".join(
        part.html for section in reading.sections for paragraph in section.paragraphs for part in paragraph
    )
    assert reading.sections[0].paragraphs[0][0].anchor.old == "p-2"
    assert reading.map.places == ()


def test_the_byline_is_marked_with_its_role() -> None:
    passages = [*HARBOUR_STORED.passages]
    passages[1] = Passage(Kind.BYLINE, "", "Ngô Thị Mai, Harbour correspondent")
    highlights = [*HARBOUR_STORED.highlights]
    highlights[1] = ((0, 3), (13, 20))
    stored = replace(HARBOUR_STORED, passages=tuple(passages), highlights=tuple(highlights))
    assert read(stored).byline.html == f"{place(1, 'Ngô', 6)} Thị Mai, {place(2, 'Harbour', 6)} correspondent"


def test_headings_are_marked() -> None:
    heading = read(EVIL_STORED).sections[0].heading
    assert heading.startswith('<mark id="hit-1">&lt;script&gt;</mark>')
    assert "<script>" not in heading


def test_paragraphs_that_no_passage_covers_are_still_shown() -> None:
    reading = read(StoredArticle("u7", UNTITLED, ()))
    (stretch,) = reading.sections[0].paragraphs[0]
    assert stretch.html == "Nobody wrote a headline over these words."
    assert (stretch.anchor.id, stretch.anchor.old, stretch.anchor.permalink) == ("t-iut555q3", "", "iut555q3")
    assert (reading.title.anchor.id, reading.captions) == ("", ())


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
    html = [Markup("").join(part.html for part in one) for one in read(stored).sections[0].paragraphs]
    assert html == [f"{place(1, 'One', 2)} one.", "Two.", f"Three {place(2, 'three', 2)} three."]


def test_the_map_shows_where_the_places_lie() -> None:
    paragraphs = ("a" * 99, "b" * 99, "c" * 99)
    stored = StoredArticle(
        id="x",
        article=Article(path="x", captions=(Caption("d" * 99),), sections=(Section("", paragraphs),)),
        passages=(Passage(Kind.LEAD, "", "\n".join(paragraphs)), Passage(Kind.CAPTION, "", "d" * 99)),
        highlights=(((0, 5), (250, 255), (251, 256)), ((50, 60),)),
    )
    places = read(stored).map
    assert [(one.part, one.index) for one in places.places] == [(Kind.BODY, 0), (Kind.BODY, 2), (Kind.CAPTION, 0)]
    title = len(stored.article.display_title) + 1
    length = 400
    assert [one.at for one in places.places] == [round(at * HEIGHT / length) for at in (0, 250, 350)]
    assert title  # the headline stands above the map
    assert places.marks_path == "M0 0h10M0 625h10M0 875h10"
    assert places.blocks_path.startswith("M0 0h10V248h-10zM0 250h10V498h-10z")
    assert (places.numbers(Kind.BODY), places.numbers(Kind.CAPTION)) == ([1, 3], [1])


def test_places_beyond_the_last_number_are_marked_without_one() -> None:
    text = "to " * 600
    stored = StoredArticle(
        id="x",
        article=Article(path="x", sections=(Section("", (text,)),)),
        passages=(Passage(Kind.LEAD, "", text),),
        highlights=(tuple((3 * at, 3 * at + 2) for at in range(600)),),
    )
    reading = read(stored)
    html = reading.sections[0].paragraphs[0][0].html
    assert (html.count("<mark id="), html.count("<mark>")) == (500, 100)
    assert html.count('href="#hit-1"') == 2  # from the second, and from the last
    assert (len(reading.map.places), reading.map.numbered) == (600, 500)
