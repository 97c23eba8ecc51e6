"""The rules that can drop a line, by name: what each drops, and a raw document that shows it."""

from dataclasses import dataclass

_TITLE = "Growers keep a bigger share"
_FIRST = "The ministry said on Monday that the harvest would be the best in nine years for the province."
_SECOND = "Growers had feared a drought after a dry spring, the minister told reporters in the capital."
_THIRD = "Mills along the river have taken on hands for the season, and two of them will run through the night."
_BODY = f"{_FIRST}\n\n{_SECOND}\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule.

    Args:
        name: as the account of an article has it.
        what: what it drops, in a line.
        example: a raw document that shows it.
        kind: its ending, "txt" or "html".
        sidecar: what a keeper states beside it.
        recurring: a line of it that many articles of its outlet have.
    """

    name: str
    what: str
    example: str
    kind: str = "txt"
    sidecar: str = ""
    recurring: str = ""


def _text(*lines: str, title: str = _TITLE) -> str:
    return "\n\n".join(filter(None, [title, *lines])) + "\n"


def _page(body: str) -> str:
    story = "".join(f"<p>{paragraph}</p>\n" for paragraph in (_FIRST, _SECOND, _THIRD))
    return f"<html><body>\n{body.format(title=f'<h1>{_TITLE}</h1>', story=story)}\n</body></html>\n"


SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Head of a text",
        (
            Entry(
                "section_label",
                "A section's name or a navigation word above the text or beside byline and date.",
                _text("Politics", _BODY),
            ),
            Entry(
                "page_head",
                "What a page prints above its headline: menus, breadcrumbs, notices, the day's date.",
                "Skip to main content\nHome > News > Business\nSubscribe\n\n" + _text("7 January 2022", _BODY),
            ),
            Entry(
                "page_date",
                "The day on which the page was fetched, not that of the article.",
                _text("Today is Friday, 7 January 2022", _BODY),
            ),
            Entry(
                "relative_date",
                "An age, which states no day.",
                _text("2 hours ago", _BODY),
            ),
            Entry(
                "beside_date",
                "What stands beside a date and says nothing of the article.",
                _text("7 January 2022 | 5 min read", _BODY),
            ),
            Entry(
                "other_date",
                "A date beside the one that was taken: of an update, less precise, or other than the page's.",
                _text("7 January 2022", "Updated: 9 January 2022", _BODY),
            ),
            Entry(
                "other_byline",
                "A second byline, or one other than the page or the keeper states.",
                _text("By Ana Duarte", "By Jules Amado", _BODY),
            ),
            Entry(
                "other_source",
                "An outlet's name where the source is another.",
                _text("7 January 2022", "Reuters", _BODY, "Source: VNA"),
            ),
            Entry(
                "other_title",
                "A headline of the text where the keeper states that there is none.",
                _text(_BODY),
                sidecar="title = ''\n",
            ),
            Entry("repeated_headline", "The headline once more, among the text.", _text(_FIRST, _TITLE, _SECOND)),
        ),
    ),
    (
        "Pictures",
        (
            Entry(
                "caption_stub",
                "What a picture leaves of itself: the headline with a number, glued before the caption.",
                _text(f"{_TITLE} - ảnh 1A boat in port (Photo: VNA)", _BODY),
            ),
            Entry("picture_control", "Buttons beside pictures.", _text(_FIRST, "Show all 12 photos", _SECOND)),
            Entry("photo_credit", "A credit without a caption.", _text(_FIRST, "Photo: Ana Duarte", _SECOND)),
        ),
    ),
    (
        "Around and below a text",
        (
            Entry(
                "rating_widget",
                "Requests to rate, and legends of stars with the line that heads them.",
                _text(_BODY, "Rate this article"),
            ),
            Entry(
                "widget",
                "Labels of buttons and counters, and nothing else: to share, print, play, save.",
                _text(_FIRST, "Print • Email • 12 comments", _SECOND),
            ),
            Entry(
                "call_to_reader",
                "What the page asks of the reader.",
                _text(_FIRST, "Subscribe to our newsletter", _SECOND),
            ),
            Entry(
                "author_link",
                "Links to the author's other articles.",
                _text("By Ana Duarte", _BODY, "More from Ana Duarte"),
            ),
            Entry(
                "author_biography",
                "Who the author is.",
                _text("By Ana Duarte", _BODY, "Ana Duarte is a staff writer who covers ports."),
            ),
            Entry(
                "editors_note",
                "What the editors say about the article.",
                _text(_BODY, "Editor's note: This article was first published in the spring."),
            ),
            Entry(
                "correction",
                "What was wrong in an earlier version.",
                _text(_BODY, "Correction: An earlier version gave a wrong name for the river."),
            ),
            Entry(
                "staff_line",
                "Who else worked on it.",
                _text(_BODY, "(Reporting by Ana Duarte; editing by Leo Park)"),
            ),
            Entry(
                "legal_line",
                "What may be done with the text, and whose opinion it is.",
                _text(_BODY, "This material may not be published, broadcast, rewritten or redistributed."),
            ),
            Entry(
                "comments",
                "Readers' comments, from the line that heads them.",
                _text(_BODY, "Comments (2)", "Dan\n2 hours ago\nAbout time.\nReply", "Mia\n1 hour ago\nAgreed.\nReply"),
            ),
            Entry(
                "pull_quote",
                "A sentence of the text that the page prints once more.",
                _text(_FIRST, _SECOND, _FIRST, _THIRD),
            ),
            Entry(
                "tail",
                "What stands behind the last paragraph and is no part of the article.",
                _text(_BODY, "Tags:\nHarvest\nRivers\nTrade"),
            ),
            Entry("advertisement", "A line that announces advertising.", _text(_FIRST, "Advertisement", _SECOND)),
            Entry("imprint", "A copyright line; an outlet in it may be the source.", _text(_BODY, "© 2021 Reuters")),
            Entry(
                "related_links",
                'Headlines of other articles, under a heading for such or behind "Read more:".',
                _text(_FIRST, "Read more: Rain at last in the north", _SECOND),
            ),
            Entry("footer_nav", "Navigation above the first paragraph or below the last.", _text(_BODY, "Back to top")),
            Entry(
                "source_signoff",
                "The outlet's name behind the last sentence; it is the source.",
                _text(_FIRST, f"{_SECOND} — VNS"),
            ),
            Entry("end_mark", "What marks the end of the text.", _text(_FIRST, f"{_SECOND}/.")),
            Entry("ornament", "A line without a letter or a digit.", _text(_FIRST, "* * *", _SECOND)),
            Entry("doubled_punctuation", "The second of two full stops or commas.", _text(_FIRST, f"{_SECOND}.")),
            Entry(
                "blank_entities",
                "A line of nothing but entities for spaces.",
                _text(_FIRST, "&nbsp;&nbsp;", _SECOND),
            ),
        ),
    ),
    (
        "The whole archive",
        (
            Entry(
                "recurring_line",
                "A line at the head or tail of many articles of the outlet, counted across the archive at each "
                "reindex.",
                _text(_BODY, "Write to the desk if you have seen something."),
                recurring="Write to the desk if you have seen something.",
            ),
        ),
    ),
    (
        "Web pages",
        (
            Entry(
                "page_frame",
                "What stands outside the article: menus, sidebars, cards, other articles.",
                _page("<nav><p>All about the harbour</p></nav>\n<article>\n{title}\n{story}</article>"),
                "html",
            ),
            Entry(
                "outside_article",
                "What stands in the article's container and is no headline, byline, date, caption or paragraph.",
                _page("<article>\n{title}\n{story}<div>\nLarger type\n</div>\n</article>"),
                "html",
            ),
            Entry(
                "link_block",
                "What is nothing but a link, and no sentence: headlines of other articles, tags.",
                _page("<article>\n{title}\n{story}<h2><a href='/x'>Rain in the north</a></h2>\n{story}</article>"),
                "html",
            ),
            Entry(
                "empty_section",
                "A heading with which the text ends.",
                _page("<article>\n{title}\n{story}<h2>The day in pictures</h2>\n<p>* * *</p>\n</article>"),
                "html",
            ),
        ),
    ),
    (
        "What the keeper states",
        (
            Entry("front_matter", "The marks around the block at the top.", f"---\nsource: VNA\n---\n{_text(_BODY)}"),
            Entry("unknown_key", "A line of that block with another key.", f"---\ncolour: red\n---\n{_text(_BODY)}"),
            Entry(
                "stated_elsewhere",
                "A line of that block where a later one, or the file beside the document, decides.",
                f"---\nsource: VNA\nsource: Reuters\n---\n{_text(_BODY)}",
            ),
        ),
    ),
)

ENTRIES = tuple(entry for _, entries in SECTIONS for entry in entries)
NAMES = frozenset(entry.name for entry in ENTRIES)


def sentences() -> dict[str, str]:
    """Give what each rule drops, by its name."""
    return {entry.name: entry.what for _, entries in SECTIONS for entry in entries}
