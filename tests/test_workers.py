import os
import signal
from pathlib import Path

import pytest

from indexer import workers
from indexer.knowledge import outlets
from indexer.workers import WorkerError, clean_files
from tests.test_reindex import TEXT

OUTLETS = outlets.load()


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for number in range(40):
        text = TEXT.format(title=f"Council {number}", subject=f"matter {number}")
        (tmp_path / f"{number:02}.txt").write_text(text if number % 7 else "", encoding="utf-8")
    return [f"{number:02}.txt" for number in range(40)]


def test_several_processes_give_what_one_gives_in_order(
    tmp_path: Path, paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH_IT", 10)
    monkeypatch.setattr(workers, "AT_ONCE", 3)
    alone = list(clean_files(tmp_path, OUTLETS, paths, processes=1))
    assert [one.article.title for one in alone if one.article][:2] == ["Council 1", "Council 2"]
    assert sum(bool(one.reason) for one in alone) == 6
    assert list(clean_files(tmp_path, OUTLETS, paths, processes=2)) == alone


def test_a_worker_that_is_killed_is_an_error_not_a_wait(
    tmp_path: Path, paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH_IT", 10)
    monkeypatch.setattr(workers, "AT_ONCE", 1)
    cleaned = clean_files(tmp_path, OUTLETS, paths, processes=2)
    next(cleaned)
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("needs /proc to find the workers")
    for child in children.read_text().split():
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)
    with pytest.raises(WorkerError, match="MORGUE_PROCESSES=1"):
        list(cleaned)
