import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import QueryLimitError
from search.language.builder import Fields, build
from search.language.parser import parse
from tests.web_fakes import check, web_app


@pytest.mark.parametrize(
    ("fields", "query"),
    [
        (Fields(), ""),
        (Fields(every="  ", phrase="…", first="-"), ""),
        (Fields(every="harbour masons"), "harbour masons"),
        (Fields(every="harbour “night shift” masons"), 'harbour "night shift" masons'),
        (Fields(every='harbour "night shift'), 'harbour "night shift"'),
        (Fields(every="cats OR dogs"), 'cats "OR" dogs'),
        (Fields(every="cats or dogs"), 'cats "or" dogs'),
        (Fields(every="-flood !storm +rain (mud)"), "flood storm rain mud"),
        (Fields(every="title:rice W/5 /p"), '"title:rice" "W/5" p'),
        (Fields(every="diplom* wom?n nguyen~1 castelane~"), "diplom* wom?n nguyen~1 castelane~"),
        (Fields(every="* c* siren?"), "c siren"),
        (Fields(every="COVID-19 Bush’s"), '"COVID-19" Bush’s'),
        (Fields(phrase="a loom is a library"), '"a loom is a library"'),
        (Fields(phrase='he said: "no" and left'), '"he said: no and left"'),
        (Fields(some="strike"), "strike"),
        (Fields(some="strike stoppage 'walk-out'"), '(strike OR stoppage OR "walk-out")'),
        (Fields(none="siren “radio mast” NOT"), '-siren -"radio mast" -"NOT"'),
        (Fields(near="coral", other="dredging", within="10"), "(coral W/10 dredging)"),
        (Fields(near="coral", other="dredging"), "(coral W/5 dredging)"),
        (Fields(near="coral", other="dredging", within="999"), "(coral W/150 dredging)"),
        (Fields(near="coral", other="dredging", within="none"), "(coral W/5 dredging)"),
        (Fields(near="coral reef", other="dredg*", within="0"), '("coral reef" W/1 dredg*)'),
        (Fields(near="coral", within="3"), "coral"),
        (Fields(other="coral reef"), "coral reef"),
        (Fields(title="rice"), "title:rice"),
        (Fields(title="rice price*", byline="Bùi Thanh Sơn"), "title:(rice price*) byline:(Bùi Thanh Sơn)"),
        (Fields(source="VNA", place="Hà Nội"), 'source:VNA place:"Hà Nội"'),
        (Fields(source="source:VNA*"), 'source:"source:VNA"'),
        (Fields(first="2021"), "date:2021.."),
        (Fields(last="2022-06"), "date:..2022-06"),
        (Fields(first="2021", last="2022-06"), "date:2021..2022-06"),
        (Fields(first="2022", last="2022"), "date:2022"),
        (Fields(first="none) OR x"), "date:noneORx.."),
    ],
)
def test_a_query_is_made_of_the_fields(fields: Fields, query: str) -> None:
    assert build(fields) == query


def test_all_fields_together_are_read_as_they_are_meant() -> None:
    fields = Fields(
        every="harbour",
        phrase="night shift",
        some="strike stoppage",
        none="siren radio",
        near="coral",
        other="dredging",
        within="10",
        title="port",
        byline="Osei",
        source="Harbour Courier",
        place="Port Selwyn",
        first="2019",
        last="2022",
    )
    parsed = parse(build(fields))
    assert not parsed.notes
    assert parsed.interpreted == (
        'harbour AND "night shift" AND (strike OR stoppage) AND (coral W/10 dredging) AND title:port AND byline:osei '
        'AND source:"harbour courier" AND place:"port selwyn" AND date:2019..2022 AND NOT siren AND NOT radio'
    )


TYPED = st.text(max_size=25) | st.sampled_from(["a OR b", '"', "(x", "W/5", "a*", "-", "x~9", "title:", "or", "“a b”"])


@given(st.builds(Fields, *[TYPED] * 13))
def test_whatever_stands_in_the_fields_nothing_but_a_date_needs_mending(fields: Fields) -> None:
    try:
        parsed = parse(build(fields))
    except QueryLimitError:
        return  # it says so itself
    assert {note.code for note in parsed.notes} <= {"bad_date", "reversed_range"}, parsed


def test_the_form_leads_to_the_results_without_javascript() -> None:
    client = web_app().test_client()
    answer = client.get("/build?all=harbour&any=&none=siren&from=2021&extra=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search?q=harbour+date%3A2021..+-siren")
    assert client.get("/build?all=+").headers["Location"] == "/help#builder"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_programs_get_the_query_and_how_it_is_read() -> None:
    client = web_app().test_client()
    document = client.get("/api/v1/build?all=cats+OR+dogs&from=2022-13").get_json()
    check(document, "BuildAnswer", client.get("/api/v1/openapi.json").get_json())
    assert document["raw"] == 'cats "OR" dogs date:2022-13..'
    assert document["interpreted"] == 'cats AND "or" AND dogs'
    assert [note["code"] for note in document["notes"]] == ["bad_date"]
    assert client.get("/api/v1/build?every=x").get_json()["parameter"] == "every"
    assert client.get("/api/v1/build", query_string={"all": "x " * 600}).get_json()["limit"] == "length"
