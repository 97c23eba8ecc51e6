"""What single lines become: examples beside the generated texts of test_account.py."""

import pytest

from indexer.pipeline import split
from search.schema import Article, Role
from tests.cleaning import BODY, cleaned


def became(article: Article) -> list[tuple[int, str, str]]:
    """Line, role or rule, and words of all but the body."""
    lines = article.accounted()
    return [(line.line, line.rule or line.role.value, text) for line, text in lines if line.role is not Role.BODY]


HEADS = {
    "A headline\n\nBy Ana Duarte | 7 January 2022 | 14:06 | VNA\n": """\
1 title: A headline
3 byline: By Ana Duarte |
3 date: 7 January 2022 | 14:06 |
3 source: VNA""",
    "A headline\n\nBy Ana Duarte\nBy Bui Thanh Son\n7 January 2022\nUpdated: 9 January 2022\n": """\
1 title: A headline
3 byline: By Ana Duarte
4 other_byline: By Bui Thanh Son
5 date: 7 January 2022
6 other_date: Updated: 9 January 2022""",
    "date 2022-01-01 A headline\n\nHANOI (VNA) - ": """\
1 date: date 2022-01-01
1 title: A headline
3 dateline: HANOI (VNA) -""",
    "A headline - ảnh 1A boat at dawn\n\n": """\
1 title: A headline -
1 caption_stub: ảnh 1
1 caption: A boat at dawn""",
    "A headline\n\nA boat at dawn\n(Photo: VNA)\n\nA headline\n\n": """\
1 title: A headline
3 caption: A boat at dawn
4 caption: (Photo: VNA)
6 repeated_headline: A headline""",
    "---\ntitle: B\ntitle: C\ndate: 2022-01-07\nlayout: x\n# y\n---\nA headline\n\n7 January 2022\nMay 2021\n\n": """\
1 front_matter: ---
2 stated_elsewhere: title: B
3 title: title: C
4 date: date: 2022-01-07
5 unknown_key: layout: x
6 front_matter: # y
7 front_matter: ---
8 heading: A headline
10 date: 7 January 2022
11 other_date: May 2021""",
    "A headline\n&nbsp;\n": """\
1 title: A headline
2 blank_entities: &nbsp;""",
}


@pytest.mark.parametrize("head", HEADS)
def test_what_lines_of_the_head_became(head: str) -> None:
    found = [f"{line} {role}: {text}" for line, role, text in became(cleaned(head + BODY))]
    assert found == HEADS[head].splitlines()


def test_what_the_keeper_states_decides() -> None:
    text = f"A headline\n\nBy Ana Duarte\nVietnamplus\n7 January 2022\n\n{BODY}"
    sidecar = b"title = ''\nbyline = 'Bui Thanh Son'\nsource = 'Mirwick Mercury'\ndate = '2021-01-07'"
    assert became(cleaned(text, sidecar=sidecar)) == [
        (1, "other_title", "A headline"),
        (3, "other_byline", "By Ana Duarte"),
        (4, "other_source", "Vietnamplus"),
        (5, "other_date", "7 January 2022"),
    ]
    agreeing = b"title = 'A HEADLINE'\nbyline = 'Ana Duarte'\ndate = '2022-01'"
    roles = [role for _, role, _ in became(cleaned(text, sidecar=agreeing))]
    assert roles == ["title", "byline", "source", "date"]


def test_an_author_known_from_the_page_and_a_date_in_one_line() -> None:
    head = "<meta name='author' content='Ana Duarte'><h1>A headline</h1>"
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY.strip().split("\n\n"))
    for line, expected in (
        ("Ana Duarte, 7 January 2022", [("byline", "Ana Duarte,"), ("date", "7 January 2022")]),
        ("7 January 2022 – Ana Duarte", [("date", "7 January 2022"), ("byline", "– Ana Duarte")]),
        ("7 January 2022 Ana Duarte 14:06", [("date", "7 January 2022"), ("byline", "Ana Duarte"), ("date", "14:06")]),
    ):
        article = cleaned(f"{head}<p>{line}</p>{paragraphs}", "a.html")
        assert [(role, text) for _, role, text in became(article)] == [("title", "A headline"), *expected]


def test_a_byline_that_holds_the_name_the_page_states_is_the_byline() -> None:
    head = "<meta name='author' content='Ana Duarte'><h1>A headline</h1><p>By Ana DuarteStaff Writer</p>"
    article = cleaned(head + "".join(f"<p>{text}</p>" for text in BODY.strip().split("\n\n")), "a.html")
    assert became(article) == [(1, "title", "A headline"), (1, "byline", "By Ana DuarteStaff Writer")]


def test_a_cut_line_comes_in_pieces_in_their_order() -> None:
    article = cleaned("A headline\n\n" + BODY.strip() + " It rained.. He left,, he said. — VNS\n")
    last = [(line.rule or line.role.value, text) for line, text in article.accounted() if line.line == 5]
    assert [role for role, _ in last] == ["body", "doubled_punctuation"] * 2 + ["body", "source_signoff"]
    assert [text for role, text in last if role != "body"] == [".", ",", "— VNS"]
    assert article.paragraphs[1].endswith("It rained. He left, he said.")


def test_a_joined_paragraph_knows_its_lines() -> None:
    lines = [
        "The water came up over the road at four in the morning and",
        "nobody in the village knew of it until the ferry that had",
        "been moored under the bridge since the autumn was seen in a",
        "field behind the school, where the children found it at once",
        "and rang its bell, the teacher said.",
    ]
    article = cleaned("A headline\n\n" + "\n".join(lines))
    assert article.paragraphs == (" ".join(lines),)
    assert [(line.line, text) for line, text in article.accounted()][1:] == list(enumerate(lines, 3))


@pytest.mark.parametrize(
    ("between", "is_one"),
    [
        ("What the growers hoped for in spring came true at last.\n", True),
        ("The growers hoped for a good harvest in spring.\n\nIt came true at last, the ministry says.\n", True),
        ("A standfirst of a few words.\nAnother one of a few words.\nAnd a third one of words.\n", False),
        ("Too short\n", False),
        ("So many words. " * 40 + "\n", False),
    ],
)
def test_a_standfirst_stands_between_headline_and_byline(between: str, is_one: bool) -> None:
    paragraphs = tuple(filter(None, map(str.strip, between.split("\n"))))
    article = cleaned(f"A headline\n\n{between}\nBy Ana Duarte\n\n{BODY}")
    assert article.standfirst == (paragraphs if is_one else ())
    assert split(article)[1].text.startswith(article.paragraphs[0])
    assert cleaned(f"A headline\n\n{between}\n{BODY}").standfirst == ()


def test_a_body_above_a_last_byline_is_no_standfirst() -> None:
    assert cleaned("A headline\n\nThe harvest was the best in nine years.\n\nBy Ana Duarte\n").standfirst == ()
