"""Each cleaning rule, with what it must take and what only looks like it."""

import pytest

from tests.cleaning import BODY, PARAGRAPHS, cleaned, rules

TITLE = "A plain headline"
HEAD = TITLE + "\n\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (HEAD + BODY, TITLE),
        ("Ferry returns - a town exhales: mayor\n\n" + BODY, "Ferry returns - a town exhales: mayor"),
        ("Who gains, who goes hungry?\n\n" + BODY, "Who gains, who goes hungry?"),
        ("'My days at the pier...'\n\n" + BODY, "'My days at the pier...'"),
        ("And then there was silt…\n\n" + BODY, "And then there was silt…"),
        ("7 January 2022\n\nA plain headline\n\n" + BODY, TITLE),
        ("Politics\n\nA plain headline\n\n" + BODY, TITLE),
        (BODY, ""),
        ("One line and no more", ""),
        ("A caption of some kind. (Photo: VNA)\n\n" + BODY, ""),
        ("date 2022-01-01 A caption. (Photo: VNA)\n\n" + BODY, ""),
    ],
)
def test_headline(text: str, title: str) -> None:
    article = cleaned(text)
    assert article.title == title
    assert bool(article.title_evidence) == bool(title)
    assert article.paragraphs == PARAGRAPHS or not title


def test_a_refrain_is_no_headline() -> None:
    refrain = "The tide went out and it took all the boats with it."
    assert cleaned(f"{refrain}\n\n{BODY}\n{refrain}").paragraphs == (refrain, *PARAGRAPHS, refrain)


@pytest.mark.parametrize(
    ("line", "captions", "dropped"),
    [
        (f"{TITLE} - ảnh 1A boat (Photo: VNA)", ["A boat (Photo: VNA)"], f"{TITLE} - ảnh 1"),
        (f"{TITLE} hinh anh 1A boat", ["A boat"], f"{TITLE} hinh anh 1"),
        (f"{TITLE} hình ảnh 1 A boat", ["A boat"], f"{TITLE} hình ảnh 1"),
        ("A PLAIN HEADLINE – ảnh 1A boat", ["A boat"], "A PLAIN HEADLINE – ảnh 1"),
        (f"{TITLE} - ảnh 12023 was a good year", ["2023 was a good year"], f"{TITLE} - ảnh 1"),
        (f"{TITLE} - ảnh 1\nA boat in port", ["A boat in port"], f"{TITLE} - ảnh 1"),
    ],
)
def test_caption_stubs(line: str, captions: list[str], dropped: str) -> None:
    article = cleaned(HEAD + line + "\n\n" + BODY)
    assert [caption.text for caption in article.captions] == captions
    assert rules(article) == [("caption_stub", dropped)]
    assert article.paragraphs == PARAGRAPHS


def test_a_paragraph_glued_behind_a_caption_stays_body() -> None:
    article = cleaned(f"{TITLE} hinh anh 1A boat. (Source: VNA)Hanoi (VNA) – {BODY}")
    assert [(caption.text, caption.credit) for caption in article.captions] == [("A boat. (Source: VNA)", "VNA")]
    assert (article.place, article.source, article.paragraphs) == ("Hanoi", "VNA", PARAGRAPHS)


def test_a_caption_behind_the_word_photo_is_kept() -> None:
    article = cleaned(HEAD + BODY + "\nPhoto: The long pier at dusk.\n\nPhoto: Ana Duarte")
    assert [caption.text for caption in article.captions] == ["Photo: The long pier at dusk."]
    assert rules(article) == [("photo_credit", "Photo: Ana Duarte")]


