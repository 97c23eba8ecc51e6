"""Under what terms the web answers: who may read, under which names, how often, and what is noted of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from search.web.access.proxies import Network


def local_time() -> datetime:
    """Give the moment, in the machine's zone: its day is the one that the newsroom is in."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Policy:
    """The terms.

    Args:
        credentials: the file of tokens and people, which closes the archive to everybody else; None leaves it open.
        login_header: where trusted proxies name the person they have let in; empty if they don't.
        proxies: where the trusted proxies are.
        hosts: the names to answer under, in lower case; none: any.
        rate: how often one client may ask, such as "600 per minute"; empty: any number of times.
        audit: the file that each search is written to; None: none is.
        now: the clock, with zone.
    """

    credentials: Path | None = None
    login_header: str = ""
    proxies: tuple[Network, ...] = ()
    hosts: tuple[str, ...] = ()
    rate: str = ""
    audit: Path | None = None
    now: Callable[[], datetime] = local_time
