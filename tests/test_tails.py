"""Rules for what a page prints within and behind its article, each with what only looks like it."""

import pytest

from indexer.knowledge.labels import Labels, label_words
from tests.cleaning import BODY, PARAGRAPHS, cleaned, rules

HEAD = "A plain headline\n\n"
MIDDLE = (
    "Boats were tied up along the whole of the quay by noon, and the ferry company sold no more tickets.\n\n"
    "Nobody at the harbour office could say when the first of them would be allowed to leave again.\n"
)
FOUR = (*PARAGRAPHS, *MIDDLE.strip().split("\n\n"))


def within(line: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Rules and paragraphs of an article with something between its paragraphs."""
    article = cleaned(f"{HEAD}{BODY}\n{line}\n\n{MIDDLE}")
    return rules(article), article.paragraphs


def behind(lines: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Likewise, with something behind the last paragraph."""
    article = cleaned(f"{HEAD}{BODY}\n{MIDDLE}\n{lines}\n")
    return rules(article), article.paragraphs


def test_words_of_labels() -> None:
    assert label_words("Comments (1,204)") == ("comments", "#")
    assert label_words("3 / 12 – l’article") == ("#", "l'article")
    labels = Labels.of(("Share on #", "Print", "# comments"))
    assert labels.covers(label_words("Print | 12 comments"))
    assert not labels.covers(label_words("Print the legend"))
    assert labels.start(label_words("print this")) == 1
    assert labels.within(label_words("See 12 comments below"))


@pytest.mark.parametrize(
    "line",
    [
        "Share | Copy link | Print",
        "Facebook Twitter WhatsApp",
        "44 comments",
        "Bình luận (7)",
        "Lecture 4 min.",
        "12 min read",
        "1.204 lượt xem",
        "0:00 / 3:45",
        "3/12",
        "💬 31",
        "A+ A-",
        "Nghe bài viết",
        "Agrandir l'image",
        "#harvest #news",
        "View this post on Instagram",
        "This live blog has ended",
        "Continue reading the main story",
    ],
)
def test_widgets_between_paragraphs(line: str) -> None:
    assert within(line) == ([("widget", line)], FOUR)


@pytest.mark.parametrize(
    "line",
    [
        "Print is dead, they said.",
        "Share of growers who lost their harvest: 44 in a hundred.",
        "Comments such as his were heard all over town that night.",
        "It is 12 min by boat.",
        "He read 44 comments and answered none.",
    ],
)
def test_paragraphs_that_resemble_a_widget_stay(line: str) -> None:
    assert within(line) == ([], (*PARAGRAPHS, line, *FOUR[2:]))


def test_a_word_that_may_be_a_heading_needs_another_widget_beside_it() -> None:
    assert rules(cleaned(f"{HEAD}{BODY}\nTopics\n\n{MIDDLE}")) == []
    assert cleaned(f"{HEAD}{BODY}\nTopics\n\n{MIDDLE}").headings == ("Topics",)
    assert [rule for rule, _ in within("Next\nPrevious\n1 / 12")[0]] == ["widget"] * 3


def test_numbers_of_a_table_stay() -> None:
    table = "Results\n\n21\n\n19\n\n18\n\n17\n\n15\n\n14\n\n12"
    assert behind(table) == ([], (*FOUR, *table.split("\n\n")))


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our evening newsletter",
        "Get the week's best stories in your inbox. Subscribe to our newsletter.",
        "We use cookies to see how often a page is read.",
        "Follow the Lantern Post on Telegram",
        "Đăng ký nhận bản tin buổi sáng",
        "Recevez notre infolettre chaque dimanche.",
        "Have a story for us? Write to desk@lantern.example",
    ],
)
def test_calls_to_readers(line: str) -> None:
    assert within(line) == ([("call_to_reader", line)], FOUR)


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, the auditor told them, and nobody laughed.",
        "Subscribe or leave, the harbour master had written on the wall.",
        "“Sign up for our newsletter,” says every sheet of paper in the town.",
        "Join the queue was all the advice they had been given.",
    ],
)
def test_sentences_that_resemble_a_call_stay(line: str) -> None:
    assert within(line) == ([], (*PARAGRAPHS, line, *FOUR[2:]))


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE How the pier was lost",
        "Also read | How the pier was lost",
        ">> How the pier was lost",
        "► Who pays for the pier?",
        "Lire aussi : Qui paiera la jetée ?",
        "Xem thêm: Ai trả tiền cho cầu cảng?",
    ],
)
def test_single_links(line: str) -> None:
    assert within(line) == ([("related_links", line)], FOUR)


