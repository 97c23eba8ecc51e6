"""The ways in which pages write the day they were published on."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from benchmarks.cleaning.scrapes.words import WORDS

_FIRST, _LAST = date(1996, 1, 1), date(2025, 6, 30)  # publication days are drawn from these years of the web
_ABBREVIATED = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_AP = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")

# Whole lines. Slots: y year, m and mm month, d and dd day, M its name, Mon and Ap its short names, W weekday, H:I time,
# h 12-hour clock, ap am or pm, th the ending of an ordinal.
LINES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "{M} {dd}, {y} | {H}:{I}", "{d} {M} {y}", "{M} {d}, {y}", "{Mon} {d}, {y}", "{W}, {M} {d}, {y}",
        "{W} {d} {M} {y}",
        "Published: {d} {Mon} {y}, {H}:{I} GMT", "Published on {M} {d}, {y} at {h}:{I} {ap}", "Posted {M} {d}, {y}",
        "Published {h}:{I} {ap} ET {W}, {M} {d}, {y}", "{y}-{mm}-{dd}", "{y}-{mm}-{dd} {H}:{I}",
        "{y}-{mm}-{dd}T{H}:{I}:00+07:00",
        "{W3}, {dd} {Mon} {y} {H}:{I}:00 +0700", "{Mon} {d}, {y}, {h}:{I} {ap}", "{W3} {d} {Mon} {y} {H}.{I} GMT",
        "First published on {W3} {d} {Mon} {y} {H}.{I} BST", "{d}{th} {M} {y}", "{H}:{I}, {d} {M} {y}",
        "{Mon} {d}, {y} {h}:{I} {ap} EST",
        "{DD} {MON} {y}", "Date: {d} {M} {y}", "{M} {d}, {y} - {H}:{I}", "{W}, {d} {M} {y}, {H}:{I} (GMT+7)",
        "date {y}-{mm}-{dd}",
        "{Ap} {d}, {y}", "{y}/{mm}/{dd} {H}:{I}", "Published {d} {M} {y}", "{d} {M}, {y}",
        "{M} {d}, {y} / {h}:{I} {AP} / CST",
    ),
    "vi": (
        "{W}, {dd}/{mm}/{y} {H}:{I}", "{dd}/{mm}/{y} {H}:{I}", "{dd}/{mm}/{y}, {H}:{I} (GMT+7)",
        "{W}, {d}/{m}/{y}, {H}:{I} (GMT+7)",
        "Ngày {d} {M} năm {y}", "{dd}-{mm}-{y} {H}:{I}", "{H}:{I} {dd}/{mm}/{y}", "{H}:{I} | {dd}/{mm}/{y}",
        "{W}, ngày {dd}/{mm}/{y} - {H}:{I}",
        "Đăng lúc {H}:{I} ngày {dd}/{mm}/{y}", "Xuất bản: {dd}/{mm}/{y} - {H}:{I}", "{dd}/{mm}/{y}",
        "{W} {dd}/{mm}/{y} | {H}:{I}",
        "Ngày đăng: {dd}/{mm}/{y}", "{H} giờ {I} ngày {d}/{m}/{y}", "{y}-{mm}-{dd} {H}:{I}",
        "{W}, ngày {d} {M} năm {y}",
    ),
    "fr": (
        "le {de} {M} {y} à {H}h{I}", "Publié le {de} {M} {y} à {H}h{I}", "Publié le {dd}/{mm}/{y} à {H}:{I}",
        "{W} {de} {M} {y}",
        "{de} {M} {y}", "Mis en ligne le {de} {M} {y}", "{dd}/{mm}/{y} - {H}:{I}",
        "Publié : {dd}/{mm}/{y} - {H}:{I}", "{y}-{mm}-{dd}",
        "En ligne le {de} {M} {y}", "{W} {de} {M} {y}, {H}h{I}", "Publié le {W} {de} {M} {y} à {H}:{I}",
        "Le {dd}/{mm}/{y}",
    ),
}  # fmt: skip
UPDATED: Mapping[str, tuple[str, ...]] = {
    "en": ("Updated: {d} {M} {y}, {H}:{I}", "Last updated {M} {d}, {y} at {h}:{I} {ap}",
           "Last modified on {W3} {d} {Mon} {y} {H}.{I} BST",
           "Updated {y}-{mm}-{dd} {H}:{I}"),
    "vi": ("Cập nhật: {dd}/{mm}/{y} {H}:{I}", "Cập nhật lúc {H}:{I} ngày {dd}/{mm}/{y}"),
    "fr": ("Mis à jour le {de} {M} {y} à {H}h{I}", "Modifié le {dd}/{mm}/{y} à {H}:{I}"),
}  # fmt: skip
SPOKEN: Mapping[str, tuple[str, ...]] = {  # within a sentence
    "en": ("{M} {d}, {y}", "{d} {M} {y}"),
    "vi": ("{d}/{m}/{y}", "{d} {M} năm {y}"),
    "fr": ("{de} {M} {y}",),
}
STAMPS: Mapping[str, tuple[str, ...]] = {  # beside other articles' headlines
    "en": ("{M} {d}, {y}", "{d} {Mon} {y}", "{y}-{mm}-{dd}", "{Mon} {d}, {y} {H}:{I}"),
    "vi": ("{dd}/{mm}/{y}", "{dd}/{mm}/{y} {H}:{I}", "{d} {M} năm {y}"),
    "fr": ("{de} {M} {y}", "{dd}/{mm}/{y}", "{dd}/{mm}/{y} à {H}h{I}"),
}
TODAY: Mapping[str, tuple[str, ...]] = {  # on top of a page
    "en": ("{W}, {M} {d}, {y}", "{W} {d} {M} {y}", "{M} {d}, {y}"),
    "vi": ("{W}, ngày {dd}/{mm}/{y}", "{W}, {dd}/{mm}/{y} {H}:{I}"),
    "fr": ("{W} {de} {M} {y}", "{dd}/{mm}/{y}"),
}
YEARLESS: Mapping[str, tuple[str, ...]] = {
    "en": ("{Mon} {d}", "{Ap} {d}", "{M} {d}", "{d} {M}"),
    "vi": ("{d}/{m}",),
    "fr": ("{de} {M}",),
}


def moment(chance: random.Random) -> datetime:
    """Draw when an article was published."""
    day = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))
    return datetime(day.year, day.month, day.day, chance.randrange(5, 24), chance.randrange(60))


def written(chance: random.Random, styles: Mapping[str, tuple[str, ...]], language: str, when: datetime) -> str:
    """Write a moment in one of the styles, none of which leaves open what is the day and what the month.

    Args:
        chance: which style.
        styles: by language; one of the tables here.
        language: "en", "vi" or "fr".
        when: what to write.
    """
    words = WORDS[language]
    month, weekday = words.months[when.month - 1], words.weekdays[when.weekday()]
    short = _ABBREVIATED[when.month - 1]
    half = "am" if when.hour < 12 else "pm"
    text = chance.choice(styles[language]).format(
        y=when.year, m=when.month, mm=f"{when.month:02}", d=when.day, dd=f"{when.day:02}", DD=f"{when.day:02}",
        M=month, Mon=short, MON=short.upper(), Ap=_AP[when.month - 1], W=weekday, W3=weekday[:3],
        H=f"{when.hour:02}", I=f"{when.minute:02}", h=(when.hour - 1) % 12 + 1, ap=half, AP=half.upper(),
        th=_ordinal(when.day), de="1er" if when.day == 1 else when.day,
    )  # fmt: skip
    return text[0].upper() + text[1:] if language == "fr" and styles is LINES and chance.random() < 0.5 else text


def _ordinal(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
