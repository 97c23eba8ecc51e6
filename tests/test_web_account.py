from bs4 import BeautifulSoup

from search.schema import AccountedLine, Article, Dating, Role, Section
from search.web.account import rows
from tests.web_fakes import HARBOUR, HARBOUR_STORED, web_app


def test_each_line_stands_beside_what_it_became() -> None:
    found = list(rows(HARBOUR, HARBOUR_STORED.rules))
    assert [row.line for row in found] == [1, 2, 3, 4, 6, 7, 8, 9, 10, 12]
    assert [row.text for row in found][:3] == [
        "Harbour wall gives way after a night of storms",
        "By Ngô Thị Mai, Harbour correspondent",
        "The harbour wall of Port Lune gave way.",
    ]
    (byline,) = found[1].pieces
    assert (byline.role, byline.value) == (Role.BYLINE, "Ngô Thị Mai, Harbour correspondent")
    assert [(row.pieces[0].role, row.pieces[0].number, row.pieces[0].value) for row in found[4:7]] == [
        (Role.HEADING, 1, "Repairs"),
        (Role.BODY, 3, "Masons came at dawn."),
        (Role.BODY, 3, "The harbour master counted them. They stayed all week."),
    ]
    assert [(row.is_dropped, row.pieces[0].rule, row.pieces[0].reason) for row in (found[7], found[9])] == [
        (True, "trailer", "A line that leads to other articles."),
        (True, "sign-off", ""),
    ]


def test_a_line_that_was_cut_keeps_its_pieces_in_order() -> None:
    article = Article(
        "x.txt",
        dating=Dating("2022-01-07"),
        place="Hanoi",
        sections=(Section("", ("Water rose.",)),),
        account=(
            AccountedLine(1, Role.DATELINE, "Hanoi (VNA) –"),
            AccountedLine(1, Role.BODY, end=11),
            AccountedLine(1, Role.DROPPED, "Share", "share"),
            AccountedLine(2, Role.DATE, "January 7, 2022"),
        ),
    )
    first, second = rows(article, {"share": "Words that ask to share."})
    assert first.text == "Hanoi (VNA) – Water rose. Share"
    assert not first.is_dropped
    assert [(one.role, one.value, one.reason) for one in first.pieces] == [
        (Role.DATELINE, "Hanoi", ""),
        (Role.BODY, "Water rose.", ""),
        (Role.DROPPED, "", "Words that ask to share."),
    ]
    assert second.pieces[0].value == "2022-01-07"


def test_the_page_is_a_table_whose_rows_are_the_lines() -> None:
    soup = BeautifulSoup(web_app().test_client().get("/article/a1/raw?q=harbour&page=2").text, "lxml")
    table = soup.select_one(".raw table")
    assert table
    assert [one.get_text() for one in table.select("thead th[scope=col]")] == [
        "Line",
        "In the document",
        "In the article",
    ]
    lines = [" ".join(row.get_text(" ").split()) for row in table.select("tbody tr")]
    assert lines[0] == (
        "1 Harbour wall gives way after a night of storms Headline Harbour wall gives way after a night of storms"
    )
    assert lines[5] == "7 Masons came at dawn. Paragraph 3 Masons came at dawn."
    assert lines[7] == "9 Others Left out trailer A line that leads to other articles."
    assert len(table.select("tr.gone")) == 2
    assert all(row.select_one("th[scope=row]") for row in table.select("tbody tr"))
    back = soup.select_one(".back a")
    assert back
    assert back["href"] == "/article/a1?q=harbour&page=2"
    assert "2 lines or parts of lines were left out" in soup.get_text()


def test_there_may_be_no_account_and_no_article() -> None:
    client = web_app().test_client()
    assert "has no account" in client.get("/article/u7/raw").text
    assert client.get("/article/none/raw").status_code == 404
