"""The cleaning rules, in order. Each takes its noise out of the draft and records it under its name."""

from indexer.cleaning.draft import Draft, Rule
from indexer.cleaning.frame import (
    advertisements,
    end_marks,
    footer_navigation,
    imprints,
    link_blocks,
    margins,
    ornaments,
    rating_widgets,
    related_links,
    source_sign_off,
)
from indexer.cleaning.head import agency_prefix, head_lines, headline, leading_date
from indexer.cleaning.headings import doubled_punctuation
from indexer.cleaning.pictures import caption_stubs, credited_captions, repeated_headline

RULES: tuple[Rule, ...] = (
    leading_date,  # first: what is glued behind it is judged without it
    rating_widgets,
    advertisements,
    imprints,
    related_links,  # before navigation: "Others" heads links or stands alone
    footer_navigation,
    source_sign_off,  # when the frame behind it is gone
    end_marks,  # behind the sign-off
    caption_stubs,  # before the headline, which may be known from a stub only
    credited_captions,
    head_lines,  # before the headline, so that a date line above it is not taken for one
    headline,
    repeated_headline,  # when the headline is known
    margins,  # when the rest of the page's text has told what it can
    link_blocks,
    ornaments,
    agency_prefix,  # when the first paragraph is first
    doubled_punctuation,
)


def apply_rules(draft: Draft) -> None:
    """Apply every rule to a draft, in order; what is then left in `draft.blocks` is the body."""
    for rule in RULES:
        rule(draft)
