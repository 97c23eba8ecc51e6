"""The headline among the lines of a page's head, and what of that head tells the source and the date."""

import pytest

from indexer.cleaning.outlet_names import is_outlet_like
from indexer.cleaning.page_frame import is_frame, is_notice
from tests.cleaning import BODY, PARAGRAPHS, cleaned, outlets, rules

TITLE = "Growers in the province expect their best harvest"


@pytest.mark.parametrize(
    "head",
    [
        "Skip to main content",
        "Home\nPolitics\nWeather\nSign in",
        "Home | World | Sport | Culture",
        "Home Politics World Opinion Sport",
        "Home > World > Asia",
        f"Front page / World / {TITLE}",
        "Marlow 14°C Cloudy",
        "FTSE 7,402 +0.3% | Gold 1,310 -0.2%",
        "We use cookies to keep your settings and to count visits to this site.\nAccept all",
        "You have read your free articles of this month, and a subscription is cheaper than you think.\nSubscribe now",
        "Get the Standard app",
        "TRENDING\nBy boat or by train: how to reach the islands",
        "BREAKING: Nine boats missing off the coast of Calder",
        "Rechercher\nSe connecter\nÀ la une\nPolitique",
        "Tìm kiếm\nĐăng nhập\nThời sự\nThể thao",
        "Today is Sunday, 3 March 2024",
        "Feature",
        "☰\n×\nicon-search",
        "Visit https://www.standard.example",
    ],
)
def test_a_page_head_is_no_headline(head: str) -> None:
    article = cleaned(f"{head}\n\n{TITLE}\n\n7 January 2022\n\n{BODY}")
    assert (article.title, article.dating.stated, article.paragraphs) == (TITLE, "2022-01-07", PARAGRAPHS)
    assert [rule for rule, _ in rules(article)] == ["page_head"] * len(head.split("\n"))
    assert cleaned(f"{head}\n{TITLE}\n{BODY}").title == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "Open the gates, says the mayor of the lower town",
        "Get well soon: a letter to the harbour",
        "Home is where the herring are",
        "Newport 2-1 Marlow",
        "Bank rate held at 4.75%",
        "Europe asks Asia for help with its euro",
        "Live music returns to the old town hall",
        "Why do the growers of the lower province have to wait for their water?",
        "Free at last",
        "Sport for all, says minister",
        "Inside Harvest.com",
        "Ministry shuts www.harvest.example after complaints",
        "Growers turn to www.harvest.example",
    ],
)
def test_headlines_that_resemble_a_page_head(title: str) -> None:
    article = cleaned(f"{title}\n\n{BODY}")
    assert (article.title, rules(article), article.paragraphs) == (title, [], PARAGRAPHS)


def test_a_headline_is_told_by_its_words_in_the_body_and_by_its_repeat() -> None:
    head = "The islands by boat, by bus and on foot\nA bridge that nobody wanted to pay for\n"
    article = cleaned(f"{head}{TITLE}\n\n{BODY}")
    assert (article.title, len(rules(article))) == (TITLE, 2)
    other = "Nine boats and one bell"
    article = cleaned(f"A bridge that nobody wanted\n{other}\n\n{PARAGRAPHS[0]}\n\n{other}\n\n{PARAGRAPHS[1]}")
    assert article.title == other


@pytest.mark.parametrize("author", ["Ana Duarte", "Ana Duarte and Jan Meer", "Lê Thu Trang - Phóng viên"])
def test_an_author_alone_on_a_line_is_no_headline(author: str) -> None:
    assert cleaned(f"Nine boats and one bell\n\n{author}\n\n{BODY}").title == "Nine boats and one bell"


def test_a_headline_stays_apart_from_the_date_under_it_in_a_wrapped_text() -> None:
    wrapped = (
        "The ministry said on Monday that the harvest would be the best in\n"
        "nine years for the whole province, and that growers who had feared\n"
        "a drought after a dry spring would be able to sell their whole crop\n"
        "before the autumn, the minister told reporters in the capital.\n"
    )
    article = cleaned(f"Growers expect their best harvest in nine years of drought\n2022-01-07 14:06\n{wrapped}")
    assert article.title == "Growers expect their best harvest in nine years of drought"
    assert (article.dating.stated, len(article.paragraphs)) == ("2022-01-07", 1)


@pytest.mark.parametrize(
    "title", ["Calendar of the races", "Racing calendar of the lower province", "3 races in Marlow"]
)
@pytest.mark.parametrize("signature", ["AD - www.standard.example", "www.standard.example", "AD", ""])
def test_a_list_under_the_headline_has_no_headline_in_it(title: str, signature: str) -> None:
    races = [f"{number}{dot} race: {number + 2} March – Marlow" for number, dot in enumerate((".", ".", "a", "a"), 1)]
    said = "All that is known of the races will be told on www.standard.example in the week before the first of them."
    article = cleaned("\n\n".join(filter(None, [title, *races, signature, said])))
    assert (article.title, article.paragraphs[: len(races)]) == (title, tuple(races))


