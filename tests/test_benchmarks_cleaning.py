"""The measure of cleaning measures what it says, and its command runs without real pages."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.cleaning.extractors import NAMES, why_not
from benchmarks.cleaning.pages import Page
from benchmarks.cleaning.shingles import Agreement, agreement, quality, shingles
from benchmarks.cleaning.visible import evaluate, visible

TRUE = "one two three four five"


@pytest.mark.parametrize(
    ("extracted", "precision", "recall"),
    [
        (TRUE, 1, 1),
        ("One, two three four five", 0.5, 0.5),
        ("one two three four", 1, 0.5),
        (f"{TRUE} six", 2 / 3, 1),
        (f"{TRUE} {TRUE}", 2 / 7, 1),
        ("one two", 0, 0),
        ("", None, 0),
    ],
)
def test_shingles_are_counted(extracted: str, precision: float | None, recall: float) -> None:
    found = agreement(TRUE, extracted)
    assert found.precision == (None if precision is None else pytest.approx(precision))
    assert found.recall == pytest.approx(recall)


def test_a_short_text_is_one_shingle() -> None:
    assert shingles("one two") == {("one", "two"): 1}
    assert agreement("one two", "one two") == Agreement(1.0, 1.0)
    assert agreement("", "") == Agreement(None, None)


def test_f1_is_of_the_means() -> None:
    found = quality([Agreement(1.0, 0.5), Agreement(None, 0.0), Agreement(0.5, 1.0)])
    assert (found.precision, found.recall) == (0.75, 0.5)
    assert found.f1 == pytest.approx(0.6)
    assert quality([]).f1 == 0


def test_the_command_reports_every_extractor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "The mill on the upper river turned again on Sunday, for the first time since the flood took its wheel."
    page = f"<html><body><article><h1>The mill</h1><p>{text}</p><p>{text[::-1]}.</p></article></body></html>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "mill.html.gz").write_bytes(gzip.compress(page.encode()))
    truth = {"mill": {"articleBody": f"{text}\n{text[::-1]}."}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    out = tmp_path / "out.json"
    assert main(["cleaning-html", "--pages", str(tmp_path), "--worst", "1", "--out", str(out)]) == 0
    shown = capsys.readouterr().out
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert [each["name"] for each in figures] == [name for name in NAMES if not why_not(name)]
    assert figures[0]["quality"] == {"precision": 1.0, "recall": 1.0}
    assert "mill  precision 1.000  recall 1.000" in shown
    for name in NAMES:
        assert name in shown


def test_visible_text_has_a_line_for_each_block() -> None:
    menu = "<nav><a>Home</a> <a>World</a></nav>"
    page = f"<title>no</title><body>{menu}<p>One<br>two <b>three</b></p><script>no</script>four</body>"
    assert visible(page) == "Home World\n\nOne\n\ntwo three\n\nfour\n"


def test_lines_of_the_true_body_that_are_not_kept_are_lost() -> None:
    paragraph = "The mill on the upper river turned again on Sunday, for the first time since the flood."
    staff = "(Reporting by Ana Duarte and Leo Park; Editing by Mia Stone)"
    html = f"<h1>The mill turns again</h1><p>{paragraph}</p><p>{paragraph[::-1]}.</p><p>{staff}</p>".encode()
    lost = Page("lost", html, f"{paragraph}\n{staff}")
    kept = Page("kept", html, paragraph)
    found = evaluate([lost, kept, Page("empty", b"<p>Home</p>", paragraph)])
    assert [(each.page, each.rule, each.text) for each in found.lost] == [("lost", "staff_line", staff)]
    assert found.rejected == ("empty",)
    assert found.quality.recall == pytest.approx((14 / 25 + 1 + 0) / 3)


def test_the_command_lists_what_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    staff = "(Reporting by Ana Duarte and Leo Park; Editing by Mia Stone)"
    text = "The mill on the upper river turned again on Sunday, for the first time since the flood took its wheel."
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "mill.html.gz").write_bytes(
        gzip.compress(f"<h1>The mill</h1><p>{text}</p><p>{staff}".encode())
    )
    (tmp_path / "ground-truth.json").write_text(json.dumps({"mill": {"articleBody": staff}}), encoding="utf-8")
    assert main(["cleaning-visible", "--pages", str(tmp_path), "--lost"]) == 0
    shown = capsys.readouterr().out
    assert "1 pages: precision 0.0000, recall 0.0000, rejected 0, body lines lost 1" in shown
    assert staff in shown


@pytest.mark.parametrize("command", ["cleaning-html", "cleaning-visible"])
def test_without_pages_the_command_says_so(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--pages", str(tmp_path)]) == 0
    assert "nothing to evaluate" in capsys.readouterr().out
