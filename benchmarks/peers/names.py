"""The peers by name, and which of them can run here."""

import importlib.util
from collections.abc import Callable
from contextlib import closing

from benchmarks.peers.morgue import Morgue
from benchmarks.peers.peer import Peer
from benchmarks.peers.sqlite_fts5 import SqliteFts5
from benchmarks.peers.tantivy_index import Tantivy, TantivyAnalysing
from benchmarks.peers.whoosh_stock import StockWhoosh, WarmWhoosh
from benchmarks.peers.xapian_client import Xapian, why_no_xapian

PEERS: dict[str, Callable[[], Peer]] = {
    peer.name: peer for peer in (Morgue, StockWhoosh, WarmWhoosh, SqliteFts5, Tantivy, TantivyAnalysing, Xapian)
}
SAME_INDEX = {"whoosh-warm": "whoosh"}  # peers that open what another one builds


def why_not(name: str) -> str:
    """Say why a peer can't run here; empty if it can.

    Raises:
        ValueError: there is no peer of that name.
    """
    if name not in PEERS:
        raise ValueError(f"no peer is called {name!r}; expected some of: {', '.join(PEERS)}")
    if name.startswith("tantivy") and importlib.util.find_spec("tantivy") is None:
        return "the package tantivy is not installed; `make bench` installs it"
    if name == "sqlite":
        import sqlite3

        with closing(sqlite3.connect(":memory:")) as database:
            options = {option for (option,) in database.execute("PRAGMA compile_options")}
        return "" if "ENABLE_FTS5" in options else "this Python's SQLite was built without FTS5"
    return why_no_xapian() if name == "xapian" else ""