def test_numbers_that_do_not_count_on_make_no_list() -> None:
    title = "9 growers in the province expect their best harvest"
    assert cleaned(f"8 March 2024\n\n{title}\n\n{BODY}").title == title
    assert cleaned(f"1. Politics\n\n7. Sport\n\n{title}\n\n{BODY}").title == title


def test_a_text_without_a_headline_has_none() -> None:
    article = cleaned(f"Sign in\n\n7 January 2022\n\n{BODY}")
    assert (article.title, article.dating.stated, rules(article)) == ("", "2022-01-07", [("page_head", "Sign in")])


@pytest.mark.parametrize(
    ("title", "suffix", "source"),
    [
        ("Back to Galway", " | VnExpress", "VnExpress"),
        ("Back to Galway", " - The Lantern Post", "Lantern Post"),
        ("Back to Galway", " — The Marlow Standard", "The Marlow Standard"),
        ("Back to Galway", " - World - The Marlow Standard", "The Marlow Standard"),
        ("Back to Galway", " | World | Asia | marlow.example", "marlow.example"),
        ("Back to Galway", " :: BrightWire", "BrightWire"),
        ("Newport 27-27 Marlow", " / Kestrel Business", "Kestrel Business"),
        ("Nairobi - a town that waits for its ferry", " • Ven Sông Online", "Ven Sông Online"),
        ("La mairie vote", " – L'Écho du Littoral", "L'Écho du Littoral"),
        ("Nhà máy giấy mở cửa lại", " | Thời báo Cửa Biển", "Thời báo Cửa Biển"),
        ("Growers expect rain", " - Norrfax", "Norrfax"),
    ],
)
def test_what_stands_behind_a_headline_tells_the_source(title: str, suffix: str, source: str) -> None:
    article = cleaned(f"{title}{suffix}\n\n{BODY}")
    assert (article.title, article.source, article.paragraphs) == (title, source, PARAGRAPHS)


@pytest.mark.parametrize(
    "title",
    [
        "Nairobi - a town that waits for its ferry",
        "No end to the drought - officials",
        "Best harvest in nine years - Minister",
        "A Long Way Home - The Men Who Waited",
        "Ferry returns to the strait - a town exhales: mayor",
        "Rice / wheat: what to plant",
        "Growers, drought and a minister | part two",
    ],
)
def test_a_dash_in_a_headline_stays(title: str) -> None:
    article = cleaned(f"{title}\n\n{BODY}")
    assert (article.title, article.source) == (title, "")


def test_the_title_of_the_page_above_everything() -> None:
    article = cleaned(f"{TITLE} - Rivages\n\nMenu\nSign in\n\n{TITLE}\n\n{BODY}")
    assert (article.title, article.source, article.paragraphs) == (TITLE, "Rivages", PARAGRAPHS)


@pytest.mark.parametrize("masthead", ["Harbour Courier", "HARBOUR COURIER", "Harbour Courier Homepage"])
def test_a_masthead_tells_the_source(masthead: str) -> None:
    article = cleaned(f"{masthead}\n\nSign in\n\n{TITLE}\n\n{BODY}")
    assert (article.title, article.source) == (TITLE, "Harbour Courier")


@pytest.mark.parametrize(
    ("first", "source"),
    [("Orchard Valley News", "Orchard Valley News"), ("marlow.example", "marlow.example"), ("Latest News", "")],
)
def test_an_unknown_masthead(first: str, source: str) -> None:
    assert cleaned(f"{first}\n\nSign in\n\n{TITLE}\n\n{BODY}").source == source


def test_entries_of_a_menu_are_no_masthead() -> None:
    menu = "Sign in\nBay News\nLocal\nSport\nWorld\nMoney\nTravel"
    assert cleaned(f"{menu}\n\n{TITLE}\n\n{BODY}").source == ""


@pytest.mark.parametrize(
    ("above", "below", "stated"),
    [
        ("3 March 2024", "", "2024-03-03"),
        ("3 March 2024", "7 January 2022", "2022-01-07"),
        ("Today: 3 March 2024", "", ""),
        ("Published: 7 January 2022", "", "2022-01-07"),
        ("Hôm nay, 3/3/2024", "", ""),
    ],
)
def test_dates_above_the_headline(above: str, below: str, stated: str) -> None:
    assert cleaned(f"{above}\n\n{TITLE}\n\n{below}\n\n{BODY}").dating.stated == stated


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("KNA", "KNA"),
        ("L'Écho du Littoral", "L'Écho du Littoral"),
        ("The Marlow Standard | 7 January 2022", "The Marlow Standard"),
        ("Source: Kestrel Business", "Kestrel Business"),
        ("Theo TTXVN", "VNA"),
        ("By Kestrel Business staff", "Kestrel Business"),
        ("By Ana Duarte, Ashmere Observer", "Ashmere Observer"),
        ("LIVE", ""),
        ("Ana Duarte", ""),
        ("Spring in the delta", ""),
    ],
)
def test_a_source_under_the_headline(line: str, source: str) -> None:
    assert cleaned(f"{TITLE}\n\n{line}\n\n{BODY}").source == source


