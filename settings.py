"""Settings: defaults, then morgue.toml, then MORGUE_* environment variables, each over the one before."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

_CHOICES = {"access": ("open", "closed"), "log": ("text", "json")}
_RANGES = {
    "processes": (0, 256),
    "memory": (200, 1_048_576),
    "port": (0, 65_535),
    "threads": (1, 64),
    "page_size": (1, 100),
}


class SettingsError(Exception):
    """A setting can't be used: which, what was got, what is expected, where it came from."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Relative paths are relative to the folder the command is run in.

    The meanings below are the texts of the table in docs/configuration.md, which a test holds to them.
    """

    raw_docs: Path = field(default=Path("raw_docs"), metadata={"meaning": "the folder of raw documents"})
    index: Path = field(
        default=Path("index"), metadata={"meaning": "the folder of the index; made by the first `morgue reindex`"}
    )
    sources: Path | None = field(
        default=None,
        metadata={"meaning": "a TOML file of your own outlets and boilerplate, added to the built-in ones"},
    )
    engine: str = field(
        default="whoosh", metadata={"meaning": "what matches and scores: `whoosh`, the embedded engine"}
    )
    language: str = field(
        default="english", metadata={"meaning": "whose inflections an unquoted word matches: a Snowball stemmer's name"}
    )
    processes: int = field(
        default=0,
        metadata={"meaning": "how many processes clean documents in a large reindex; 0: one on each processor"},
    )
    memory: int = field(
        default=256,
        metadata={
            "meaning": "how many megabytes the process that writes the index may take, to 250,000 passages; 200 or "
            "more. Each further 250,000 passages take some 90 more, whatever is set"
        },
    )
    host: str = field(default="127.0.0.1", metadata={"meaning": "the address that `morgue serve` listens on"})
    port: int = field(default=8000, metadata={"meaning": "the port that `morgue serve` listens on; 0 takes a free one"})
    threads: int = field(default=4, metadata={"meaning": "how many requests `morgue serve` answers at once"})
    page_size: int = field(default=10, metadata={"meaning": "articles on a page of results, 1 to 100"})
    access: str = field(
        default="open",
        metadata={"meaning": "`open`: whoever reaches the address reads; `closed`: only who has a token or a login"},
    )
    public: bool = field(
        default=False, metadata={"meaning": "`morgue serve` may listen beyond this machine with access open"}
    )
    credentials: Path = field(
        default=Path("access.json"),
        metadata={"meaning": "the file of tokens and people; made by `morgue token` and `morgue person`"},
    )
    hosts: tuple[str, ...] = field(
        default=(),
        metadata={"meaning": "the names that readers may reach the page by; none: this machine's own and `host`"},
    )
    proxies: tuple[str, ...] = field(
        default=(),
        metadata={"meaning": "addresses or networks of the proxies in front, whose X-Forwarded headers count"},
    )
    login_header: str = field(
        default="",
        metadata={"meaning": "the header in which those proxies name the person they have let in; empty: none"},
    )
    rate: str = field(
        default="600 per minute",
        metadata={"meaning": "how many requests one client may make, such as `20 per second`; empty: any number"},
    )
    audit: Path | None = field(
        default=None, metadata={"meaning": "a file to which each search is written, with who made it; none by default"}
    )
    log: str = field(default="text", metadata={"meaning": "how `morgue serve` logs requests: `text` or `json`"})


def load(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        environment: variables, of which those that begin with MORGUE_ count.
        file: a TOML file; if None, `morgue.toml` in the current folder where there is one.

    Raises:
        SettingsError: a value can't be used, a name is unknown, or the file can't be read.
    """
    path = file or Path("morgue.toml")
    given: dict[str, tuple[Any, str]] = {}
    if file is not None or path.is_file():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{path} can't be read as TOML: {error}") from error
        given |= {name: (value, f"{name} in {path}") for name, value in table.items()}
    known = {each.name: each for each in fields(Settings)}
    for name, value in environment.items():
        if name.startswith("MORGUE_"):
            given[name.removeprefix("MORGUE_").lower()] = (value, name)
    values: dict[str, Any] = {}
    for name, (value, where) in given.items():
        if name not in known:
            raise SettingsError(f"{where} is no setting; expected one of: {', '.join(known)}")
        values[name] = _converted(name, value, where)
    return Settings(**values)


def _converted(name: str, value: Any, where: str) -> Any:
    if name in _RANGES:
        return _number(value, where, *_RANGES[name])
    if name == "public":
        if value not in (True, False, "1", "0", "true", "false"):
            raise SettingsError(f"{where} is {value!r}, expected true or false")
        return value in (True, "1", "true")
    if name in ("hosts", "proxies"):
        values = value.split(",") if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise SettingsError(f"{where} is {value!r}, expected a list of texts, or one text with commas")
        return tuple(one.strip() for one in values if one.strip())
    if name in ("login_header", "rate") and value == "":
        return ""
    if not isinstance(value, str) or not value:
        kind = "path" if name in ("raw_docs", "index", "sources", "credentials", "audit") else "text"
        raise SettingsError(f"{where} is {value!r}, expected a {kind}")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise SettingsError(f"{where} is {value!r}, expected one of: {', '.join(_CHOICES[name])}")
    return Path(value) if name in ("raw_docs", "index", "sources", "credentials", "audit") else value


def _number(value: Any, where: str, low: int, high: int) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = low - 1
    if isinstance(value, bool) or not low <= number <= high:
        raise SettingsError(f"{where} is {value!r}, expected a whole number from {low} to {high}")
    return number
