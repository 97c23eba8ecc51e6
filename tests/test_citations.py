"""Citations say what is known of an article, in each form as its readers want it."""

import json
import re
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.citations.authors import Name, authors
from search.citations.bibtex import bibtex, escaped, key
from search.citations.citation import Citation, cite
from search.citations.csl import csl_json
from search.citations.ris import ris
from search.citations.text import apa, chicago, nested, plain, quotation
from search.schema import Article, Dating

TODAY = date(2026, 6, 9)
URL = "https://morgue.example/article/ab12"
FERRY = Article(
    "ferry.txt",
    title="Ferry sails again",
    source="Coastal Herald",
    byline="Ada Hollis and Ben Carter",
    dating=Dating("2022-03-14"),
)
INFERRED = Dating(not_before=date(2023, 12, 18), not_after=date(2023, 12, 19), evidence="“on Monday”, line 4")


def citation(**changes: Any) -> Citation:
    fields = {name: getattr(FERRY, name) for name in ("path", "title", "source", "byline", "dating")}
    return cite("ab12", Article(**(fields | changes)), URL, TODAY)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ada Hollis", [("Hollis", "Ada")]),
        ("By Ada Hollis and Ben Carter", [("Hollis", "Ada"), ("Carter", "Ben")]),
        ("Ada Hollis, Ben Carter and J. P. Adair", [("Hollis", "Ada"), ("Carter", "Ben"), ("Adair", "J. P.")]),
        ("Camille Dufresne et Jean-Paul Roux", [("Dufresne", "Camille"), ("Roux", "Jean-Paul")]),
        ("Lê Thu Trang và Mai Phương", [("Lê", "Thu Trang"), ("Mai", "Phương")]),
        ("Bui Thanh Son", [("Bui", "Thanh Son")]),
        ("Nguyễn Thái Bảo / Ada Hollis", [("Nguyễn", "Thái Bảo"), ("Hollis", "Ada")]),
        ("Mai Nguyen", [("Nguyen", "Mai")]),  # as Vietnamese abroad write it
        ("Pieter van der Berg", [("van der Berg", "Pieter")]),
        ("Maria do Carmo de Sousa", [("de Sousa", "Maria do Carmo")]),
        ("Hollis, Ada", [("Hollis", "Ada")]),
        ("Madonna", [("Madonna", "")]),
        ("VNA", [("VNA", "")]),
        ("VNA, AFP", [("VNA", ""), ("AFP", "")]),
        ("Agence France-Presse", [("Agence France-Presse", "")]),
        ("Herald Staff", [("Herald Staff", "")]),
        ("Báo Nhân Dân", [("Báo Nhân Dân", "")]),
        ("Harbour Courier", [("Harbour Courier", "")]),  # the outlet itself, below
        ("Ada Hollis, Ada Hollis", [("Hollis", "Ada")]),
        ("", []),
    ],
)
def test_bylines_are_read_as_names(byline: str, expected: list[tuple[str, str]]) -> None:
    assert [(name.family, name.given) for name in authors(byline, "Harbour Courier")] == expected


def test_a_suffix_belongs_to_its_name() -> None:
    for byline in ("Martin Luther King Jr.", "Martin Luther King, Jr."):
        assert authors(byline) == (Name("King", "Martin Luther", "Jr."),)
    assert authors("Henry Adair III")[0].inverted == "Adair, Henry, III"
    assert authors("Henry Adair III")[0].whole == "Henry Adair III"


def test_an_article_of_which_all_is_known() -> None:
    one = citation()
    assert plain(one) == (
        "Coastal Herald, “Ferry sails again”, 14 March 2022, by Ada Hollis and Ben Carter. "
        f"{URL} (accessed 9 June 2026)"
    )
    assert apa(one) == (
        "Hollis, A., & Carter, B. (2022, March 14). Ferry sails again. Coastal Herald. "
        f"Retrieved June 9, 2026, from {URL}"
    )
    assert chicago(one) == (
        "Hollis, Ada, and Ben Carter. “Ferry sails again.” Coastal Herald, March 14, 2022. "
        f"Accessed June 9, 2026. {URL}."
    )