TAILS = (
    "",
    "\n\nShare\n\nMost read\nA bridge, or a boat?",
    "\n\nAna Duarte has written of ports and fish for nine years.",
)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("(KNA)", "KNA"),
        ("/VNA/", "VNA"),
        ("— Tideway Echo", "Tideway Echo"),
        ("Tideway Wire", "Tideway Wire"),
        ("(Norrfax)", "Norrfax"),
        ("Source - KNA", "KNA"),
        ("(Nguồn: Dân trí)", "Dân trí"),
        ("Avec Agence Littorale", "Agence Littorale"),
    ],
)
def test_a_sign_off_with_noise_behind_it(line: str, source: str, tail: str) -> None:
    article = cleaned(f"{TITLE}\n\n{BODY}\n{line}{tail}")
    assert article.source == source
    assert ("source_signoff", line) in rules(article)


@pytest.mark.parametrize("line", ["(Ana Duarte)", "A last short line", "Photo: VNA", "(Photo: KNA)", "© Reuters"])
def test_what_is_no_sign_off(line: str) -> None:
    assert cleaned(f"{TITLE}\n\n{BODY}\n{line}").source == ""


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("© 2020 Kestrel Business. All rights reserved.", "Kestrel Business"),
        ("Copyright 2020 BrightWire", "BrightWire"),
        ("© 2016 Thời báo Cửa Biển. Giữ bản quyền.", "Thời báo Cửa Biển"),
        ("© 2016 La Gazette de Montclar. Tous droits réservés.", "La Gazette de Montclar"),
        ("Bản quyền thuộc về Báo Vạn Lộc", "Báo Vạn Lộc"),
        ("© 2004-2020 The Lantern Post Ltd | Terms | Privacy", "The Lantern Post Ltd"),
        ("© 2020 All rights reserved", ""),
        ("Tous droits de reproduction réservés © 2022", ""),
    ],
)
def test_imprints(line: str, source: str) -> None:
    article = cleaned(f"{TITLE}\n\n{BODY}\n{line}")
    assert (article.source, rules(article), article.paragraphs) == (source, [("imprint", line)], PARAGRAPHS)


def test_a_sentence_on_copyright_stays() -> None:
    sentence = "Copyright is what the growers talked of when the minister came to see them in spring."
    assert sentence in cleaned(f"{TITLE}\n\n{BODY}\n{sentence}").paragraphs


def test_the_agency_prefix_goes_before_the_sign_off_and_that_before_the_masthead() -> None:
    signed = f"{TITLE} | BrightWire\n\nHanoi (VNA) – {BODY}\nHarbour Courier"
    assert cleaned(signed).source == "VNA"
    assert cleaned(signed.replace("Hanoi (VNA) – ", "")).source == "Harbour Courier"


@pytest.mark.parametrize(
    ("path", "source"), [("Viet Nam News/a.txt", "VNS"), ("viet-nam-news/2020/a.txt", "VNS"), ("scrapes/a.txt", "")]
)
def test_a_folder_tells_the_source_if_nothing_else_does(path: str, source: str) -> None:
    assert cleaned(f"{TITLE}\n\n{BODY}", path).source == source
    assert cleaned(f"{TITLE}\n\n(AFP) - {BODY}", path).source == "AFP"


@pytest.mark.parametrize("name", ["Ashmere Observer", "theinlander.example", "IslandPress", "Kestrel Business"])
def test_names_like_an_outlets(name: str) -> None:
    assert is_outlet_like(name, outlets())


@pytest.mark.parametrize(
    "name",
    [
        "Ana Duarte",
        "McAllister",
        "About Us",
        "Latest News",
        "Stage & Television",
        "438.3K",
        "a@b.example",
        "News",
        "Galway",
    ],
)
def test_names_unlike_an_outlets(name: str) -> None:
    assert not is_outlet_like(name, outlets())


def test_a_paragraph_of_the_body_is_neither_frame_nor_notice() -> None:
    for paragraph in (
        *PARAGRAPHS,
        "The temperature rose to 40°C in the shade, and the town closed its schools at noon.",
    ):
        assert not is_frame(paragraph, outlets())
        assert not is_notice(paragraph, outlets())
