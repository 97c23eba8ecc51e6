"""`morgue inspect`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.inspect import inspect
from tests.cleaning import BODY

KEYS = [
    "path",
    "title",
    "date",
    "date_inferred",
    "date_evidence",
    "source",
    "byline",
    "place",
    "captions",
    "headings",
    "paragraphs",
    "dropped",
    "lines",
    "passages",
]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "a.txt").write_text(f"A headline\n\nJanuary 7, 2022\n\nBy Ana Duarte - Editor\n\n{BODY}\nFeedback\n")
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text(f"A headline\n\nA boat on March 3, 2021 (Photo: VNA)\n\nMay 2022\n\n{BODY}")
    (tmp_path / "d.txt").write_text(f"A headline\n\nA boat on March 3, 2021 (Photo: VNA)\n\n{BODY}")
    return [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt", "d.txt")]


def test_json(files: list[str]) -> None:
    result = CliRunner().invoke(inspect, ["--json", *files])
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert result.stderr == f"{files[1]}: rejected: it is empty\n"
    assert [record["path"] for record in records] == [files[0], files[2], files[3]]
    assert all(list(record) == KEYS for record in records)
    first, second, third = records
    assert (first["title"], first["date"], first["date_inferred"], first["byline"]) == (
        "A headline",
        "2022-01-07",
        None,
        "Ana Duarte",
    )
    assert first["dropped"] == [{"line": 11, "text": "Feedback", "rule": "footer_nav"}]
    assert first["passages"][0] == {"kind": "title", "section": "", "text": "A headline"}
    assert first["paragraphs"] == BODY.strip().split("\n\n")
    # A month is stated, but it is no day: it is told in the evidence.
    assert (second["date"], second["date_inferred"], second["date_evidence"]) == (None, None, '"May 2022" on line 5')
    assert second["captions"] == [{"text": "A boat on March 3, 2021 (Photo: VNA)", "credit": "VNA"}]
    assert (third["date"], third["date_inferred"]) == (None, {"not_before": "2021-03-03", "not_after": None})


def test_text(files: list[str]) -> None:
    result = CliRunner().invoke(inspect, [files[0], files[3]])
    assert result.exit_code == 0
    for part in (
        f"== {files[0]}",
        "title    A headline   [the headline on line 1]",
        'date     2022-01-07   ["January 7, 2022" on line 3]',
        "byline   Ana Duarte, Editor",
        "source   -",
        "  lead\n    The ministry said",
        "     11  footer_nav           Feedback",
        "date     inferred: not before 2021-03-03",
    ):
        assert part in result.stdout


def test_lines(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "A headline\n\nWhat the growers hoped for in spring came true at last.\nBy Ana Duarte | VNA\n7 January 2022\n\n"
        f"A boat at dawn (Photo: VNA)\n\nHanoi (VNA) - {BODY}\nFeedback\n"
    )
    first, second = BODY.strip().split("\n\n")
    expected = [
        (1, "title", "A headline", ""),
        (3, "standfirst", "What the growers hoped for in spring came true at last.", ""),
        (4, "byline", "By Ana Duarte |", ""),
        (4, "source", "VNA", ""),
        (5, "date", "7 January 2022", ""),
        (7, "caption", "A boat at dawn (Photo: VNA)", ""),
        (9, "dateline", "Hanoi (VNA) -", ""),
        (9, "body", first, ""),
        (11, "body", second, ""),
        (13, "dropped", "Feedback", "footer_nav"),
    ]
    record = json.loads(CliRunner().invoke(inspect, ["--json", str(article)]).stdout)
    assert [tuple(line.values()) for line in record["lines"]] == expected
    assert list(record["lines"][0]) == ["line", "role", "text", "rule"]
    shown = CliRunner().invoke(inspect, ["--lines", str(article)]).stdout
    listed = shown[shown.index("\nlines (8)\n") :].splitlines()[2:]
    assert [line.split() for line in listed if line] == [
        [str(line), role, *rule.split(), *text.split()] for line, role, text, rule in expected
    ]
    assert "dropped (" not in shown
    assert "dropped (1)" in CliRunner().invoke(inspect, [str(article)]).stdout


def test_a_newsroom_extends_the_outlets(tmp_path: Path, files: list[str]) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[outlets]]\nname = "Mirwick Mercury"\ncodes = ["MM"]\n\n[boilerplate]\nfooter_nav = ["Adieu"]\n')
    article = tmp_path / "e.txt"
    article.write_text(f"A headline\n\n(MM) - {BODY}\nAdieu\n")
    result = CliRunner().invoke(inspect, ["--json", "--sources", str(own), str(article)])
    record = json.loads(result.stdout)
    assert record["source"] == "Mirwick Mercury"
    assert record["dropped"] == [{"line": 7, "text": "Adieu", "rule": "footer_nav"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[outlets]\n", "is not TOML"),
        ('[[outlets]]\nnam = "x"\n', "outlets, entry 1: got the key 'nam'; expected one of name"),
        ('[[outlets]]\naliases = ["x"]\n', "outlets, entry 1, name: got None; expected some text in quotes"),
        ('[[outlets]]\nname = "A"\n[[outlets]]\nname = "B"\naliases = ["a"]\n', "got 'a', which 'A' has too"),
        ('[boilerplate]\nfooter_nav = "x"\n', "boilerplate, footer_nav: got 'x'; expected a list of texts"),
        ('[[events]]\nnames = ["X"]\nended = "soon"\n', "events, entry 1, ended: got 'soon'; expected a day"),
        ('[[languages]]\ncode = "xx"\nmonths = [["a"]]\n', "months: got [['a']]; expected a list of 12"),
        ("colour = 1\n", "colour: got a table of that name; expected one of outlets"),
    ],
)
def test_bad_outlets_say_what_is_wrong(tmp_path: Path, files: list[str], text: str, message: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    result = CliRunner().invoke(inspect, ["--sources", str(own), files[0]])
    assert result.exit_code == 1
    assert str(own) in result.stderr
    assert message in result.stderr


def test_no_files_is_a_usage_error() -> None:
    assert CliRunner().invoke(inspect, []).exit_code == 2


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(inspect, [str(tmp_path / "none.txt")])
    assert result.exit_code == 1
    assert "none.txt can't be read: No such file or directory" in result.stderr


def test_a_folder_is_told_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    result = CliRunner().invoke(inspect, [str(tmp_path / "folder")])
    assert result.exit_code == 1
    assert "folder is a folder: name the files in it" in result.stderr