def test_without_a_byline_title_or_outlet_stand_first() -> None:
    one = citation(byline="")
    assert plain(one).startswith("Coastal Herald, “Ferry sails again”, 14 March 2022. ")
    assert apa(one).startswith("Ferry sails again. (2022, March 14). Coastal Herald. ")
    assert chicago(one).startswith("Coastal Herald. “Ferry sails again.” March 14, 2022. ")
    assert "author" not in bibtex(one)
    assert "AU  -" not in ris(one)
    assert "author" not in json.loads(csl_json(one))[0]


@pytest.mark.parametrize(
    ("dating", "shown_plain", "shown_apa", "shown_chicago"),
    [
        (Dating("2022-03"), "March 2022", "(2022, March)", "March 2022"),
        (Dating("2022"), "2022", "(2022)", "2022"),
        (Dating(), "undated", "(n.d.)", "n.d."),
        (INFERRED, "18–19 December 2023 [inferred]", "(ca. 2023, December 18–19)", "[ca. December 18–19, 2023]"),
        (
            Dating(not_before=date(2023, 12, 30), not_after=date(2024, 1, 2)),
            "30 December 2023 to 2 January 2024 [inferred]",
            "(ca. 2023, December 30 to 2024, January 2)",
            "[ca. December 30, 2023 to January 2, 2024]",
        ),
        (
            Dating(not_before=date(2021, 6, 2)),
            "on or after 2 June 2021 [inferred]",
            "(ca. 2021, June 2)",
            "[ca. June 2, 2021]",
        ),
        (Dating(not_after=date(2021, 6, 2)), "on or before 2 June 2021 [inferred]", "(ca. 2021", "[ca. June 2, 2021]"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(
    dating: Dating, shown_plain: str, shown_apa: str, shown_chicago: str
) -> None:
    one = citation(dating=dating)
    assert f"again”, {shown_plain}, by" in plain(one)
    assert shown_apa in apa(one)
    assert f"Coastal Herald, {shown_chicago.removesuffix('.')}. Accessed" in chicago(one)
    assert ("[inferred]" in bibtex(one)) is ("[inferred]" in ris(one)) is dating.inferred
    assert json.loads(csl_json(one))[0].get("issued", {}).get("circa", False) is dating.inferred


def test_vietnamese_names_keep_their_order() -> None:
    one = citation(byline="Bùi Thanh Sơn and Ada Hollis")
    assert apa(one).startswith("Bùi, T. S., & Hollis, A. (")
    assert chicago(one).startswith("Bùi Thanh Sơn, and Ada Hollis. ")
    assert "by Bùi Thanh Sơn and Ada Hollis." in plain(one)
    assert "author = {Bùi, Thanh Sơn and Hollis, Ada}" in bibtex(one)


def test_many_authors_are_cut_as_the_styles_say() -> None:
    names = ", ".join(f"Ada {letter}hollis" for letter in "ABCDEFGHIJKLMNOPQRSTUV")
    assert apa(citation(byline=names)).count("ollis, A.") == 20
    assert ", . . . Vhollis, A. (2022" in apa(citation(byline=names))
    assert chicago(citation(byline=names)).startswith("Ahollis, Ada, Ada Bhollis, Ada Chollis, Ada Dhollis, ")
    assert "Ada Ghollis, et al. “" in chicago(citation(byline=names))


def test_marks_at_the_end_and_in_a_title() -> None:
    one = citation(title='“Who asked us?” fishermen say "no" to the wall?')
    assert "“‘Who asked us?’ fishermen say ‘no’ to the wall?”, 14 March" in plain(one)
    assert "to the wall?” Coastal Herald" in chicago(one)
    assert "(2022, March 14). “Who asked us?” fishermen" in apa(one)
    assert nested('5" of rain') == "5‘ of rain"


def test_an_article_without_headline_is_cited_by_its_first_words_in_brackets() -> None:
    one = cite("x", Article("wire/7.txt", source="VNA"), URL, TODAY)
    assert plain(one).startswith("VNA, “[wire/7.txt]”, undated. ")


def test_a_quotation_names_its_source() -> None:
    assert quotation(citation(), "We waited\nnine years.") == (
        f"“We waited nine years.” (Coastal Herald, 14 March 2022, “Ferry sails again”, {URL})"
    )


def test_bibtex_is_what_a_parser_reads() -> None:
    one = citation(
        title="50% of {growers} at R&D_lab say \\no, ~$5 & #1^2", byline="Ada Hollis and Port and Sea Agency"
    )
    entry = parsed(bibtex(one))
    assert (entry.entry_type, entry.key) == ("article", "hollis2022growers")
    assert entry["title"] == (
        r"{50\% of \textbraceleft{}growers\textbraceright{} at R\&D\_lab say \textbackslash{}no, "
        r"\textasciitilde{}\$5 \& \#1\textasciicircum{}2}"
    )
    assert entry["journal"] == "Coastal Herald"
    assert (entry["year"], entry["month"], entry["day"]) == ("2022", "mar", "14")
    assert (entry["url"], entry["urldate"], entry["entrysubtype"]) == (URL, "2026-06-09", "newspaper")
    assert parsed(bibtex(citation(byline="Port & Sea Agency"))).fields_dict["author"].value == "{Port} and {Sea Agency}"
    assert key(citation(byline="", source="Báo Đất Việt", dating=Dating())) == "baodatvietndferry"


def parsed(text: str) -> Any:
    bibtexparser = import_module("bibtexparser")  # it ships no types
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(max_size=40), st.text(max_size=60))
def test_hostile_text_breaks_no_format(title: str, source: str, byline: str) -> None:
    one = citation(title=title, source=source, byline=byline)
    assert parsed(bibtex(one))["url"] == URL
    assert escaped(title).count("{") == escaped(title).count("}")
    assert records(ris(one))[0]["UR"] == [URL]
    assert json.loads(csl_json(one))[0]["URL"] == URL
    for write in (plain, apa, chicago):
        assert URL in write(one)
        assert "\n" not in write(one)


def records(text: str) -> list[dict[str, list[str]]]:
    """Read RIS: a tag of two characters, two spaces, a hyphen, a space and a value a line, from TY to ER."""
    found: list[dict[str, list[str]]] = []
    for line in text.split("\r\n")[:-1]:
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line, re.DOTALL)
        assert match, line
        tag, value = match.groups()
        assert (tag == "TY") is (not found or "ER" in found[-1])
        if tag == "TY":
            found.append({})
        found[-1].setdefault(tag, []).append(value)
    assert found[-1]["ER"] == [""]
    return found


def test_ris_is_a_record_of_a_newspaper_article() -> None:
    (record,) = records(ris(citation(dating=Dating("2022-03"))))
    assert record == {
        "TY": ["NEWS"],
        "AU": ["Hollis, Ada", "Carter, Ben"],
        "TI": ["Ferry sails again"],
        "T2": ["Coastal Herald"],
        "PY": ["2022"],
        "DA": ["2022/03//"],
        "UR": [URL],
        "Y2": ["2026/06/09/"],
        "ER": [""],
    }
    (inferred,) = records(ris(citation(dating=INFERRED)))
    assert (inferred["DA"], inferred["N1"]) == (["2023/12/18/"], ["Date: 18–19 December 2023 [inferred]"])


# What of CSL's input data (schema 1.0, csl-data.json) an article of a newspaper has.
_CSL_DATE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["date-parts"],
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "circa": {"type": "boolean"},
    },
}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "type", "title", "accessed", "URL"],
        "properties": {
            "id": {"type": "string"},
            "type": {"const": "article-newspaper"},
            "author": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {name: {"type": "string"} for name in ("family", "given", "suffix", "literal")},
                    "oneOf": [{"required": ["family", "given"]}, {"required": ["literal"]}],
                },
            },
            "issued": _CSL_DATE,
            "accessed": _CSL_DATE,
            **{name: {"type": "string"} for name in ("title", "container-title", "URL", "note")},
        },
    },
}


@pytest.mark.parametrize("dating", [Dating(), Dating("2022"), Dating("2022-03"), Dating("2022-03-14"), INFERRED])
@pytest.mark.parametrize("byline", ["", "VNA", "Bùi Thanh Sơn and Martin Luther King Jr."])
def test_csl_json_is_what_processors_take(dating: Dating, byline: str) -> None:
    jsonschema = import_module("jsonschema")  # it ships no types
    written = json.loads(csl_json(citation(dating=dating, byline=byline)))
    jsonschema.Draft202012Validator(CSL).validate(written)
    assert written[0]["accessed"] == {"date-parts": [[2026, 6, 9]]}
    if dating is INFERRED:
        assert written[0]["issued"] == {"date-parts": [[2023, 12, 18], [2023, 12, 19]], "circa": True}
    if dating.stated == "2022-03":
        assert written[0]["issued"] == {"date-parts": [[2022, 3]]}
