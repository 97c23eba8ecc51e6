"""Times of day beside a date: "2:06 pm EST", "14h06", "21.18 GMT", "14:06 (GMT+7)"."""

import re

# Names that stand for one offset only. CST (Chicago, China), IST (India, Ireland, Israel) and ET (its summer time) say
# too little, and are passed over.
_ZONES = {
    "Z": "+00:00", "GMT": "+00:00", "UTC": "+00:00", "WET": "+00:00", "BST": "+01:00", "CET": "+01:00", "WAT": "+01:00",
    "CEST": "+02:00", "EET": "+02:00", "SAST": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "ICT": "+07:00",
    "WIB": "+07:00", "HKT": "+08:00", "SGT": "+08:00", "AWST": "+08:00", "JST": "+09:00", "KST": "+09:00",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "EDT": "-04:00", "EST": "-05:00",
    "CDT": "-05:00", "MDT": "-06:00", "MST": "-07:00", "PDT": "-07:00", "PST": "-08:00",
}  # fmt: skip
_SILENT = ("CST", "IST", "ET", "PT", "CT", "MT", "HNE", "HE")
_HALF = r"(?:\s*(?P<{}>[ap])\.?\s?m\b\.?)"
_ZONE = (
    r"(?:\s*[,|]?\s*[(\[]?\s*(?P<zone>(?:(?:GMT|UTC)\s*)?[+−-]\s?\d{1,2}(?::?\d{2})?(?!\d|[/.-]\d)"
    rf"|(?:{'|'.join(sorted((*_ZONES, *_SILENT), key=len, reverse=True))})\b)\s*[)\]]?)?"
)
PATTERN = (
    r"(?<![\d:./-])(?P<hour>[01]?\d|2[0-3])(?:[:hH.]|\s+h\s+|\s+giờ\s+|g)(?P<minute>[0-5]\d)(?!\d|/|\.\d)"
    r"(?::[0-5]\d(?:[.,]\d+)?)?(?:\s*(?:phút\b|min\b|['’′](?!\w)))?"
    + _HALF.format("half")
    + "?"
    + _ZONE
    + r"|(?<![\d:./-])(?:[01]?\d|2[0-3])(?:"  # the hour alone, which says no minute
    + _HALF.format("hour_half")
    + r"|\s?h(?:eures?)?(?!\w)|\s+giờ(?!\w))"
)


def read_time(match: re.Match[str] | None) -> str:
    """Give a time as `Dating.time` has it; empty where no minute is written.

    Args:
        match: of `PATTERN`, compiled without regard to case; None where none was found.
    """
    if match is None or match["minute"] is None:
        return ""
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02}:{match['minute']}{_offset(match['zone'] or '')}"


def _offset(zone: str) -> str:
    written = re.search(r"([+−-])\s?(\d{1,2}):?(\d{2})?", zone)
    if written:
        return f"{'+' if written[1] == '+' else '-'}{int(written[2]):02}:{written[3] or '00'}"
    return _ZONES.get(zone.upper(), "")
