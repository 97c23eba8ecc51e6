"""The documents say what is there."""

import ast
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import settings
from app import main
from indexer.knowledge import outlets
from indexer.overrides import read_front_matter, read_sidecar

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])


def rooms() -> list[str]:
    """The lines of the architecture's list: each module with the first line of its docstring."""
    files = [ROOT / "app.py", ROOT / "settings.py"]
    for package in ("commands", "indexer", "search"):
        files += (ROOT / package).rglob("*.py")
    lines = []
    for path in sorted(files):
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring, path
        name = path.relative_to(ROOT).as_posix()
        shown = name.removesuffix("__init__.py") if name.endswith("__init__.py") else name
        lines.append(f"- `{shown}`: {docstring.splitlines()[0]}")
    return lines


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert re.findall(r"^- `[\w/.]+`: .*$", text, re.MULTILINE) == rooms()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_the_readme_names_every_command_and_make_target_there_is() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `morgue (\w+)", text, re.MULTILINE)) == set(main.commands)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(re.findall(r"`make ([\w-]+)`", text)) == set(phony.group(1).split())


def blocks(document: str, language: str) -> list[str]:
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_examples_for_the_keeper_and_the_settings_work(tmp_path: Path) -> None:
    sidecar, sources = blocks("archive.md", "toml")
    (front_matter,) = (block for block in blocks("archive.md", "") if block.startswith("---"))
    by_hand = read_sidecar(sidecar.encode(), "x.txt", outlets.load().languages)
    in_front = read_front_matter(front_matter, "x.txt", outlets.load().languages).overrides
    assert {key: one.value for key, one in by_hand.items()} == {key: one.value for key, one in in_front.items()}
    assert set(by_hand) == {"title", "date", "source"}
    (tmp_path / "sources.toml").write_text(sources, encoding="utf-8")
    assert outlets.load(tmp_path / "sources.toml").canonical("harbourcourier.example") == "Harbour Courier"
    (example,) = blocks("configuration.md", "toml")
    (tmp_path / "morgue.toml").write_text(example, encoding="utf-8")
    assert settings.load({}, tmp_path / "morgue.toml").port == 8080


@pytest.mark.parametrize("command", [(), *((name,) for name in main.commands)], ids=" ".join)
def test_every_command_has_help(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")


if __name__ == "__main__":
    print("\n".join(rooms()))