def test_a_headline_known_from_its_stub_only() -> None:
    article = cleaned("A dike - two towns: mayor hinh anh 1A boat (Photo: VNA)\nHanoi (VNA) – " + BODY)
    assert (article.title, article.place, article.source) == ("A dike - two towns: mayor", "Hanoi", "VNA")
    assert rules(article) == [("caption_stub", "hinh anh 1")]
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "sentence",
    [
        "The temple was shown in hình ảnh 3D by the province, and nobody paid for it.",
        "The exhibit Photo 51 was the first to show what the two had been looking for.",
        "A plain headline photo 2020 is no stub, for nothing has so many pictures at all.",
    ],
)
def test_sentences_that_resemble_a_stub_stay(sentence: str) -> None:
    assert sentence in cleaned(HEAD + BODY + "\n" + sentence).paragraphs


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("A boat in port. (Photo: VNA)", "VNA"),
        ("A boat in port (Photo by Ana Duarte)", "Ana Duarte"),
        ("A boat in port (Ảnh: Hoàng Long)", "Hoàng Long"),
        ("A boat in port. Ảnh: Hoàng Long", "Hoàng Long"),
        ("A boat in port. Photo : Jules Amado / AFP", "Jules Amado / AFP"),
        ("A boat in port. Photo: baoquocte.vn", "baoquocte.vn"),
        ("A boat in port. — VNA/VNS Photo Lâm Khánh", "VNA/VNS Photo Lâm Khánh"),
        ("A boat in port. (AFP photo)", "AFP"),
        ("Un bateau au port (Crédit photo : Odile Renard)", "Odile Renard"),
        ("A boat.. (Photo: VNA)", "VNA"),
        ("A boat lies in port. (AFP)", "AFP"),
        ("A boat lies in port (Getty Images)", "Getty Images"),
        ("A boat lies in port. — Ana Duarte", "Ana Duarte"),
        ("A boat lies in port | courtesy of the owner", "courtesy of the owner"),
        ("A boat lies in port © Port Museum", "Port Museum"),
        ("A boat lies in port. (Image: © EPA)", "EPA"),
        ("A boat lies in port. Photograph: Ana Duarte/Alamy", "Ana Duarte/Alamy"),
        ("A boat lies in port. Photograph by Ana Duarte", "Ana Duarte"),
        ("A boat lies in port. /Photo: VNA", "VNA"),
        ("A boat lies in port [Photo/VNA]", "VNA"),
        ("Un bateau est au port. Photo AFP", "AFP"),
        ("Un bateau est au port – Photo : Odile Renard", "Odile Renard"),
        ("Con tàu cập cảng. Ảnh minh họa: TTXVN.", "TTXVN"),
        ("Image caption, A boat lies in port", ""),
        ("Légende : Un bateau est au port", ""),
        ("Photo: A boat lies in port (EPA)", "EPA"),
    ],
)
def test_credited_captions(line: str, credit: str) -> None:
    article = cleaned(HEAD + PARAGRAPHS[0] + f"\n\n{line}\n\n" + PARAGRAPHS[1])
    assert [(caption.text, caption.credit) for caption in article.captions] == [(line, credit)]
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials arrive at the hall (Photo: VNA) and are met by the mayor at the door.",
        "What hung on the wall was a photo: a grey sky above the port.",
        "The director of the gallery said that he would never sell a photo.",
        "The pier was sold in the spring. The list of those who had a share in it was never printed (Harbour Archive)",
        "She shared the stage with the head of the harbour board (Ana Duarte).",
        "The caption: nobody on the pier knew who had written it, or when.",
        "He was the only one, the mayor said — Ana Duarte had left before the vote was taken on the pier.",
    ],
)
def test_sentences_that_resemble_a_caption_stay(sentence: str) -> None:
    article = cleaned(HEAD + BODY + "\n" + sentence)
    assert sentence in article.paragraphs
    assert article.captions == ()


def test_a_credit_on_its_own_line() -> None:
    article = cleaned(
        HEAD + PARAGRAPHS[0] + "\n\nA boat in port\n(Photo: VNA)\n\n" + PARAGRAPHS[1] + "\n\n(Photo: AFP)"
    )
    assert [(caption.text, caption.credit) for caption in article.captions] == [("A boat in port (Photo: VNA)", "VNA")]
    assert rules(article) == [("photo_credit", "(Photo: AFP)")]
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "button", ["3/12", "1 of 40", "Image 2 of 9", "View gallery (12)", "Hide caption", "Xem 11 ảnh", "Close gallery"]
)
def test_buttons_beside_pictures(button: str) -> None:
    article = cleaned(HEAD + PARAGRAPHS[0] + f"\n\n{button}\n\n" + PARAGRAPHS[1])
    assert rules(article) in ([("picture_control", button)], [("widget", button)])
    assert article.paragraphs == PARAGRAPHS


def test_a_credit_under_a_sentence_of_the_body_is_no_caption() -> None:
    article = cleaned(HEAD + PARAGRAPHS[0] + "\n\nPhoto: Ana Duarte\n\n" + PARAGRAPHS[1])
    assert article.captions == ()
    assert article.paragraphs == PARAGRAPHS


def test_a_credit_under_a_glued_caption_goes_with_it() -> None:
    article = cleaned(f"{HEAD}{TITLE} - Photo 1A boat lies in port\nCredit: VNA\n\n{BODY}")
    assert [(c.text, c.credit) for c in article.captions] == [("A boat lies in port Credit: VNA", "VNA")]


def test_repeated_headline_and_the_caption_under_it() -> None:
    article = cleaned(f"Ana's boat\n\n{PARAGRAPHS[0]}\nAna’s  BOAT\nIn port, repainted\n\n{PARAGRAPHS[1]}")
    assert [caption.text for caption in article.captions] == ["In port, repainted"]
    assert rules(article) == [("repeated_headline", "Ana’s BOAT")]
    assert article.paragraphs == PARAGRAPHS


