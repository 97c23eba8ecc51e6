import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import MAX_TOKEN, Inflections, find, find_phrase, fold, places, spelled, term, tokens, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Vietnam", "vietnam"),
        ("Bùi Thanh Sơn", "bui thanh son"),
        ("đổi mới Đà Nẵng", "doi moi da nang"),
        ("cafe\u0301", "cafe"),
        ("Œuvre, Łódź, Ærø, Straße", "oeuvre, lodz, aero, strasse"),
        ("nation’s", "nation's"),
        ("𝗩𝗶𝗲𝘁𝗻𝗮𝗺", "vietnam"),  # letters that social networks offer as bold
        ("ﬁne", "fine"),
        ("İstanbul", "istanbul"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The era of the nation’s rise.", ["the", "era", "of", "the", "nation's", "rise"]),
        ("don't o'brien l'Élysée", ["don't", "o", "brien", "l", "elysee"]),
        ("COVID-19 AT&T 1,000 U.S.", ["covid", "19", "at", "t", "1", "000", "u", "s"]),
        ("snake_case", ["snake", "case"]),
        ("新闻 news", ["新", "闻", "news"]),
        ("rock'n'roll 'quoted'", ["rock", "n", "roll", "quoted"]),
        ("it'st", ["it", "st"]),
        ("'s it's's 'tis its'", ["s", "it's", "s", "tis", "its"]),
        ("“The firm’s £5m” — ‘cheap’", ["the", "firm's", "5m", "cheap"]),
        ("1½ tonnes", ["112", "tonnes"]),  # as it is indexed, so it is sought
        ("\u0301 alone", ["alone"]),  # an accent without a letter is no word
        ("", []),
        ("*** -- !", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_that_is_no_word_is_cut() -> None:
    assert words("x" * 1_000) == ["x" * MAX_TOKEN]
    assert words("æ" * MAX_TOKEN) == ["ae" * (MAX_TOKEN // 2)]


@settings(max_examples=400)
@given(st.text(max_size=60))
def test_tokens_are_numbered_and_their_spans_hold_them(text: str) -> None:
    found = list(tokens(text))
    assert [token.word for token in found] == words(text) == [term(each) for each in spelled(text)]
    assert [token.position for token in found] == list(range(len(found)))
    end = 0
    for token in found:
        assert end <= token.start < token.end <= len(text)
        end = token.end
        assert 0 < len(token.word) <= MAX_TOKEN
        assert words(text[token.start : token.end])[:1] == [token.word]


def test_inflections_share_a_stem() -> None:
    english = Inflections("english")
    assert len({english.stem(word) for word in ("dredge", "dredged", "dredging", "dredges")}) == 1
    assert english.stem("nation's") == english.stem("nations")
    assert english.stem("h5n6s") == "h5n6s"


def test_an_unknown_language_is_named_with_those_known() -> None:
    with pytest.raises(ValueError, match=r"no stemmer for 'klingon'; expected one of: .*english"):
        Inflections("klingon")


ODD_TEXTS = st.lists(
    st.sampled_from([*"abst'’ -_.“”é½\n\u0301đ9", "the", "don't", "state's", "vis", "ʼ", "K"]), max_size=25
).map("".join)


@settings(max_examples=1500, deadline=None)
@given(
    text=ODD_TEXTS,
    extra=st.sets(st.sampled_from(["a", "b", "s", "t", "the", "don't", "state", "state's", "e", "9", "vis"])),
)
def test_finding_words_is_reading_all_of_them(text: str, extra: set[str]) -> None:
    wanted = extra | set(words(text)[:2])
    expected = [(token.start, token.end) for token in tokens(text) if token.word in wanted]
    assert find(text, wanted) == expected


@settings(max_examples=1500, deadline=None)
@given(text=ODD_TEXTS, data=st.data())
def test_finding_a_phrase_is_reading_all_words(text: str, data: st.DataObject) -> None:
    read = list(tokens(text))
    size = data.draw(st.integers(1, 3))
    at = data.draw(st.integers(0, max(0, len(read) - size)))
    sought = [token.word for token in read[at : at + size]] or ["a"]
    starts = [n for n in range(len(read)) if [token.word for token in read[n : n + len(sought)]] == sought]
    assert find_phrase(text, sought) == [(read[n].start, read[n + len(sought) - 1].end) for n in starts]


@given(text=ODD_TEXTS)
def test_places_are_those_of_the_tokens(text: str) -> None:
    read = list(tokens(text))
    assert [token.word for token in read] == words(text)
    assert places(text, range(len(read))) == {token.position: (token.start, token.end) for token in read}


@pytest.mark.parametrize("text", ["a's's's", "aʼsʼsʼs"])
def test_what_begins_as_an_ending_may_belong_to_the_word_before(text: str) -> None:
    assert [token.word for token in tokens(text)] == ["a's", "s's"]
    assert find(text, {"s's"}) == [(4, 7)]


def test_what_looks_like_a_word_may_overlap_one() -> None:
    assert find("sstate'sstate's", {"sstate's"}) == [(7, 15)]


@settings(max_examples=400)
@given(text=ODD_TEXTS)
def test_words_are_those_of_tokens_in_odd_texts(text: str) -> None:
    assert words(text) == [token.word for token in tokens(text)] == [term(each) for each in spelled(text)]
