"""Small archives for tests."""

from datetime import date

from search.schema import Article, Caption, Dating, Kind, Passage, Section


def article(
    path: str,
    *paragraphs: str,
    title: str = "",
    source: str = "",
    day: str = "",
    not_before: str = "",
    byline: str = "",
    place: str = "",
    captions: tuple[str, ...] = (),
) -> Article:
    dating = Dating(stated=day, not_before=date.fromisoformat(not_before) if not_before else None)
    return Article(
        path=path,
        title=title,
        source=source,
        dating=dating,
        byline=byline,
        place=place,
        captions=tuple(Caption(text) for text in captions),
        sections=(Section("", paragraphs),),
    )


def passages_of(article: Article) -> list[Passage]:
    """One passage a paragraph: simpler than the real splitter, so that a test sees what it made."""
    passages = [Passage(Kind.TITLE, "", article.title)] if article.title else []
    number = 0
    for section in article.sections:
        for paragraph in section.paragraphs:
            passages.append(Passage(Kind.BODY if number else Kind.LEAD, section.heading, paragraph, number))
            number += 1
    passages += [Passage(Kind.CAPTION, "", caption.text, at) for at, caption in enumerate(article.captions)]
    if article.byline:
        passages.append(Passage(Kind.BYLINE, "", article.byline))
    return passages
