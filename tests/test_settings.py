import re
from dataclasses import fields
from pathlib import Path

import pytest

import settings
from settings import Settings, SettingsError

ROOT = Path(__file__).parent.parent


def test_without_anything_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.load({"HOME": "/"}) == Settings()


def test_the_environment_goes_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("morgue.toml").write_text('raw_docs = "articles"\nport = 9000\n')
    assert settings.load({"MORGUE_PORT": "9001"}) == Settings(raw_docs=Path("articles"), port=9001)
    Path("other.toml").write_text('host = "::1"\n')
    assert settings.load({}, Path("other.toml")) == Settings(host="::1")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"MORGUE_PORT": "http"}, "MORGUE_PORT is 'http', expected a whole number from 0 to 65535"),
        ({"MORGUE_PAGE_SIZE": "0"}, "expected a whole number from 1 to 100"),
        ({"MORGUE_COLOUR": "red"}, "MORGUE_COLOUR is no setting; expected one of: raw_docs"),
        ({"MORGUE_INDEX": ""}, "expected a path"),
    ],
)
def test_says_what_is_wrong_with_a_value(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(message)):
        settings.load(environment)


@pytest.mark.parametrize("content", ["port = ", "port = true", "colour = 1", "host = 4"])
def test_says_what_is_wrong_with_a_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "morgue.toml"
    path.write_text(content)
    with pytest.raises(SettingsError, match=r"morgue\.toml"):
        settings.load({}, path)
    with pytest.raises(SettingsError, match="No such file"):
        settings.load({}, tmp_path / "none.toml")


def test_the_table_in_the_docs_is_the_code() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(MORGUE_\w+)` \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    expected = [
        (
            each.name,
            f"MORGUE_{each.name.upper()}",
            f"`{each.default}`" if each.default not in (None, "", ()) else "",
            each.metadata["meaning"],
        )
        for each in fields(Settings)
    ]
    assert rows == expected
