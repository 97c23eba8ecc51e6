"""The query language by example: for the help page and for docs/query-language.md, which a test holds to each other."""

from dataclasses import dataclass

from search.messages import say


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it finds.

    Args:
        query: as a reader types it.
        finds: what it finds, one plain sentence.
    """

    query: str
    finds: str


@dataclass(frozen=True, slots=True)
class Section:
    """Examples of one part of the language.

    Args:
        heading: what they show.
        examples: simplest first.
    """

    heading: str
    examples: tuple[Example, ...]


SECTIONS = (
    Section(
        say("In short"),
        (
            Example(
                "dockers night shifts", say("Articles that have all three words, anywhere in them and in any order.")
            ),
            Example('"a loom is a library"', say("Articles with exactly these words, side by side.")),
            Example("rice prices OR exports", say("Articles with rice, and with prices or exports or both.")),
            Example("title:flood after:2020", say("Articles with flood in the headline, from 1 January 2020 on.")),
            Example("coral W/10 dredging", say("Articles where the two words are at most ten words apart.")),
        ),
    ),
    Section(
        say("Words"),
        (
            Example("dredge", say("Articles with dredge or an inflection of it: dredged, dredging, dredges.")),
            Example("VO THI NGOC ANH", say("Articles with Võ Thị Ngọc Ánh: capitals and accents do not matter.")),
            Example("flood warning -siren", say("Articles with flood and warning, without siren.")),
            Example("flood NOT (siren OR radio)", say("Articles with flood that have neither siren nor radio.")),
            Example("museum AND (theft OR trial)", say("Articles with museum, and with theft or trial or both.")),
            Example(
                "H5N6 bird-flu", say("Articles with H5N6 and with bird flu side by side: a hyphen makes a phrase.")
            ),
        ),
    ),
    Section(
        say("Phrases"),
        (
            Example("“bird flu”", say("The same as with straight quotation marks.")),
            Example('"docker"', say("Articles with exactly this word: not with dockers.")),
            Example('"night shift*"', say("Articles with night and right behind it a word that begins with shift.")),
        ),
    ),
    Section(
        say("Words near each other"),
        (
            Example(
                '"quota tuna"~5', say("Articles where the two words, exactly so, are within five words, in any order.")
            ),
            Example(
                "coral NEAR/3 nursery", say("Articles where the words or their inflections are within three words.")
            ),
            Example(
                "summer PRE/3 dredging",
                say("Articles where summer comes first and dredging at most three words later."),
            ),
            Example("judge /p coral", say("Articles with both words in one passage.")),
            Example("(storm OR flood) W/5 warning", say("Articles with storm or flood within five words of warning.")),
            Example("ATLEAST3(coral)", say("Articles that have the word three times or more.")),
            Example(
                "reef W/5 court W/5 dredging",
                say(
                    "Articles with reef and court within five words, and dredging between them or within five words of "
                    "either."
                ),
            ),
            Example(
                "court PRE/4 reef PRE/9 dredging",
                say("Articles with reef at most four words behind court, and dredging at most nine behind reef."),
            ),
        ),
    ),
    Section(
        say("Parts of words, and other spellings"),
        (
            Example("diplom*", say("Articles with a word that begins with diplom.")),
            Example("wom?n", say("Articles with woman or women: the question mark stands for one letter.")),
            Example(
                "marchetty~1", say("Articles with a word that is one letter away from marchetty, such as marchetti.")
            ),
            Example("castelane~", say("Articles with a word at most two letters away; one, where the word is short.")),
        ),
    ),
    Section(
        say("Parts of the article"),
        (
            Example("title:rice", say("Articles with rice in the headline.")),
            Example("lead:trial", say("Articles with trial in the opening passage.")),
            Example('body:"no part number"', say("Articles with the phrase in their text below the opening passage.")),
            Example("caption:(coral colony)", say("Articles with both words in captions of pictures.")),
            Example("byline:osei", say("Articles written by Osei. Bylines are searched only so.")),
            Example("place:hanoi", say("Articles that were filed from Hanoi.")),
            Example("source:VNA", say("Articles from VNA. The source is searched only when it is named so.")),
            Example('source:("Harbour Courier" OR ODR)', say("Articles from either of the two.")),
        ),
    ),
    Section(
        say("Dates"),
        (
            Example("flood date:2020", say("Articles of the year 2020 with flood.")),
            Example("coral date:2022-05..2025", say("Articles with coral, from 1 May 2022 to 31 December 2025.")),
            Example("after:2022-03", say("Articles of 1 March 2022 and later.")),
            Example("before:2022-03", say("Articles older than 1 March 2022.")),
            Example("date:none", say("Articles without any date.")),
            Example(
                "flood date:stated", say("Articles with flood whose date the document states, none that is inferred.")
            ),
        ),
    ),
)

EXAMPLES = tuple(example for section in SECTIONS for example in section.examples)
