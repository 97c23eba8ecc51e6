"""The catalogues: in step with the code, whole, and written as their languages are."""

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from search.web.languages import LANGUAGES

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "translations"
TRANSLATED = sorted(set(LANGUAGES) - {"en"})
CURE = "run `make messages`"
KEYWORDS = re.compile(r"<[^>]*>|`[^`]+`|“morgue [^”]+”|\b(?:AND|OR|ATLEAST)\b|\b[a-z]+:(?=\w)|/p\b|\w+[*~]\d?|\*")


def catalogue(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def texts(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {forms(message.id): forms(message.string) for message in messages(catalog)}


def places(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What `make messages` extracts now, by the command that the Makefile has."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    command = re.search(r"^\t\$\(BIN\)/(pybabel -q extract .*)$", makefile, re.MULTILINE)
    assert command
    written = tmp_path_factory.mktemp("messages") / "messages.pot"
    words = [str(written) if word.endswith(".pot") else word for word in command[1].split()]
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        CommandLineInterface().run(words)  # type: ignore[no-untyped-call]  # Babel leaves this one without types
    return written.read_bytes()


def test_the_template_is_in_step_with_the_code(extracted: bytes) -> None:
    assert (FOLDER / "messages.pot").read_bytes() == extracted, CURE


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str, extracted: bytes) -> None:
    wanted = {forms(message.id) for message in messages(read_po(io.BytesIO(extracted)))}
    there = catalogue(language)
    assert {forms(message.id) for message in messages(there)} == wanted, CURE
    for message in messages(there):
        assert not message.fuzzy, message.id
        assert len(forms(message.string)) == (there.num_plurals if message.pluralizable else 1), message.id
        assert all(text.strip() for text in forms(message.string)), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_places_keywords_and_markup(language: str) -> None:
    for message in messages(catalogue(language)):
        *_, english = forms(message.id)
        for text in forms(message.string):
            # A form for one or for all numbers may leave the number out, where English has it in the plural alone.
            assert places(forms(message.id)[0]) <= places(text) <= places(english), text
            assert text.count('"') <= english.count('"'), text  # one more would end an attribute
            assert text.count("<") == english.count("<"), text
            for word in KEYWORDS.findall(english):
                assert word.strip("“”") in text, (word, text)


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    written = io.BytesIO()
    write_mo(written, catalogue(language))
    written.seek(0)
    with (FOLDER / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        compiled = read_mo(file)
    assert texts(compiled) == texts(read_mo(written)), CURE


def test_french_has_its_spaces_and_marks() -> None:
    for message in messages(catalogue("fr")):
        for text in forms(message.string):
            assert not re.search(r" [:;?!»]|« |\w[?!»]|«\w|\w'\w|[“”]", re.sub("<[^>]*>.*?</code>", "", text)), text
            assert not re.search(r"\w;", text), text


def test_vietnamese_has_its_accents() -> None:
    bare = [re.sub(r"%\(\w+\)s", "", text) for one in texts(catalogue("vi")).values() for text in one]
    assert [text for text in bare if len(text) > 20 and text.isascii()] == []


def test_what_is_marked_for_translation_is_written_out() -> None:
    """The extraction passes over what is no literal, and then nobody would translate it."""
    for path in (ROOT / "search").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name in ("_", "_say", "say", "ngettext"):
                assert isinstance(call.args[0], ast.Constant), (path.name, call.lineno)


def test_what_the_parser_tells_is_marked_for_translation() -> None:
    """A sentence given to `Notes.add` or to an error as it is would stay English on every page."""
    files = [*(ROOT / "search" / "language").glob("*.py"), ROOT / "search" / "web" / "links.py"]
    for path in files:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                at = {"add": 1, "Note": 1, "QueryLimitError": 0, "RequestError": 0}.get(name, len(call.args))
                for told in call.args[at : at + 1]:
                    assert not isinstance(told, ast.Constant | ast.JoinedStr), (path.name, call.lineno)
