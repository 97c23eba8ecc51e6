"""Captions as pages leave them: credits, stubs and headlines of pictures."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.cleaning.scrapes.compose import captions, person
from benchmarks.cleaning.scrapes.records import GoldCaption, Noise

_COUNTS = {0: 48, 1: 30, 2: 15, 3: 7}  # of a hundred files
_AGENCY = (
    "VNA",
    "AFP",
    "Reuters",
    "AP",
    "Xinhua",
    "KNA",
    "Getty Images",
    "AFP/Getty",
    "EPA",
    "baovanloc.example",
    "TTXVN",
)
_OFFICE = ("Ministry of Transport", "Ashmere Archive", "courtesy of the family", "Port authority")
# The caption's own words {}, without its full stop {bare}; {by} the credit.  A newline: the credit has its own line.
_SHAPES: Mapping[str, tuple[str, ...]] = {
    "en": ("{} (Photo: {by})", "{} (Photo: {by})", "{} Photo: {by}", "{}\nPhoto: {by}", "{} ({by})", "{bare} | {by}",
           "{} Photo by {by}", "{} — {by}",
           "{}\n(Photo: {by})", "{} Picture: {by}", "{}\nImage credit: {by}", "{} [Photo/{by}]",
           "{} Photograph: {by}", "{} © {by}", "{}\nCredit: {by}",
           "{bare} - Photo: {by}", "Image caption, {}", "Caption: {}", "{} (Image: © {by})", "{bare}. /Photo: {by}",
           "Photo: {} ({by})"),
    "vi": ("{} (Ảnh: {by})", "{} Ảnh: {by}", "{bare} - Ảnh: {by}", "{bare}. Ảnh: {by}.", "{}\nẢnh: {by}",
           "{} (Nguồn: {by})", "{} (Ảnh minh họa: {by})", "{bare} | Ảnh: {by}"),
    "fr": ("{} (Photo : {by})", "{} Photo {by}", "{} © {by}", "{}\nCrédit photo : {by}", "{} | {by}", "{} ({by})",
           "Légende : {}", "{bare} – Photo : {by}"),
}  # fmt: skip
_STUBS: Mapping[str, tuple[str, ...]] = {
    "en": ("{title} - Photo {n}", "{title} hinh anh {n}", "{title} - ảnh {n}", "{title} - Picture {n}",
           "{title} photo {n}"),
    "vi": ("{title} - Ảnh {n}.", "{title} - ảnh {n}", "{title} hình ảnh {n}", "{title} - Ảnh {n}"),
    "fr": ("{title} - Photo {n}", "{title} - Image {n}", "{title} photo {n}"),
}  # fmt: skip
_STUBBED, _HEADED = 0.16, 0.12  # shares of files whose captions have a stub glued before them, or the headline above


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's text.

    Args:
        lines: as they stand in the file.
        gold: the caption in them.
        noise: what else is in them.
    """

    lines: tuple[str, ...]
    gold: GoldCaption
    noise: tuple[Noise, ...] = ()


def draw(chance: random.Random, language: str, title: str, stub_only: bool) -> list[Picture]:
    """Draw an article's pictures.

    Args:
        chance: what they are drawn with.
        language: the article's.
        title: the article's headline, which stubs repeat.
        stub_only: whether the headline stands nowhere but in the first picture's stub.
    """
    count = chance.choices(list(_COUNTS), list(_COUNTS.values()))[0]
    shape, kind = chance.choice(_SHAPES[language]), chance.random()
    stub = chance.choice(_STUBS[language])
    drawn = []
    for number, words in enumerate(captions(chance, language, max(count, int(stub_only))), 1):
        by = chance.choice((chance.choice(_AGENCY), " ".join(person(chance, language)), chance.choice(_OFFICE)))
        text = shape.format(words, bare=words.rstrip("."), by=by)
        gold = GoldCaption(_texts(text, shape, words), by if "{by}" in shape else "")
        if stub_only or kind < _STUBBED:
            glued = stub.format(title=title, n=number)
            noise = () if stub_only and number == 1 else (Noise("caption_stub", (glued,)),)
            drawn.append(Picture(tuple((glued + text).split("\n")), gold, noise))
        elif kind < _STUBBED + _HEADED:
            drawn.append(Picture((title, *text.split("\n")), gold, (Noise("headline_above_picture", (title,)),)))
        else:
            drawn.append(Picture(tuple(text.split("\n")), gold))
    return drawn


def _texts(text: str, shape: str, words: str) -> tuple[str, ...]:
    """Give the readings that are right: the credit may be left where it stands on its own line, and so may a label."""
    whole = text.replace("\n", " ")
    texts = [whole]
    if "\n" in shape or "{by}" not in shape:
        texts.append(words)
    if shape.startswith("Photo: "):
        texts.append(whole.removeprefix("Photo: "))
    return tuple(texts)
