"""The cleaning rules, in order. Each takes its noise out of the draft and records it under its name."""

from indexer.cleaning.caption_stubs import caption_stubs
from indexer.cleaning.closing_names import closing_names
from indexer.cleaning.dateline import dateline
from indexer.cleaning.draft import Draft, Rule
from indexer.cleaning.frame import (
    advertisements,
    end_marks,
    footer_navigation,
    link_blocks,
    margins,
    ornaments,
    rating_widgets,
)
from indexer.cleaning.head import headline, leading_date
from indexer.cleaning.head_lines import head_lines
from indexer.cleaning.headings import doubled_punctuation
from indexer.cleaning.imprints import imprints
from indexer.cleaning.links import link_lists, read_more_links
from indexer.cleaning.notes import biographies, corrections, editors_notes, legal_lines, staff_lines
from indexer.cleaning.page_head import page_head
from indexer.cleaning.pictures import credited_captions, picture_controls, repeated_headline
from indexer.cleaning.repeats import pull_quotes
from indexer.cleaning.sign_offs import byline_outlet, source_sign_off
from indexer.cleaning.tail import author_boxes, comment_sections, tail
from indexer.cleaning.widgets import author_links, calls_to_readers, widget_lines

RULES: tuple[Rule, ...] = (
    leading_date,  # first: what is glued behind it is judged without it
    page_head,  # before all that reads dates, bylines and sources: those above the headline are the page's
    imprints,
    # Lines that are told by themselves go first; what is told by its place is then judged without them.
    calls_to_readers,
    read_more_links,
    link_lists,  # before advertising, navigation and widgets: "Sponsored" and "Others" head links or stand alone
    comment_sections,  # before navigation and widgets, whose lines tell that comments are there
    author_links,
    rating_widgets,
    advertisements,
    footer_navigation,
    widget_lines,
    editors_notes,
    corrections,
    staff_lines,
    author_boxes,
    biographies,
    legal_lines,
    tail,  # when all paragraphs that are left are the article's
    source_sign_off,  # when the frame behind it is gone
    end_marks,  # behind the sign-off
    caption_stubs,  # before the headline, which may be known from a stub only
    picture_controls,
    credited_captions,
    head_lines,  # before the headline, so that a date line above it is not taken for one
    byline_outlet,  # when the byline is known
    closing_names,  # when the head has told who wrote it, if it does
    headline,
    repeated_headline,  # when the headline is known
    margins,  # when the rest of the page's text has told what it can
    link_blocks,
    ornaments,
    pull_quotes,  # when captions are gone, which may say what the text says
    dateline,  # when the first paragraph is first
    doubled_punctuation,
)


def apply_rules(draft: Draft) -> None:
    """Apply every rule to a draft, in order; what is then left in `draft.blocks` is the body."""
    for rule in RULES:
        rule(draft)
