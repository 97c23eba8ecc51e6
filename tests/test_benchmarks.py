"""The measurements measure what they say: every engine does the whole job and gives the same answers."""

import itertools
import json
import math
import random
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from benchmarks import suggestions
from benchmarks.__main__ import main
from benchmarks.cleaning import copies, duplicates
from benchmarks.corpus.build import archive
from benchmarks.corpus.recombine import recombined
from benchmarks.corpus.tail import Tail
from benchmarks.corpus.texts import read_texts
from benchmarks.edits import is_near
from benchmarks.peers.morgue import typed
from benchmarks.peers.names import PEERS, SAME_INDEX, why_not
from benchmarks.peers.peer import Answer
from benchmarks.relevance.measures import Quality, mean, quality
from benchmarks.relevance.run import as_run, evaluate
from benchmarks.speed import charts, run
from benchmarks.speed.agreement import disagreements
from benchmarks.speed.query import Query
from benchmarks.speed.report import tables
from benchmarks.speed.rounds import percentiles
from search.analysis import words
from search.schema import Kind
from tests.web_archive import harbour_archive

PASSAGES = 300
NOWHERE = Path("no such archive.tar.gz")  # so that the project's own sample is used


@pytest.fixture(scope="module")
def measured() -> run.Measured:
    plan = run.Plan((PASSAGES,), tuple(PEERS), queries=3, rounds=1, seconds=5, first_touch=0)
    [found], left_out = run.measure(plan, read_texts(None), lambda what: None)
    assert {"morgue", "whoosh"}.isdisjoint(left_out)
    return found


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_answers_every_class_as_morgue_does(name: str, measured: run.Measured) -> None:
    if reason := why_not(name):
        pytest.skip(reason)
    assert measured.disagreements == []
    built = measured.building[SAME_INDEX.get(name, name)]
    assert min(built.cpu, built.wall, built.memory, built.disk) > 0
    groups = [group for group, by_peer in measured.times.items() if name in by_peer]
    assert len(groups) >= 11
    for group in groups:
        times = measured.times[group][name]
        assert times.queries == 3
        assert 0 < times.p50 <= times.p95
        assert 0 < times.wall_p50 <= times.wall_p95


def test_the_report_has_every_table_and_every_class(measured: run.Measured) -> None:
    text = tables(measured)
    assert f"All {measured.asked:,} answers agree" in text
    assert "How many times as long as Morgue: p50 / p95" in text
    assert text.count("\nany of 15 words ") == 2
    assert measured.size.passages >= PASSAGES


def test_the_growth_curves_are_sound_drawings(measured: run.Measured) -> None:
    for drawing in (charts.queries([measured]), charts.building([measured])):
        paths = ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}path")
        assert all("nan" not in path.attrib["d"] for path in paths)


def test_the_json_holds_every_figure(measured: run.Measured) -> None:
    plan = run.Plan((PASSAGES,), ("morgue",), 3, 1, 5, 0)
    content = json.loads(run.as_json(plan, [measured], {"xapian": "not here"}))
    assert content["left_out"] == {"xapian": "not here"}
    [size] = content["sizes"]
    assert set(size["times"]["rare word"]["morgue"]) == {"p50", "p95", "wall_p50", "wall_p95", "queries"}
    assert set(size["building"]["morgue"]) == {"cpu", "wall", "memory", "worker_memory", "disk"}


