"""A scrape: an article, what its page tells, and the page's furniture around it."""

import random
from collections.abc import Iterator, Sequence

from benchmarks.cleaning.scrapes import bases, cues, pictures
from benchmarks.cleaning.scrapes.cues import Cues
from benchmarks.cleaning.scrapes.dates import moment
from benchmarks.cleaning.scrapes.layout import Block, lay_out
from benchmarks.cleaning.scrapes.noise import CLASSES, NoiseClass, standing
from benchmarks.cleaning.scrapes.page import Page
from benchmarks.cleaning.scrapes.pictures import Picture
from benchmarks.cleaning.scrapes.records import Gold, Noise, Scrape, Story

_BARE = 0.12  # share of files without any furniture
_TITLES = {"plain": 90, "page title": 4, "stub": 3, "none": 3}  # of a hundred files
_FIRST_ON_TOP = 0.2  # share of files whose first paragraph stands above the date line, as a standfirst does
_LEADING_CAPITALS = 0.04  # share of files whose first words are in capitals
_CHANGED = 0.15  # share of dated files that say when they were changed
_END_MARK = 0.08  # share of files whose last paragraph ends with an agency's mark

_TOP, _NEAR, _INLINE, _CLOSING, _TAIL = map(standing, ("top", "near", "inline", "closing", "tail"))


