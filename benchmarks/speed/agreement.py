"""Whether all peers give the same answer: a fast wrong answer is no answer."""

from benchmarks.peers.peer import Answer
from benchmarks.speed.query import TOP
from benchmarks.speed.rounds import Answers

UNMARKED = {("tantivy", "fuzzy"), ("tantivy-text", "fuzzy")}  # its snippets mark nothing that an automaton found


def disagreements(answers: Answers) -> list[str]:
    """Say, a line each, where totals or facets are not those of the first peer, or hits or their marks are missing.

    The order of hits may differ: each engine has a formula of its own.
    """
    lines: list[str] = []
    for query, by_peer in answers:
        asked = f"{query.group}: {query.form} {' '.join(query.words)}{f' [{query.source}]' if query.filtered else ''}"
        judge = next(iter(by_peer))
        for peer, answer in by_peer.items():
            faults = _faults(answer, judge, by_peer[judge])
            if answer.marked != len(answer.hits) and (peer, query.form) not in UNMARKED:
                faults.append(f"{len(answer.hits) - answer.marked} of {len(answer.hits)} hits have nothing marked")
            lines += [f"{asked}: {peer}: {fault}" for fault in faults]
    return lines


def _faults(answer: Answer, judge: str, judged: Answer) -> list[str]:
    faults = []
    if answer.total != judged.total:
        faults.append(f"{answer.total:,} articles; {judge} finds {judged.total:,}")
    elif dict(answer.sources) != dict(judged.sources):
        faults.append(f"counts by source differ from those of {judge}")
    elif dict(answer.months) != dict(judged.months):
        faults.append(f"counts by month differ from those of {judge}")
    if len(set(answer.hits)) != min(TOP, answer.total):
        faults.append(f"{len(set(answer.hits))} hits shown of {answer.total:,}")
    return faults