def test_a_body_that_begins_under_its_repeated_headline_stays() -> None:
    article = cleaned(f"{TITLE}\n{TITLE}\n{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}\n")
    assert article.paragraphs == PARAGRAPHS
    assert article.captions == ()


@pytest.mark.parametrize(
    ("lines", "dropped"),
    [
        ("What the stars mean:\n\n★ Poor ★ ★ Fair ★★★ Good", 2),
        ("Our verdicts:\n★ Poor ★★ Fair ★★★ Good ★★★★ Very good", 2),
        ("Rate this article", 1),
    ],
)
def test_rating_widgets(lines: str, dropped: int) -> None:
    article = cleaned(HEAD + BODY + "\n" + lines)
    assert [rule for rule, _ in rules(article)] == ["rating_widget"] * dropped
    assert article.paragraphs == PARAGRAPHS


def test_a_verdict_in_stars_stays() -> None:
    verdict = "★★★★ A film that one leaves with dry eyes and wet shoes."
    assert verdict in cleaned(HEAD + BODY + "\n" + verdict).paragraphs


@pytest.mark.parametrize("word", ["Feedback", "Others", "OTHERS", "Share", "Bình luận", "Partager"])
def test_footer_navigation(word: str) -> None:
    article = cleaned(HEAD + BODY + "\n" + word)
    assert rules(article) == [("footer_nav", word)]
    assert article.paragraphs == PARAGRAPHS


def test_such_a_word_between_paragraphs_is_a_heading() -> None:
    article = cleaned(HEAD + PARAGRAPHS[0] + "\n\nOthers\n\nOthers said that it would not rain before the summer.")
    assert article.headings == ("Others",)
    assert rules(article) == []


@pytest.mark.parametrize("header", ["TIN LIÊN QUAN", "Tin liên quan:", "Related news", "À lire aussi", "Others"])
def test_related_links(header: str) -> None:
    links = f"\n{header}\nA bridge, or a boat?\nHerring prices fall\n\nThe last one: a photo essay"
    article = cleaned(HEAD + BODY + links)
    assert [rule for rule, _ in rules(article)] == ["related_links"] * 4
    assert article.paragraphs == PARAGRAPHS


def test_related_links_in_the_middle_end_at_the_body() -> None:
    article = cleaned(HEAD + PARAGRAPHS[0] + "\n\nRelated news\nOne link\nTwo links\n\n" + PARAGRAPHS[1])
    assert [text for _, text in rules(article)] == ["Related news", "One link", "Two links"]
    assert article.paragraphs == PARAGRAPHS


def test_read_more_lines() -> None:
    article = cleaned(HEAD + PARAGRAPHS[0] + "\n\nRead more: The boat that moved\n\n" + PARAGRAPHS[1])
    assert rules(article) == [("related_links", "Read more: The boat that moved")]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Vietnamplus", "VietnamPlus"),
        ("VNA", "VNA"),
        ("(TTXVN)", "VNA"),
        ("Source: Vietnam News Agency", "VNA"),
        ("Theo VnExpress", "VnExpress"),
        ("Nguồn: Báo Mới Nào Đó", "Báo Mới Nào Đó"),
    ],
)
def test_sign_off(line: str, source: str) -> None:
    article = cleaned(HEAD + BODY + "\n" + line + "\n\nFeedback")
    assert article.source == source
    assert ("source_signoff", line) in rules(article)
    assert article.paragraphs == PARAGRAPHS


def test_a_sign_off_behind_the_last_sentence() -> None:
    article = cleaned(HEAD + BODY.rstrip() + " — VNS\n")
    assert article.source == "VNS"
    assert article.paragraphs == PARAGRAPHS


def test_a_photo_credit_is_no_source() -> None:
    assert cleaned(HEAD + "A boat (Photo: VNA)\n\n" + BODY).source == ""


