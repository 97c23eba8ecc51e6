"""The rules of RFC 4287 that a feed can break, held against one."""

import re
from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ID = re.compile(r"(urn:[a-z0-9][a-z0-9-]{0,31}:[!-~]+|tag:[!-~]+|https?://[!-~]+)")
_ONCE = {"id", "title", "updated"}
_OF_FEED = _ONCE | {"author", "link", "generator", "subtitle", "category", "entry"}
_OF_ENTRY = _ONCE | {"author", "link", "published", "category", "summary"}


def hold_to_the_rules(document: bytes) -> Element:
    """Parse a feed and check it; AssertionError names the rule.

    Args:
        document: as it was served.

    Returns:
        The feed.
    """
    feed = ElementTree.fromstring(document)
    assert feed.tag == f"{ATOM}feed"
    _container(feed, _OF_FEED)
    entries = feed.findall(f"{ATOM}entry")
    assert list(feed)[len(feed) - len(entries) :] == entries, "entries stand behind what describes the feed"
    assert any(_relation(link) == "self" for link in feed.findall(f"{ATOM}link")), "4.1.1: a feed should name itself"
    for entry in entries:
        _container(entry, _OF_ENTRY)
        assert entry.findall(f"{ATOM}author") or feed.findall(f"{ATOM}author"), "4.1.2: somebody must be the author"
        assert any(_relation(link) == "alternate" for link in entry.findall(f"{ATOM}link")), (
            "4.1.2: no content, no link"
        )
        assert len(entry.findall(f"{ATOM}summary")) <= 1
        assert len(entry.findall(f"{ATOM}published")) <= 1
    ids = [_text(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids)), "4.1.1: two entries of one id must differ in their time"
    return feed


def _container(element: Element, known: set[str]) -> None:
    names = Counter(child.tag.removeprefix(ATOM) for child in element)
    assert set(names) <= known, f"unknown: {set(names) - known}"
    for name in _ONCE:
        assert names[name] == 1, f"{name} is there {names[name]} times"
    assert _ID.fullmatch(_text(element, "id")), "4.2.6: an id is an IRI"
    for name in ("updated", "published"):
        for moment in element.findall(f"{ATOM}{name}"):
            assert _MOMENT.fullmatch(moment.text or ""), "3.3: a time is as RFC 3339 has it, with upper case letters"
            datetime.fromisoformat(moment.text or "")
    for author in element.findall(f"{ATOM}author"):
        assert [child.tag for child in author] == [f"{ATOM}name"], "3.2: a person has one name"
        assert author[0].text, "3.2.1: and it is not empty"
    alternates = []
    for link in element.findall(f"{ATOM}link"):
        address = urlsplit(link.attrib["href"])
        assert address.scheme in ("http", "https"), "4.2.7: a link that is not relative works wherever the feed is read"
        if _relation(link) == "alternate":
            alternates.append((link.get("type"), link.get("hreflang")))
    assert len(alternates) == len(set(alternates)), "4.1.1: two alternates of one type and language"
    for category in element.findall(f"{ATOM}category"):
        assert category.get("term"), "4.2.2: a category has a term"
    for summary in element.findall(f"{ATOM}summary"):
        assert summary.get("type") in ("text", "html"), "4.2.13"
        assert not len(summary), "3.1.1: HTML is escaped, it has no child elements"
        assert not re.search(r"&(lt|amp);(lt|p|mark)", summary.text or ""), "3.1.1.2: escaped once, not twice"


def _relation(link: Element) -> str:
    return link.get("rel", "alternate")


def _text(element: Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""