def test_a_first_query_is_asked_in_a_fresh_process(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    options = ["--passages", "60", "--peers", "morgue", "--queries", "1", "--rounds", "1", "--first-touch", "1"]
    options += ["--classes", "rare word"]
    assert main(["speed", *options, "--articles", str(NOWHERE), "--out", str(out)]) == 0
    [size] = json.loads(out.read_text(encoding="utf-8"))["sizes"]
    assert set(size["times"]) == set(size["first"]) == {"rare word"}
    assert min(size["first"]["rare word"]["opening"], size["first"]["rare word"]["query"]["p50"]) > 0
    assert "first query of a fresh process" in capsys.readouterr().out


def test_faults_are_told() -> None:
    query = Query("rare word", "all", ("lighthouse",))
    right = Answer(2, {"A": 2}, {"2022-03": 2}, ("x", "y"), 2)

    def told(answer: Answer) -> list[str]:
        return [line.rsplit(": ", 1)[1] for line in disagreements([(query, {"morgue": right, "other": answer})])]

    assert told(right) == []
    assert told(Answer(1, {"A": 1}, {"2022-03": 1}, ("x",), 1)) == ["1 articles; morgue finds 2"]
    assert told(Answer(2, {"B": 2}, {"2022-03": 2}, ("x", "y"), 2)) == ["counts by source differ from those of morgue"]
    assert told(Answer(2, {"A": 2}, {"2021-03": 2}, ("x", "y"), 2)) == ["counts by month differ from those of morgue"]
    assert told(Answer(2, {"A": 2}, {"2022-03": 2}, ("x", "x"), 2)) == ["1 hits shown of 2"]
    assert told(Answer(2, {"A": 2}, {"2022-03": 2}, ("x", "y"), 1)) == ["1 of 2 hits have nothing marked"]


def test_an_archive_is_the_same_for_the_same_seed_and_has_the_shape_of_the_real_one() -> None:
    texts = read_texts(None)
    first, again = (list(archive(texts, PASSAGES, seed=7)) for _ in range(2))
    assert first == again
    passages = sum(passage.kind is not Kind.TITLE for _, _, split_up in first for passage in split_up)
    assert PASSAGES <= passages < PASSAGES + 30
    assert len({article_id for article_id, _, _ in first}) == len(first)
    assert {article.paragraphs for _, article, _ in first} > {text.paragraphs for text in texts}
    real = [len(words(paragraph)) for text in texts for paragraph in text.paragraphs]
    made = [len(words(paragraph)) for _, article, _ in first[len(texts) :] for paragraph in article.paragraphs]
    assert sum(made) / len(made) == pytest.approx(sum(real) / len(real), rel=0.2)


def test_the_vocabulary_grows_as_heaps_law_says() -> None:
    texts = read_texts(None)
    *_, (_, tail) = itertools.islice(recombined(texts, 1), 20 * len(texts))
    plain = [(text.title, *text.paragraphs) for text in texts]
    start = Tail(plain, random.Random(1))
    expected = start.vocabulary * 21**start.exponent
    assert tail.vocabulary == pytest.approx(expected, rel=0.25)
    word = tail.word()
    assert words(word) == [word]


def test_queries_are_typed_so_that_inflections_stay_away() -> None:
    assert typed(Query("", "all", ("a", "b"))) == '"a" "b"'
    assert typed(Query("", "all", ("a",), exact=False)) == "a"
    assert typed(Query("", "phrase", ("a", "b"))) == '"a b"'
    assert typed(Query("", "prefix", ("gov",))) == "gov*"
    assert typed(Query("", "fuzzy", ("paris",))) == "paris~1"
    dated = Query("", "all", ("a",), "Carrow Gazette", "2020-01-01", "2021-12-31")
    assert typed(dated) == '"a" source:"Carrow Gazette" date:2020-01-01..2021-12-31'


@pytest.mark.parametrize("other", ["paris", "parish", "pais", "paras", "pairs", "pars"])
def test_one_edit_is_one_letter_or_a_swap(other: str) -> None:
    assert is_near("paris", other)


@pytest.mark.parametrize("other", ["parishes", "sirap", "apirs", "pasri~", ""])
def test_two_edits_are_not_near(other: str) -> None:
    assert not is_near("paris", other)


def test_percentiles_lie_between_neighbours() -> None:
    times = percentiles([0.001, 0.002, 0.003], [0.010, 0.020, 0.030])
    assert (times.p50, times.wall_p50) == pytest.approx((2.0, 20.0))
    assert (times.p95, times.wall_p95) == pytest.approx((2.9, 29.0))


def test_rankings_are_judged_as_trec_eval_does() -> None:
    judged = {"a": 3, "b": 0, "c": 1, "d": 2}
    found = quality(["b", "a", "x", "c"], judged)
    best = 3 + 2 / math.log2(3) + 1 / 2
    assert found.ndcg10 == pytest.approx((3 / math.log2(3) + 1 / math.log2(5)) / best)
    assert found.average_precision == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert found.recall100 == pytest.approx(2 / 3)
    assert quality(["a", "d", "c", "b"], judged) == Quality(1.0, 1.0, 1.0)
    assert mean([quality([], judged), Quality(1.0, 0.5, 1.0)]) == Quality(0.5, 0.25, 0.5)


def test_a_collection_is_searched_for_any_word_and_nothing_is_taken_for_syntax(tmp_path: Path) -> None:
    documents = [
        ("1", "wing flow", "the flow over a wing"),
        ("2", "plates", "heat in a plate"),
        ("3", "shock", "waves"),
    ]
    rows = [json.dumps({"id": name, "title": title, "text": text}) for name, title, text in documents]
    (tmp_path / "corpus.jsonl").write_text("\n".join(rows), encoding="utf-8")
    questions = [{"id": "q", "text": 'wing:"flow NOT -over (a'}, {"id": "unjudged", "text": "heat"}]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("q\t1\t2\nunjudged\t2\t0\n", encoding="utf-8")
    evaluated = evaluate(tmp_path)
    assert (evaluated.documents, evaluated.queries) == (3, 1)
    assert evaluated.quality == Quality(1.0, 1.0, 1.0)
    assert as_run(evaluated).startswith("q 1 1 ")


def test_raw_files_are_indexed_and_changed_ones_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert main(["end-to-end", "--articles", str(NOWHERE), "--count", "40", "--out", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["full"]["articles"] + found["full"]["rejected"] == 40
    assert found["changed"]["articles"] == 10
    assert "reindex of 10 changed files" in capsys.readouterr().out


def test_edited_copies_of_the_sample_are_found_and_different_stories_are_not() -> None:
    found = duplicates.evaluate(None)
    assert found.is_good
    assert found.wrong == []
    assert found.copies == duplicates.COPIES * found.originals
    assert found.others > 5
    assert set(found.missed) == set(copies.EDITS)
    assert "recall     1.0000  (goal 0.99)" in duplicates.as_text(found)


def test_each_edit_changes_a_text_and_leaves_most_of_it() -> None:
    texts = read_texts(None)
    text = max(texts, key=lambda one: len(one.paragraphs))
    for name, edit in copies.EDITS.items():
        edited = edit(text.paragraphs, texts, random.Random(3))
        assert edited != text.paragraphs, name
        before, after = set(words(" ".join(text.paragraphs))), set(words(" ".join(edited)))
        assert len(before & after) > 0.3 * len(before), name


def test_what_is_missed_and_what_is_wrong_is_counted() -> None:
    story = {"0": "0", "0-0": "0", "0-1": "0", "1": "1", "1-0": "1"}
    edits = {"0-0": ("cut tail",), "0-1": ("cut tail", "reworded"), "1-0": ("reworded",)}
    judged = duplicates._judged([("0", "0-0", "1")], story, edits, 2, 0, 1.0)
    assert [judged.recall, judged.precision] == pytest.approx([1 / 3, 1 / 3])
    assert judged.missed == {"cut tail": (1, 2), "reworded": (2, 2)}
    assert judged.wrong == [("0", "1"), ("0-0", "1")]
    assert not judged.is_good


def test_suggestions_are_measured_on_an_index_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harbour_archive(tmp_path / "index").close()
    assert main(["suggest", str(tmp_path / "index")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("the first headline: ")
    assert len(lines) == 13
    assert all("p95" in line for line in lines[1:])
    assert suggestions.typed(["Harbour report 1", "Rice"], 1) == ["h", "r"]
