"""Captions, credits and caption stubs, told by their shape and their place."""

import pytest

from tests.cleaning import BODY, cleaned, rules

TITLE = "Growers keep a bigger share"
MORE = "Mills along the river have taken on hands for the season, and two of them will run through the night.\n"


def captions(text: str) -> list[tuple[str, str]]:
    return [(caption.text, caption.credit) for caption in cleaned(text).captions]


@pytest.mark.parametrize("credit", ["Ảnh: Hoàng Long", "Ảnh: TTXVN", "Photos: Ana Duarte", "Ảnh: Marlow Archive"])
def test_a_credit_below_its_caption_is_no_link_to_another_article(credit: str) -> None:
    text = f"{TITLE}\n\n{BODY}\nThe quay below the old market hall\n{credit}\n\n{MORE}"
    name = credit.partition(": ")[2]
    assert captions(text) == [(f"The quay below the old market hall {credit}", name)]


@pytest.mark.parametrize("link", ["Ảnh: Lễ hội hoa bên sông mùa này", "Photos: a week of rain in the north"])
def test_a_link_to_pictures_that_names_nobody_is_a_link(link: str) -> None:
    text = f"{TITLE}\n\n{BODY}\n{link}\n\n{MORE}"
    assert captions(text) == []
    assert rules(cleaned(text)) == [("related_links", link)]


@pytest.mark.parametrize("caption", ["Boats at the quay (Photo: VNA)", "“Ada” leaves the port (Photo: VNA)"])
def test_a_stop_behind_a_stubs_number_belongs_to_the_stub(caption: str) -> None:
    text = f"{TITLE}\n\n{TITLE} - Ảnh 1.{caption}\n\n{BODY}"
    assert captions(text) == [(caption, "VNA")]
    assert ("caption_stub", f"{TITLE} - Ảnh 1.") in rules(cleaned(text))


def test_a_fraction_behind_a_stubs_word_is_no_stub() -> None:
    first = "The archive says that its photo 1.5 metres wide is the largest that was ever printed in the town."
    assert cleaned(f"{TITLE}\n\n{first}\n\n{BODY}").paragraphs[0] == first


@pytest.mark.parametrize("stub", ["Harvest talks go on photo 1", "Harvest talks go on hình ảnh 1"])
def test_a_word_grown_to_a_stubs_number_is_a_caption_whatever_headline_stands_before(stub: str) -> None:
    text = f"{TITLE}\n\n{BODY}\n{stub}Boats at the quay (Photo: VNA)\n\n{MORE}"
    assert captions(text) == [("Boats at the quay (Photo: VNA)", "VNA")]
    assert ("caption_stub", stub) in rules(cleaned(text))


def test_a_kind_of_picture_is_no_stub() -> None:
    line = "Bác sĩ dùng hình ảnh 3D của tim trong ca mổ (Ảnh: VNA)"
    text = f"{TITLE}\n\n{BODY}\n{line}\n\n{MORE}"
    assert captions(text) == [(line, "VNA")]
    assert rules(cleaned(text)) == []


@pytest.mark.parametrize("credit", ["Ana Duarte", "VNA"])
@pytest.mark.parametrize("mark", [" | ", " — "])
def test_under_a_known_headline_a_name_behind_a_bar_is_a_credit(credit: str, mark: str) -> None:
    line = f"The hall in Marlow where growers met{mark}{credit}"
    assert captions(f"{TITLE}\n7 January 2022\n\n{line}\n\n{BODY}") == [(line, credit)]


def test_a_headline_keeps_its_place_before_a_sites_name() -> None:
    article = cleaned(f"The hall in Marlow where growers met | VNA\n7 January 2022\n\n{BODY}")
    assert (article.title, article.source, article.captions) == ("The hall in Marlow where growers met", "VNA", ())
