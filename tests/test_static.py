"""The pages' scripts: small modules that run nothing they were given as text."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "static"
MODULES = sorted(STATIC.glob("*.js"))
FORBIDDEN = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*[\"'`]|\.on[a-z]+ ="
)
LINES = 120  # of a module; longer ones have more than one concept


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_modules_are_small_and_make_no_html_of_text(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES
    assert max(map(len, text.splitlines())) <= 120
    assert not re.findall(FORBIDDEN, text)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_modules_import_each_other_by_relative_paths_that_are_there(module: Path) -> None:
    imported = re.findall(r'from "([^"]+)"', module.read_text(encoding="utf-8"))
    for path in imported:
        assert path.startswith("./")
        assert (STATIC / path).is_file()


def test_every_module_is_used() -> None:
    templates = (STATIC.parent / "templates").glob("*.html")
    used = {
        name for page in templates for name in re.findall(r"asset\('(\w+\.js)'\)", page.read_text(encoding="utf-8"))
    }
    for module in MODULES:
        used.update(re.findall(r'(?:from|import) "\./([^"]+)"', module.read_text(encoding="utf-8")))
    assert used == {module.name for module in MODULES}