class _Sheet:
    """The file as it grows from top to bottom."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.noise: list[Noise] = []
        self.edges: list[str] = []

    def add(self, lines: Sequence[str], tight: bool = False, text: bool = False) -> None:
        if lines:
            self.blocks.append(Block(tuple(lines), tight, text))

    def furnish(self, classes: Sequence[NoiseClass], counts: Sequence[int]) -> None:
        """Add some classes of noise, as many as one of the counts says."""
        chance = self.page.chance
        count = min(chance.choice(counts), len(classes))
        for at in sorted(chance.sample(range(len(classes)), count), key=lambda _: chance.random()):
            self.put(classes[at])

    def put(self, noisy: NoiseClass) -> None:
        lines = noisy.lines(self.page)
        if lines:
            self.noise.append(Noise(noisy.name, tuple(lines)))
            spread = self.page.chance.random() < 0.2
            for number, line in enumerate(lines if spread else ["\n".join(lines)]):
                self.add(line.split("\n"), tight=not number and self.page.chance.random() < 0.35)


def scrapes(seed: int, count: int, real: Sequence[Story], shown: Sequence[Story]) -> Iterator[Scrape]:
    """Yield scrapes; the same arguments yield the same.

    Args:
        seed: of all chance.
        count: how many.
        real: articles of news to start from; may be empty.
        shown: articles of the sample to start from; may be empty.
    """
    elsewhere = [story.title for story in real]
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        yield render(bases.story(chance, real, shown), f"scrapes/{number // 500:02}/{number:05}.txt", chance, elsewhere)


def render(story: Story, path: str, chance: random.Random, elsewhere: Sequence[str] = ()) -> Scrape:
    """Make a scrape of an article.

    Args:
        story: the article.
        path: of the file.
        chance: what is drawn with; the same state gives the same scrape.
        elsewhere: headlines of real news, to stand around it if it is real news too.
    """
    told = cues.draw(chance, story.language, story.published or moment(chance))
    form = chance.choices(list(_TITLES), list(_TITLES.values()))[0]
    if told.suffix and form in ("stub", "none"):  # there is no title's line that it could stand in
        form = "plain"
    shown = pictures.draw(chance, story.language, story.title, form == "stub")
    author = told.authors[0] if told.authors else ""
    others = elsewhere if story.base == "news" else ()
    page = Page(chance, story, told.site, author, told.published, others)
    sheet = _Sheet(page)
    bare = chance.random() < _BARE
    for line in told.before:
        sheet.add([line])
    if form == "page title":
        _page_title(sheet, told)
    if not bare:
        sheet.furnish(_TOP, (0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 5))
    if form in ("plain", "page title"):
        suffix = "" if form == "page title" else told.suffix
        sheet.add([story.title + suffix], tight=chance.random() < 0.3)
    opening = 1 if chance.random() < _FIRST_ON_TOP and len(story.sections[0].paragraphs) > 2 else 0
    if opening:
        sheet.add([story.sections[0].paragraphs[0]], tight=chance.random() < 0.3, text=True)
    _head(sheet, told, bare)
    _body(sheet, told, shown, opening, bare)
    if not bare:
        sheet.furnish(_TAIL, (0, 0, 1, 1, 2, 3, 4, 5))
    for line in told.footer:
        sheet.add([line])
    if told.glued:
        first = sheet.blocks[0]
        sheet.blocks[0] = Block((told.glued + first.lines[0], *first.lines[1:]), first.tight, first.text)
    text, layout = lay_out(chance, sheet.blocks)
    forms = (
        *told.forms,
        ("title", "" if form == "none" else "with suffix" if told.suffix and form == "plain" else form),
    )
    gold = Gold(
        title="" if form == "none" else story.title,
        date=told.date,
        source=told.source.accepted if told.source else (),
        byline=told.authors,
        place=told.place,
        captions=tuple(picture.gold for picture in shown),
        sections=story.sections,
    )
    return Scrape(path, text.encode(), story, gold, tuple(sheet.noise), (*sheet.edges, *layout), forms)


def _page_title(sheet: _Sheet, told: Cues) -> None:
    """Put the title that browsers show above everything; the headline follows further down."""
    line = sheet.page.story.title + (told.suffix or "")
    sheet.noise.append(Noise("page_title", (line,)))
    sheet.add([line])


def _head(sheet: _Sheet, told: Cues, bare: bool) -> None:
    """Put the lines that tell of the article under its title, with furniture between them."""
    chance = sheet.page.chance
    for line in told.head:
        sheet.add([line], tight=chance.random() < 0.5)
        if not bare and chance.random() < 0.2:
            sheet.furnish(_NEAR, (1,))
    if not bare:
        if chance.random() < _CHANGED:
            sheet.put(CLASSES["updated_stamp"])
        sheet.furnish(_NEAR, (0, 0, 0, 1, 1, 2, 3))


def _body(sheet: _Sheet, told: Cues, shown: Sequence[Picture], opening: int, bare: bool) -> None:
    """Put the paragraphs, with pictures and furniture between them."""
    chance, sections = sheet.page.chance, sheet.page.story.sections
    total = sum(len(section.paragraphs) for section in sections)
    first_picture = 0 if shown and chance.random() < 0.5 else chance.randrange(opening, total)
    slots = sorted([first_picture, *(chance.randrange(opening, total) for _ in shown[1:])][: len(shown)])
    noisy = chance.sample(range(opening + 1, total), min(chance.choice((0, 0, 0, 1, 1, 2)), total - opening - 1))
    waiting, at = list(shown), 0
    for section in sections:
        for number, paragraph in enumerate(section.paragraphs):
            if at >= opening:
                while waiting and slots and slots[0] <= at:
                    slots.pop(0)
                    _picture(sheet, waiting.pop(0), bare)
                if not number and section.heading:
                    sheet.add([section.heading])
                sheet.add([_edged(sheet, told, paragraph, at == opening, at == total - 1)], text=True)
                if at in noisy and not bare and at < total - 1:
                    sheet.furnish(_INLINE, (1,))
            at += 1
    for picture in waiting:
        _picture(sheet, picture, bare)
    for line in told.end:
        sheet.add([line], tight=chance.random() < 0.3)
    if not bare:
        sheet.furnish(_CLOSING, (0, 0, 0, 1))


def _edged(sheet: _Sheet, told: Cues, paragraph: str, first: bool, last: bool) -> str:
    """Give the first paragraph its dateline and the last its end."""
    chance = sheet.page.chance
    if first:
        if chance.random() < _LEADING_CAPITALS:
            words = paragraph.split(" ")
            count = chance.randrange(2, 6)
            sheet.edges.append("leading_capitals")
            paragraph = " ".join((*(word.upper() for word in words[:count]), *words[count:]))
        paragraph = told.prefix + paragraph
    if last:
        if chance.random() < _END_MARK and paragraph.endswith("."):
            sheet.edges.append("end_mark")
            paragraph += "/."
        paragraph += told.attached
    return paragraph


def _picture(sheet: _Sheet, picture: Picture, bare: bool) -> None:
    chance = sheet.page.chance
    if not bare and chance.random() < 0.1:
        sheet.put(CLASSES["gallery_counter"])
    sheet.noise.extend(picture.noise)
    sheet.add(picture.lines, tight=chance.random() < 0.25)
