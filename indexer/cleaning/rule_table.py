"""The rules that can drop a line, by name: what each drops, and a raw document that shows it."""

from dataclasses import dataclass

_TITLE = "Growers keep a bigger share"
_FIRST = "The ministry said on Monday that the harvest would be the best in nine years for the province."
_SECOND = "Growers had feared a drought after a dry spring, the minister told reporters in the capital."
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
    story = "".join(f"<p>{paragraph}</p>\n" for paragraph in (_FIRST, _SECOND, f"{_FIRST} {_SECOND}"))
    return f"<html><body>\n{body.format(title=f'<h1>{_TITLE}</h1>', story=story)}\n</body></html>\n"


SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Head of a text",
        (
            Entry(
                "section_label",
                "A section's name or a navigation word above the text or beside byline and date.",
                _text("By Ana Duarte | Politics | 7 January 2022", _BODY),
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
                "A line at the head or tail of many articles of the outlet, counted across the archive at each reindex "
                "([how](architecture.md#what-the-archive-teaches)).",
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
