"""Dates, bylines, overrides: what is stated, what is inferred, what is not guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cleaning.bylines import read_byline
from indexer.cleaning.learned import Learned
from indexer.dating.date_lines import read_date_line
from indexer.dating.dates import find_dates
from indexer.errors import Rejection
from indexer.pipeline import clean
from indexer.source import RawDocument
from tests.cleaning import BODY, PARAGRAPHS, cleaned, outlets, rules

LANGUAGES = outlets().languages
HEAD = "A plain headline\n\n"


@pytest.mark.parametrize(
    ("line", "stated", "time"),
    [
        ("January 07, 2022 | 14:06", "2022-01-07", "14:06"),
        ("Jan. 7, 2022, 2:06 pm", "2022-01-07", "14:06"),
        ("12:30 a.m., 7 January 2022", "2022-01-07", "00:30"),
        ("7 January 2022", "2022-01-07", ""),
        ("7th of January, 2022", "2022-01-07", ""),
        ("Friday, January 7th, 2022", "2022-01-07", ""),
        ("Published on 7 January 2022 at 14:06 GMT", "2022-01-07", "14:06+00:00"),
        ("2022-01-07", "2022-01-07", ""),
        ("2022-01-07T14:06:00+07:00", "2022-01-07", "14:06+07:00"),
        ("2022-01-07T07:06:00.000Z", "2022-01-07", "07:06+00:00"),
        ("2022/01/07 14:06", "2022-01-07", "14:06"),
        ("14:06 31/12/2021", "2021-12-31", "14:06"),
        ("14:06 2022-01-07", "2022-01-07", "14:06"),
        ("Posted 9:15 21 March 2023", "2023-03-21", "09:15"),
        ("2022-01-07 14:06 −0500", "2022-01-07", "14:06-05:00"),
        ("Thứ Sáu, 07/01/2022 14:06 (GMT+7)", "2022-01-07", "14:06+07:00"),
        ("ngày 7 tháng 1 năm 2022", "2022-01-07", ""),
        ("Thứ Ba, ngày 15 tháng Mười Hai, 2020 | 08:05", "2020-12-15", "08:05"),
        ("le 7 janvier 2022", "2022-01-07", ""),
        ("Publié le 1er août 2022 à 14h06", "2022-08-01", "14:06"),
        ("31/12/2021", "2021-12-31", ""),
        ("12/31/2021", "2021-12-31", ""),
        ("05/05/2021", "2021-05-05", ""),
        ("07/01/2022", "2022", ""),
        ("Sunday, 02/01/2022", "2022-01-02", ""),
        ("January 2022", "2022-01", ""),
        ("tháng 1/2022", "2022-01", ""),
        ("7 January 1850", "1850-01-07", ""),
        ("Published 9:40 pm ET Friday, January 7, 2022", "2022-01-07", "21:40"),
        ("Fri 7 Jan 2022 21.18 GMT", "2022-01-07", "21:18+00:00"),
        ("First published on Fri 7 Jan 2022 11.07 BST", "2022-01-07", "11:07+01:00"),
        ("7 Jan 2022 2:06pm EST", "2022-01-07", "14:06-05:00"),
        ("January 7, 2022 / 9:40 PM / CST", "2022-01-07", "21:40"),
        ("Fri, 07 Jan 2022 14:06:00 +0700", "2022-01-07", "14:06+07:00"),
        ("Jan. 7, 2022, 2 p.m.", "2022-01-07", ""),
        ("Đăng lúc 14:06 ngày 07/01/2022", "2022-01-07", "14:06"),
        ("14 giờ 06 ngày 7/1/2022", "2022-01-07", "14:06"),
        ("Mis en ligne le 7 janvier 2022", "2022-01-07", ""),
        ("Modifié le 7 janvier 2022 à 14 h 06", "2022-01-07", "14:06"),
        ("Updated 9 January 2022 15:00 Published 7 January 2022 14:06", "2022-01-07", "14:06"),
        ("31.12.2021", "2021-12-31", ""),
    ],
)
def test_date_lines(line: str, stated: str, time: str) -> None:
    found = read_date_line(line, LANGUAGES)
    assert found is not None
    assert (found.stated, found.time) == (stated, time)
    article = cleaned(f"{HEAD}{line}\n\n{BODY}")
    assert (article.dating.stated, article.dating.time) == (stated, time)
    evidence, _, doubt = article.dating.evidence.partition("; ")
    assert evidence == f'"{line}" on line 3'
    assert (doubt == "which of the two is the month, nothing tells") == (stated == "2022" and line[0].isdigit())
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "December 18",
        "In January 2022 the mayor resigned",
        "30/02/2022",
        "13/13/2022",
        "7 January 1750",
        "2022",
        "14:06",
        "1500 people",
        "may 5, 2022",
        "January 7, 2022 was a Friday",
        "Phone: 07/01/2022-11",
        "",
    ],
)
def test_what_is_no_date_line(line: str) -> None:
    assert read_date_line(line, LANGUAGES) is None


def test_the_texts_language_tells_the_order_of_day_and_month() -> None:
    french = "Le maire a dit que la ville et les ports étaient prêts pour une nouvelle saison de pêche dans le détroit."
    assert cleaned(f"Un titre\n\n07/01/2022\n\n{french}\n\n{french}").dating.stated == "2022-01-07"


def test_the_day_of_publication_goes_before_that_of_an_update() -> None:
    article = cleaned(f"{HEAD}Updated: 9 January 2022\n\nPublished: 7 January 2022, 10:00\n\n{BODY}")
    assert (article.dating.stated, article.dating.time) == ("2022-01-07", "10:00")


def test_a_second_date_line_is_recorded() -> None:
    article = cleaned(f"{HEAD}7 January 2022\n\nUpdated: 9 January 2022\n\n{BODY}")
    assert [(drop.rule, drop.text) for drop in article.dropped] == [("other_date", "Updated: 9 January 2022")]


def test_other_dates_of_the_article_tell_the_order_of_day_and_month() -> None:
    later = "\n\nThe pier was closed on 14/02/2022, the harbour board said in a letter to its members."
    assert cleaned(f"{HEAD}07/01/2022\n\n{BODY}{later}").dating.stated == "2022-01-07"


@pytest.mark.parametrize(("known", "stated"), [(True, "2022-01-07"), (False, "2022-07-01"), (None, "2022")])
def test_what_is_known_of_the_outlet_tells_the_order_last(known: bool | None, stated: str) -> None:
    document = RawDocument("a.txt", f"{HEAD}07/01/2022\n\n{BODY}".encode())
    dating = clean(document, outlets(), Learned(day_first=known, outlet="VNA")).dating
    assert dating.stated == stated
    assert dating.evidence.endswith("nothing tells") == (known is None)


@pytest.mark.parametrize(
    "head",
    [
        "Today is Friday, 7 January 2022\n\nA plain headline\n\n",
        "Hôm nay: Thứ Sáu, 07/01/2022 14:06\n\nA plain headline\n\n",
        "A plain headline\n\n2 hours ago\n\n",
        "A plain headline\n\nUpdated yesterday\n\n",
    ],
)
def test_what_states_no_date_of_publication(head: str) -> None:
    article = cleaned(head + BODY)
    assert article.dating.stated == ""
    assert article.paragraphs == PARAGRAPHS


def test_a_date_in_a_list_below_the_article_is_not_its_own() -> None:
    article = cleaned(f"{HEAD}{BODY}\nHerring prices fall\n7 January 2022\nA bridge, or a boat\n9 January 2022\n")
    assert article.dating.stated == ""


def test_a_labelled_date_below_the_article_is_its_own() -> None:
    assert cleaned(f"{HEAD}{BODY}\nPublished on 7 January 2022\n").dating.stated == "2022-01-07"


def test_the_date_under_the_headline_goes_before_the_one_above() -> None:
    article = cleaned(f"Saturday, 8 January 2022\n\n{HEAD}7 January 2022\n\n{BODY}")
    assert article.dating.stated == "2022-01-07"


def test_a_dateline_states_the_date() -> None:
    assert cleaned(f"{HEAD}PARIS, 7 janvier 2022 (AFP) - {BODY}").dating.stated == "2022-01-07"


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_any_day_is_read_in_any_order(day: date) -> None:
    french = LANGUAGES.languages[2].months[day.month - 1][0]
    english = LANGUAGES.languages[0].months[day.month - 1][0]
    lines = (
        day.isoformat(),
        f"{english} {day.day}, {day.year}",
        f"le {day.day} {french} {day.year}",
        f"ngày {day.day:02}/{day.month:02}/{day.year}",
    )
    for line in lines:
        found = read_date_line(line, LANGUAGES)
        assert found is not None
        assert found.stated == day.isoformat()


@given(st.text(max_size=200))
def test_dates_stand_where_they_are_found(text: str) -> None:
    for found in find_dates(text, LANGUAGES):
        assert any(c.isdigit() for c in text[found.start : found.end])


@pytest.mark.parametrize(
    ("paragraph", "not_before", "not_after"),
    [
        ("The museum was opened on 7 January 2022 by the mayor of the town.", "2022-01-07", None),
        ("On 7 January 2022, the museum was opened by the mayor of the town.", "2022-01-07", None),
        ("Bảo tàng đã mở cửa vào ngày 7 tháng 1 năm 2022 cho mọi người dân.", "2022-01-07", None),
        ("Le musée a été inauguré par le maire, et conclu le 7 janvier 2022.", "2022-01-07", None),
        ("It opened on 7 January 2022 and closed on 9 January 2022, said the mayor.", "2022-01-09", None),
        ("It opened on 7 January 2022. Talks are taking place from Sunday to Tuesday.", "2022-01-07", "2022-01-11"),
        ("The law takes effect on 1 July 2025 in the whole of the country.", None, None),
        ("The congress will be held on 9 May 2026 in the old town hall.", None, None),
        ("It was expected to be held on 9 May 2026 in the old town hall.", None, None),
        ("The mayor, who was born on 5 March 1942, has left the town hall.", None, None),
        ("The town marked the anniversary of the flood of 4 May 1980 on Monday.", None, None),
        ("The dam was opened on 4 May 1980, and in 2019 it was seen to lean.", None, None),
        ("The meeting concluded on December 18 after five days, said the mayor.", None, None),
        ("The 13th National Party Congress met. The talks concluded on December 18.", "2021-12-18", None),
        ("Ahead of the 13th National Party Congress, talks concluded on December 18.", None, None),
        ("They reviewed the achievements of 2024. On January 6, it was held in town.", "2025-01-06", None),
        ("They reviewed the achievements of 2024. On December 28, it was held in town.", "2024-12-28", None),
        ("They outlined tasks for 2025. The talks concluded on January 6 in the town.", "2025-01-06", None),
        ("The meeting is held from Sunday to Tuesday, as it is every other year.", None, None),
    ],
)
def test_inferred_dates(paragraph: str, not_before: str | None, not_after: str | None) -> None:
    dating = cleaned(f"{HEAD}{paragraph}\n\n{BODY}").dating
    bounds = tuple(day.isoformat() if day else None for day in (dating.not_before, dating.not_after))
    assert bounds == (not_before, not_after)
    assert dating.stated == ""
    assert ("on line 3" in dating.evidence or "(line 3)" in dating.evidence) == (not_before is not None)


@pytest.mark.parametrize(
    ("caption", "not_before"),
    [
        ("The siren is tested on May 12, 2024. (Photo: VNA)", "2024-05-12"),
        ("At the meeting on May 12, 2024 (Photo: VNA)", "2024-05-12"),
        ("A poster for the fair to be held on May 12, 2024 (Photo: VNA)", None),
        ("The writer, born on May 12, 1924, in her garden (Photo: VNA)", None),
    ],
)
def test_dates_in_captions(caption: str, not_before: str | None) -> None:
    dating = cleaned(f"{HEAD}{caption}\n\n{BODY}").dating
    assert (dating.not_before.isoformat() if dating.not_before else None) == not_before


def test_a_stated_date_leaves_nothing_to_infer() -> None:
    dating = cleaned(
        f"{HEAD}9 January 2022\n\nIt was opened on 7 January 2022 by the mayor of the town.\n\n{BODY}"
    ).dating
    assert (dating.stated, dating.not_before, dating.inferred) == ("2022-01-09", None, False)


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("By Ana Duarte", "Ana Duarte", ""),
        ("By Ana Duarte - Minister of Foreign Affairs", "Ana Duarte", "Minister of Foreign Affairs"),
        ("By Ana Duarte, Political Editor", "Ana Duarte", "Political Editor"),
        ("By Ana Duarte (Arts Editor)", "Ana Duarte", "Arts Editor"),
        ("BY ANA DUARTE", "ANA DUARTE", ""),
        ("By Ana Duarte and Jan van der Meer", "Ana Duarte and Jan van der Meer", ""),
        ("By Ana Duarte, Jan Meer and Li Wei", "Ana Duarte, Jan Meer and Li Wei", ""),
        ("By Ana Duarte and Jan Meer, Political Editors", "Ana Duarte and Jan Meer", "Political Editors"),
        ("By Ana Duarte in Paris", "Ana Duarte", ""),
        ("Tác giả: Lê Thu Trang", "Lê Thu Trang", ""),
        ("Par Éloïse Martin", "Éloïse Martin", ""),
        ("By our correspondent", "", "our correspondent"),
        ("By Ana Duarte, Jan Meer", "Ana Duarte, Jan Meer", ""),
        ("By Ana Duarte (ana@desk.example)", "Ana Duarte", ""),
        ("By Ana Duarte @anaduarte", "Ana Duarte", ""),
        ("Words by Ana Duarte", "Ana Duarte", ""),
        ("Text: Ana Duarte", "Ana Duarte", ""),
        ("Bài và ảnh: Lê Thu Trang", "Lê Thu Trang", ""),
        ("Phóng viên Lê Thu Trang", "Lê Thu Trang", ""),
        ("Texte : Éloïse Martin", "Éloïse Martin", ""),
        ("Propos recueillis par Éloïse Martin", "Éloïse Martin", ""),
        ("De Éloïse Martin", "Éloïse Martin", ""),
    ],
)
def test_bylines(line: str, name: str, role: str) -> None:
    byline = read_byline(line, outlets())
    assert byline is not None
    assert (byline.name, byline.role) == (name, role)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday all cabins were sold.",
        "By the river",
        "By 2023 it would be one.",
        "Bygone Days",
        "By",
        "By Ana Duarte left.",
        "De la mer au port",
        "From Paris With Love",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert read_byline(line, outlets()) is None


def test_a_byline_under_the_standfirst() -> None:
    article = cleaned(f"{HEAD}{PARAGRAPHS[0]}\nBy Ana Duarte - Editor\n\n{PARAGRAPHS[1]}")
    assert (article.byline, article.byline_role, article.paragraphs) == ("Ana Duarte", "Editor", PARAGRAPHS)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ana Duarte", "Ana Duarte"),
        ("Ana Duarte and Jan Meer", "Ana Duarte and Jan Meer"),
        ("Ana Duarte, Political Editor", "Ana Duarte"),
        ("Ana Duarte | 7 January 2022", "Ana Duarte"),
        ("Zorvath Quillen - 7 January 2022", "Zorvath Quillen"),
        ("Lê Thu Trang", "Lê Thu Trang"),
        ("Port Selwyn", ""),
        ("Harbour News", ""),
        ("Zorvath Quillen", ""),
    ],
)
def test_bare_names_under_the_headline(line: str, name: str) -> None:
    assert cleaned(f"{HEAD}{line}\n\n{BODY}").byline == name


@pytest.mark.parametrize("line", ["(Ana Duarte)", "Ana Duarte", "- Ana Duarte", "By Ana Duarte", "Text by Ana Duarte"])
def test_names_below_the_last_paragraph(line: str) -> None:
    article = cleaned(f"{HEAD}{BODY}\n{line}\n\nVNA")
    assert (article.byline, article.source, article.paragraphs) == ("Ana Duarte", "VNA", PARAGRAPHS)


def test_a_name_over_a_paragraph_is_a_heading() -> None:
    long = "She said that the pier had stood for a hundred years and would stand for another hundred, if paid for."
    article = cleaned(f"{HEAD}{BODY}\nAna Duarte\n\n{long} {long}")
    assert (article.byline, article.headings) == ("", ("Ana Duarte",))


@pytest.mark.parametrize(
    ("box", "rule"),
    [
        ("Ana Duarte is a staff writer covering ports and politics.", "author_biography"),
        ("About the author", "tail"),
        ("(Editing by Jan Meer)", "staff_line"),
    ],
)
def test_boxes_about_the_author_are_dropped(box: str, rule: str) -> None:
    article = cleaned(f"{HEAD}By Ana Duarte\n\n{BODY}\n{box}")
    assert rules(article) == [(rule, box)]
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("(Reporting by Ana Duarte; Editing by Jan Meer)", "Ana Duarte"),
        ("(Reportage de Odile Renard, édité par Jules Amado)", "Odile Renard"),
    ],
)
def test_who_reported_is_the_author_if_nothing_else_tells(line: str, name: str) -> None:
    assert cleaned(f"{HEAD}{BODY}\n{line}").byline == name


def test_a_sentence_about_somebody_stays() -> None:
    sentence = "Ana Duarte is the oldest of the twelve pilots who still work in the harbour."
    assert cleaned(f"{HEAD}{BODY}\n{sentence}").paragraphs[-1] == sentence


FRONT = "---\n{}\n---\n"


def test_front_matter_goes_before_everything() -> None:
    front = FRONT.format(
        'title: "Another"\ndate: 2021-05\nsource: Vietnam News Agency\nbyline: A B\nbyline_role: Editor\nplace: Rome'
    )
    article = cleaned(f"{front}{HEAD}7 January 2022\n\nBy Ana Duarte\n\nHanoi (AFP) - {BODY}\nVietnamplus")
    assert (article.title, article.dating.stated, article.source) == ("Another", "2021-05", "VNA")
    assert (article.byline, article.byline_role, article.place) == ("A B", "Editor", "Rome")
    assert article.title_evidence == "front matter of a.txt, line 2"
    assert article.dating.evidence == "front matter of a.txt, line 3"


def test_an_empty_value_says_that_there_is_none() -> None:
    article = cleaned(f"{FRONT.format('date:' + chr(10) + 'byline:')}{HEAD}7 January 2022\n\nBy Ana Duarte\n\n{BODY}")
    assert (article.dating.stated, article.dating.evidence, article.byline) == ("", "", "")


def test_the_sidecar_goes_before_front_matter() -> None:
    article = cleaned(FRONT.format("title: A\nplace: B") + BODY, sidecar=b'title = "C"\ndate = 2022-01-07\n')
    assert (article.title, article.place, article.dating.stated) == ("C", "B", "2022-01-07")
    assert article.title_evidence == "a.meta.toml"


def test_line_numbers_count_the_front_matter() -> None:
    article = cleaned(FRONT.format("title: A\nlayout: post\ntags: [a, b]") + HEAD + "7 January 2022\n\n" + BODY)
    assert article.dating.evidence == '"7 January 2022" on line 8'
    assert [(drop.line, drop.rule) for drop in article.dropped] == [
        (1, "front_matter"),
        (3, "unknown_key"),
        (4, "unknown_key"),
        (5, "front_matter"),
    ]


@pytest.mark.parametrize("text", ["---\nA line of text, and no front matter.\n---\n" + BODY, "---\n" + BODY])
def test_a_ruled_line_is_no_front_matter(text: str) -> None:
    assert PARAGRAPHS[1] in cleaned(text).paragraphs


@pytest.mark.parametrize(
    ("front", "sidecar", "message"),
    [
        ("date: yesterday", None, "front matter of a.txt, line 2, date: got 'yesterday'; expected a date such as"),
        ("date: 2022-02-30", None, "got '2022-02-30'"),
        ("date: 07/01/2022", None, "got '07/01/2022'"),
        ("title: " + "x" * 2000, None, "title: got 2,000 characters; expected one line of 1,000"),
        ("title: x", b"title = ", "a.meta.toml is not TOML"),
        ("title: x", b"\xff", "a.meta.toml is not TOML"),
        ("title: x", b"tittle = 'x'", "a.meta.toml: got the key 'tittle'; expected one of title, date"),
        ("title: x", b"title = 5", "a.meta.toml, title: got 5; expected text in quotes"),
        ("title: x", b"date = 5", "a.meta.toml, date: got 5; expected a date such as 2022-01-07"),
    ],
)
def test_bad_values_are_rejected(front: str, sidecar: bytes | None, message: str) -> None:
    with pytest.raises(Rejection) as caught:
        cleaned(FRONT.format(front) + BODY, sidecar=sidecar)
    assert message in caught.value.reason