@pytest.mark.parametrize(("mark", "dropped"), [("/.", "/."), ("\n\n###", "###"), (" ■", "■"), ("\n\n-30-", "-30-")])
def test_end_marks(mark: str, dropped: str) -> None:
    article = cleaned(HEAD + BODY.rstrip() + mark)
    assert rules(article) == [("end_mark", dropped)]
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("prefix", "source", "place"),
    [
        ("(VOVWORLD) - ", "VOVWORLD", ""),
        ("WVR - ", "WVR", ""),
        ("Hanoi (VNA) – ", "VNA", "Hanoi"),
        ("Hanoi (VNA) - ", "VNA", "Hanoi"),
        ("HANOI — ", "", "Hanoi"),
        ("Hà Nội (TTXVN) - ", "VNA", "Hà Nội"),
        ("Mirwick-on-Sea (Reuters) - ", "Reuters", "Mirwick-on-Sea"),
        ("PARIS, Jan 7 (AFP) - ", "AFP", "Paris"),
        ("MIRWICK HARBOUR — ", "", "MIRWICK HARBOUR"),
        ("MIRWICK, Calder. (AP) — ", "AP", "MIRWICK, Calder."),
        ("Hanoi. (VNA) — ", "VNA", "Hanoi"),
        ("(QXZ) - ", "QXZ", ""),
        ("QXZ - ", "QXZ", ""),
        ("(AFP) ", "AFP", ""),
        ("(VNA) Hanoi - ", "VNA", "Hanoi"),
        ("Hanoi, VNA - ", "VNA", "Hanoi"),
        ("HANOI | VNA — ", "VNA", "Hanoi"),
        ("Mirwick, Quayle, (QXZ) - ", "QXZ", "Mirwick, Quayle"),
        ("MIRWICK: ", "", "MIRWICK"),
        ("Mirwick – ", "", "Mirwick"),
        ("Mirwick, Ireland – ", "", "Mirwick, Ireland"),
        ("MIRWICK, Feb. 22 - ", "", "MIRWICK"),
        ("MIRWICK, Jan. 7, 2022 /QXZ/ -- ", "QXZ", "MIRWICK"),
        ("Mirwick (Harbour Wire) – ", "Harbour Wire", "Mirwick"),
        ("TP.HCM - ", "", "TP.HCM"),
        ("HÀ NỘI, 7/1 (TTXVN) - ", "VNA", "Hà Nội"),
        ("LYON, 7 janvier 2022 (AFP) – ", "AFP", "Lyon"),
    ],
)
def test_agency_prefixes(prefix: str, source: str, place: str) -> None:
    article = cleaned(HEAD + prefix + BODY)
    assert (article.source, article.place) == (source, place)
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "start",
    [
        "UNESCO - whose list is long by now - said so: ",
        "The mayor - a former pilot - said so on Monday: ",
        "He (the mayor) - said so on Monday: ",
        "Rice - The grain of the Delta - was cheap: ",
        "ANALYSIS: ",
        "À Lyon, ",
        "Ana Duarte – ",
    ],
)
def test_dashes_in_a_sentence_are_no_prefix(start: str) -> None:
    article = cleaned(HEAD + start + BODY)
    assert (article.source, article.place) == ("", "")
    assert article.paragraphs[0].startswith(start.strip())


def test_a_dateline_below_a_standfirst() -> None:
    article = cleaned(f"{HEAD}{PARAGRAPHS[0]}\n\nBy Ana Duarte\n\nMIRWICK - {PARAGRAPHS[1]}")
    assert (article.place, article.paragraphs) == ("MIRWICK", PARAGRAPHS)


def test_a_code_further_down_is_no_prefix_unless_known() -> None:
    assert cleaned(HEAD + PARAGRAPHS[0] + "\n\nQXZ - " + PARAGRAPHS[1]).source == ""


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("A hull older than the mole", True),
        ("“I shall go swimming”", True),
        ("By Land and Sea", True),
        ("He left.", False),
        ("The measures are these:", False),
        ("- one of the points", False),
        ("a line in small letters", False),
    ],
)
def test_headings(line: str, is_heading: bool) -> None:
    article = cleaned(HEAD + PARAGRAPHS[0] + f"\n\n{line}\n\n" + PARAGRAPHS[1])
    assert (article.headings == (line,)) == is_heading
    assert (line in article.paragraphs) != is_heading


def test_a_heading_without_text_under_it_is_a_paragraph() -> None:
    article = cleaned(HEAD + BODY + "\nA last short line")
    assert article.paragraphs == (*PARAGRAPHS, "A last short line")


def test_doubled_punctuation() -> None:
    article = cleaned(HEAD + "Nobody slept much.. They waited,, and waited... All night long.\n\n" + BODY)
    assert article.paragraphs[0] == "Nobody slept much. They waited, and waited... All night long."
    assert rules(article) == [("doubled_punctuation", "."), ("doubled_punctuation", ",")]


def test_spaces_are_collapsed() -> None:
    assert cleaned("A  line\u00a0 with\tspaces  ").paragraphs == ("A line with spaces",)


@pytest.mark.parametrize(
    ("line", "rule"),
    [("Advertisement", "advertisement"), ("© 2021 Nobody’s Post", "imprint"), ("* * *", "ornament")],
)
def test_other_noise(line: str, rule: str) -> None:
    article = cleaned(HEAD + PARAGRAPHS[0] + f"\n\n{line}\n\n" + PARAGRAPHS[1])
    assert rules(article) == [(rule, line)]
    assert article.paragraphs == PARAGRAPHS


def test_an_imprint_names_the_source() -> None:
    assert cleaned(HEAD + BODY + "\n© 2021 Viet Nam News. All rights reserved.").source == "VNS"