@pytest.mark.parametrize(
    "line",
    [
        "Read more than one book a month and you will sleep well, he said.",
        "Related: two brothers, it turned out, owned both of the boats.",
        "- Who pays for the pier",
    ],
)
def test_lines_that_resemble_a_link_stay(line: str) -> None:
    assert within(line) == ([], (*PARAGRAPHS, line, *FOUR[2:]))


def test_points_with_arrows_stay() -> None:
    points = "The plan has three parts:\n\n► a new pier\n\n► a new road\n\n► a new ferry"
    assert within(points) == ([], (*PARAGRAPHS, *points.split("\n\n"), *FOUR[2:]))


@pytest.mark.parametrize(
    "box",
    [
        "Most read\n1. Herring prices fall again\n3h\n2. Is the bridge safe?\n5h",
        "Sponsored content\nHerring prices fall again\nIs the bridge safe?",
        "You may also like\n\n- Herring prices fall again\n\nSport | 7 January 2022\n\n- Is the bridge safe?\n\nSport",
        "Bài viết liên quan\nGiá cá trích lại giảm\nVì sao cây cầu lâu xong?",
    ],
)
def test_lists_of_links(box: str) -> None:
    assert [rule for rule, _ in within(box)[0]] == ["related_links"] * len(box.split("\n")) or "\n\n" in box
    assert within(box)[1] == FOUR
    assert behind(box)[1] == FOUR


def test_a_heading_behind_a_list_of_links_stays() -> None:
    article = cleaned(f"{HEAD}{BODY}\nRelated\nHerring prices fall for the third week\n\nA heading\n\n{MIDDLE}")
    assert article.headings == ("A heading",)
    assert article.paragraphs == FOUR


def test_a_list_of_the_articles_own_goes_on_behind_a_link() -> None:
    article = cleaned(
        f"{HEAD}{BODY}\n1 Ana Duarte\n\n2 Leo Park\n\nRecommended\n\nHerring prices\n\n3 Bui Son\n\n{MIDDLE}"
    )
    assert "3 Bui Son" in article.paragraphs


TAIL = """\
Tags: harvest, ports
Next article
Why the bridge is late again
Poll
Should the pier be rebuilt?
Yes
No
Vote
Comments
Leo Park
3 hours ago
I was there on that day and it was nothing like this at all.
Reply
Editor-in-Chief: Ana Duarte
Download on the App Store
A line that nobody has seen before"""


def test_all_that_follows_the_end_is_dropped() -> None:
    found, paragraphs = behind(TAIL)
    assert paragraphs == FOUR
    assert len(found) == len(TAIL.split("\n"))


def test_sign_off_and_imprint_around_the_tail_are_still_read() -> None:
    article = cleaned(f"{HEAD}{BODY}\n{MIDDLE}\nBy Leo Park\nVNA\n{TAIL}\n© 2021 Reuters")
    assert (article.source, article.byline, article.paragraphs) == ("VNA", "Leo Park", FOUR)
    assert ("imprint", "© 2021 Reuters") in rules(article)


@pytest.mark.parametrize(
    "last",
    [
        "It rained.",
        "Nobody came to the pier that evening.",
        "Who will pay for all this?",
        "“There is no money left.”",
        "- a new road\n\n- a new ferry",
        "Aug. 30 - Port Selwyn\n\nSept. 2 - Saltcoats",
        "A last short line",
    ],
)
def test_the_end_of_the_article_stays(last: str) -> None:
    assert behind(last) == ([], (*FOUR, *last.split("\n\n")))
    assert behind(f"{last}\n\nShare this article")[1] == (*FOUR, *last.split("\n\n"))


def test_a_list_at_the_end_goes_on_behind_what_interrupts_it() -> None:
    dates = "Aug. 30 - Port Selwyn\n\nSept. 2 - Saltcoats\n\nAdvertisement\n\nSept. 5 - Ashmere\n\nSept. 9 - Galway"
    assert behind(dates)[1] == (*FOUR, *(line for line in dates.split("\n\n") if line != "Advertisement"))


def test_a_question_behind_an_advertisement_ends_the_article() -> None:
    question = "For the growers the question was another one: who pays?"
    assert behind(f"Advertisement\n\n{question}")[1] == (*FOUR, question)
    assert behind(f"Next article\n\n{question}")[1] == FOUR


