"""A small real archive for the web's tests: 26 articles, three sources, two of them undated, all about one harbour."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from search.engine import Engine
from search.engines import open_engine
from search.schema import AccountedLine, Role, Section
from tests.archives import article, passages_of

SOURCES = ("Coastal Herald", "Port Gazette", "Le Phare")


def harbour_archive(index: Path, copies: Sequence[Sequence[str]] = ()) -> Engine:
    """Write the archive and open it.

    Args:
        index: a folder for the index.
        copies: groups of ids that are said to be copies of each other.
    """
    engine = open_engine("whoosh", index)
    with engine.writer() as writer:
        for number in range(26):
            month = number % 12 + 1
            one = article(
                f"herald/{number:02}.txt",
                f"The harbour wall of Port Lune was inspected for the time numbered {number}.",
                " ".join(["Masons repaired the stones while the fishermen of Đồ Sơn watched from their boats."] * 3),
                "A lighthouse keeper wrote every visit in the log." if number == 3 else "Nothing else happened.",
                title=f"Harbour report {number}" if number != 7 else "",
                source=SOURCES[number % 3],
                day="" if number in (7, 11) else f"{2020 + number % 3}-{month:02}-14",
                not_before="2021-06-02" if number == 11 else "",
                byline="Ngô Thị Mai" if number == 3 else "",
                place="Port Lune",
                captions=("Waves over the pier. Photo: R. Adair",) if number == 3 else (),
            )
            if number == 3:
                one = replace(
                    one,
                    sections=(one.sections[0], Section("The keeper’s log", ("Rain & <fog>, wind from the west.",))),
                    account=(AccountedLine(9, Role.DROPPED, "Others", "trailer"),),
                )
            writer.add(f"harbour{number:02}", one, passages_of(one))
        writer.copies(copies)
    return engine
