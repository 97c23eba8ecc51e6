"""An archive of many tiny articles about the tide, for what must be complete however much it is."""

from pathlib import Path

from search.engine import Engine
from search.engines import open_engine
from tests.archives import article, passages_of

COUNT = 5_000
PASSAGES = 2  # of each article that have the word "tide"
FORMULA = '=HYPERLINK("http://127.0.0.1/?"&A1, "tide")'


def tide_archive(index: Path) -> Engine:
    """Write the archive and open it: one article in fifty is undated, one in a hundred has a formula for a title.

    Args:
        index: a folder for the index.
    """
    engine = open_engine("whoosh", index)
    with engine.writer() as writer:
        for number in range(COUNT):
            one = article(
                f"tides/{number:04}.txt",
                f"Tide {number} came at dawn in Đồ Sơn.",
                f"The table says: tide, {number}.",
                "Nothing else happened.",
                title=FORMULA if number % 100 == 1 else f"Log of day {number}",
                source=("Coastal Herald", "Port Gazette", "Le Phare")[number % 3],
                day="" if number % 50 == 0 else f"{2000 + number % 20}-{number % 12 + 1:02}-{number % 28 + 1:02}",
                byline="Ngô Thị Mai" if number % 2 else "",
                place="Port Lune",
            )
            writer.add(f"tide{number:04}", one, passages_of(one))
        writer.copies([[f"tide{number:04}" for number in (7, 10, 13)]])
    return engine
