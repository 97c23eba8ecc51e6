"""What is installed is what was locked: every distribution by version and hash, every dependency with its reason."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.txt": [*PROJECT["dependencies"], *EXTRAS["build"]],
    "requirements-test.txt": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["test"]],
    "requirements-bench.txt": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["bench"]],
    "requirements-sbom.txt": [*PROJECT["dependencies"], *EXTRAS["sbom"]],
    "requirements-whoosh3.txt": ["Whoosh3"],
}
PINNED = re.compile(
    r"(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>[\w.+!-]+)( ; .+?)?((?: --hash=sha256:[0-9a-f]{64})+)"
)


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~\[;]", requirement, maxsplit=1)[0]).lower()


def entries(lock: str) -> list[str]:
    """Give the requirements of a lock file, each on one line, without comments."""
    lines = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip() and not line.strip().startswith("#")]


def test_every_lock_is_held_to_this() -> None:
    assert {path.name for path in ROOT.glob("requirements*.txt")} == set(LOCKS)


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_by_version_and_hash(lock: str) -> None:
    unpinned = [entry for entry in entries(lock) if not PINNED.fullmatch(entry)]
    assert not unpinned, f"{lock}: {unpinned}; expected NAME==VERSION --hash=sha256:…; run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked(lock: str) -> None:
    locked = {name_of(entry) for entry in entries(lock)}
    missing = {name_of(one) for one in LOCKS[lock]} - locked
    assert not missing, f"{lock} lacks {missing}; run `make lock`"


def test_locks_agree_on_what_runs() -> None:
    running = set(entries("requirements.txt"))
    for lock in ("requirements-test.txt", "requirements-bench.txt"):
        assert running <= set(entries(lock)), f"{lock} has other versions than requirements.txt; run `make lock`"


def test_a_lock_names_no_place_to_fetch_from() -> None:
    for lock in LOCKS:
        assert not re.search(r"https?://|--(extra-)?index|--find-links|^-i ", (ROOT / lock).read_text(), re.MULTILINE)


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in (*PROJECT["dependencies"], *(one for extra in EXTRAS.values() for one in extra)):
        assert name_of(requirement) in reasons, f"docs/decisions/0002-dependencies.md says nothing of {requirement}"


def test_an_unpinned_requirement_is_seen() -> None:
    assert not PINNED.fullmatch("flask>=3.1 --hash=sha256:" + "0" * 64)
    assert not PINNED.fullmatch("flask==3.1.0")
    assert PINNED.fullmatch("flask==3.1.0 ; python_version < '3.12' --hash=sha256:" + "0" * 64)