def test_a_paragraph_joined_to_a_call_stays() -> None:
    broken = (
        "Growers had feared a drought after a dry spring, the\nminister told reporters in the capital, and said that\n"
        "the harvest would now be the best in nine years for\nall of the province and most of its neighbours.\n\n"
    )
    last = "Nobody at the office of the harbour could say when\nthe first of them would be allowed to leave again.\n"
    call = "Subscribe to our newsletter"
    article = cleaned(f"{HEAD}{broken}{last}{call}\n\n{MIDDLE}")
    assert ("call_to_reader", call) in rules(article)
    assert " ".join(last.split()) in article.paragraphs


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Editor’s note: the names of two growers have been changed.", "editors_note"),
        ("This article was first published in our weekend paper.", "editors_note"),
        ("(*) Tên một số nhân vật đã được thay đổi.", "editors_note"),
        ("Correction (7 January 2022): the pier is 40 metres long.", "correction"),
        ("Cet article a été corrigé : la jetée mesure 40 mètres.", "correction"),
        ("(Reporting by Leo Park; Editing by Ana Duarte and Bui Son)", "staff_line"),
        ("(Édité par Jules Amado)", "staff_line"),
        ("Biên tập: Bùi Sơn", "staff_line"),
        ("Leo Park is a staff reporter who covers ports for the Lantern Post.", "author_biography"),
        ("The views expressed here are those of the columnist.", "legal_line"),
        ("Toute reproduction est soumise à autorisation.", "legal_line"),
    ],
)
def test_notes_at_the_end(line: str, rule: str) -> None:
    assert behind(line) == ([(rule, line)], FOUR)


@pytest.mark.parametrize(
    "line",
    [
        "Correction is what the ministry calls it, and it took nine months.",
        "Note that nobody had asked the growers before the sale.",
        "Editing by hand took the archive forty years of work, she said.",
        "The minister is a former reporter who once covered the ports.",
        "Without permission, nobody may enter the pier before the summer.",
    ],
)
def test_sentences_that_resemble_a_note_stay(line: str) -> None:
    assert behind(line) == ([], (*FOUR, line))


def test_whom_the_article_speaks_of_is_no_author() -> None:
    line = "Leo Park is a reporter of the harbour radio."
    first = "Leo Park had seen the boats come in that morning, long before anybody else was up."
    assert line in cleaned(f"{HEAD}{first}\n\n{BODY}\n{MIDDLE}\n{line}").paragraphs


def test_about_the_author() -> None:
    lines = "About the author\nLeo Park has lived on boats for thirty years. He never learned to swim."
    assert [rule for rule, _ in behind(lines)[0]] == ["author_biography"] * 2


@pytest.mark.parametrize("line", ["More from Leo Park", "Follow Leo Park", "Follow @leopark", "Suivre Leo Park"])
def test_author_links(line: str) -> None:
    article = cleaned(f"{HEAD}By Leo Park\n{line}\n\n{BODY}")
    assert (article.byline, article.paragraphs) == ("Leo Park", PARAGRAPHS)
    assert line not in (article.title, *article.headings)


def test_pull_quotes() -> None:
    quote = "the ferry company sold no more tickets."
    paragraph = f"Nobody left that day. Even so, {quote}"
    article = cleaned(f"{HEAD}{BODY}\nEven so, {quote}\n\n{paragraph}\n\n{MIDDLE}")
    assert rules(article) == [("pull_quote", f"Even so, {quote}")]
    assert article.paragraphs == (*PARAGRAPHS, paragraph, *FOUR[2:])


def test_a_refrain_is_no_pull_quote() -> None:
    refrain = "And the boats lay where they had always lain."
    text = f"{HEAD}{BODY}\n{refrain}\n\n{FOUR[2]}\n\n{refrain}\n\n{FOUR[3]}\n\n{refrain}\n"
    assert rules(cleaned(text)) == []


def test_comments_need_a_sign_of_them() -> None:
    article = cleaned(f"{HEAD}{BODY}\n{MIDDLE}\nComments\n\nThey came from all over the valley, and not one was kind.")
    assert article.paragraphs[-1].startswith("They came")


def test_a_button_for_comments_above_the_article_heads_none() -> None:
    menu = "\n".join(f"Section {number} of the paper and all that is in it" for number in range(30))
    text = "\n\n".join((*FOUR, "Lakers: Visit the Thunder on Friday."))
    article = cleaned(f"{menu}\n\nA plain headline\n\nComments\n\n{text}\n")
    assert set(FOUR) <= set(article.paragraphs)
    assert "comments" not in {drop.rule for drop in article.dropped}


@pytest.mark.parametrize("line", ["* * *", "/", "—"])
def test_a_line_without_words_heads_no_comments(line: str) -> None:
    said = "Note: The harbour office has since said that it will open on Sunday."
    article = cleaned(f"{HEAD}{BODY}\n{MIDDLE}\n{line}\n\n{said}\n")
    assert article.paragraphs[-1] == said
    assert "comments" not in {drop.rule for drop in article.dropped}
