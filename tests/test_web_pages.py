from copy import copy
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from search.request import DateFilter
from search.results import FacetValue, SearchResults
from settings import Settings
from tests.web_fakes import (
    EVIL_COPIES,
    HARBOUR_HIT,
    HARBOUR_STORED,
    SOURCES,
    STATE,
    UNTITLED_HIT,
    FakeEngine,
    found,
    web_app,
)


def client_of(results: SearchResults | None = None) -> FlaskClient:
    return web_app(FakeEngine(results) if results else FakeEngine()).test_client()


def page(url: str, results: SearchResults | None = None, status: int = 200) -> BeautifulSoup:
    response = client_of(results).get(url)
    assert response.status_code == status, response.text
    return BeautifulSoup(response.text, "lxml")


def part(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, f"nothing matches {selector}"
    return found


def words(soup: BeautifulSoup | Tag, selector: str) -> str:
    return " ".join(part(soup, selector).get_text().split())


def spoken(soup: BeautifulSoup | Tag, selector: str) -> str:
    """Give the words of a part as they are read, without what shows at the place linked to or at the pointer only."""
    found = copy(part(soup, selector))
    for one in found.select(".step, .permalink"):
        one.decompose()
    return " ".join(found.get_text().split())


def link(soup: BeautifulSoup | Tag, text: str) -> str:
    for one in soup.find_all("a"):
        if text in " ".join(one.get_text().split()):
            return str(one["href"])
    raise AssertionError(f"no link says {text!r}")


def test_home_shows_the_newest_articles_and_what_is_in_the_archive() -> None:
    soup = page("/")
    assert words(soup, "h1 label[for=q]") == "Search the archive"
    assert words(soup, "[role=status]") == "Newest articles"
    assert words(soup, ".welcome p") == "1,234 articles in the archive, updated 14 March 2026, 14:06 UTC."
    assert len(soup.select(".hits > li > article")) == 2
    assert len(soup.select(".examples a[href^='/search?q=']")) >= 3
    assert words(soup, "title") == "Morgue, the clippings archive"


def test_home_names_its_order() -> None:
    assert words(page("/?sort=oldest"), "[role=status]") == "Oldest articles"
    assert words(page("/?q=%3F%21"), "[role=status]") == "2 articles"


def test_home_and_search_are_one_page() -> None:
    client = client_of()
    for query in ("", "?q=harbour"):
        home, search = client.get(f"/{query}").text, client.get(f"/search{query}").text
        assert home == search.replace("from http://localhost/search", "from http://localhost/")  # the line for paper


def test_a_hit_shows_what_is_known_of_its_article() -> None:
    hit = page("/search?q=harbour+port").select(".hits > li")[0]
    assert words(hit, "h2") == "Harbour wall gives way after a night of storms"
    assert words(hit, "h2 mark") == "Harbour"
    assert words(hit, ".meta .source") == "Coastal Herald"
    assert words(hit, ".inferred") == "18–19 December 2023 (inferred)"
    assert words(hit, ".evidence") == "Date inferred: “closed on December 18”, line 4"
    assert "Port Lune" in words(hit, ".meta")
    assert "Ngô Thị Mai" in words(hit, ".meta")
    assert [mark.get_text() for mark in hit.select(".passages mark")] == ["harbour", "port", "harbour"]
    assert [one["href"] for one in hit.select(".where a")] == [
        "/article/a1?q=harbour+port&passage=dvmggasj-2#t-dvmggasj",
        "/article/a1?q=harbour+port&passage=3nhmvhv6-4#t-3nhmvhv6",
    ]
    assert "Body, under “Repairs”" in words(hit, ".passages li:nth-of-type(2) .where")
    assert words(hit, ".more").startswith("1 more passage")


def test_a_passage_with_nothing_to_mark_leads_to_its_place_too() -> None:
    stand_in = replace(HARBOUR_HIT.passages[0], highlights=())
    results = found(replace(HARBOUR_HIT, passages=(stand_in,)))
    assert (
        link(page("/search?q=storms", results), "read this passage")
        == "/article/a1?q=storms&passage=dvmggasj-2#t-dvmggasj"
    )
    assert not page("/", results).select(".where")  # where nothing was searched for the headline is link enough


def test_an_article_without_headline_or_date_says_so() -> None:
    hit = page("/").select(".hits > li")[1]
    assert words(hit, "h2") == "Nobody wrote a headline over these words. [no headline]"
    assert words(hit, ".meta") == "no date"


def test_the_title_tells_query_count_and_page() -> None:
    soup = page("/search?q=harbour&page=3", found(HARBOUR_HIT, total=1234))
    assert words(soup, "title") == "harbour – 1,234 articles – page 3 of 124 – Morgue"
    assert words(soup, "[role=status]") == "1,234 articles, page 3"
    assert words(page("/search?q=harbour", found(HARBOUR_HIT)), "title") == "harbour – 1 article – Morgue"


def test_the_title_reads_well_whatever_was_asked() -> None:
    def title(url: str, results: SearchResults | None = None) -> str:
        return words(page(url, results), "title")

    assert title("/search?q=harbour", found()) == "harbour – nothing found – Morgue"
    assert title("/search?source=Paper+1&from=2022") == "Paper 1, from 2022 – 2 articles – Morgue"
    assert title("/search?q=%3F%21") == "?! – 2 articles – Morgue"
    at_least = title("/search?q=a", found(HARBOUR_HIT, total=5000, exact=False))
    assert at_least == "a – At least 5,000 articles – page 1 of 500 – Morgue"
    long = title("/search?q=" + "harbour+wall+" * 20)
    assert long.endswith("harbour wall… – 2 articles – Morgue")
    assert len(long) < 110


def test_a_total_that_is_a_bound_says_so() -> None:
    assert (
        words(page("/search?q=a", found(HARBOUR_HIT, total=5000, exact=False)), ".total") == "At least 5,000 articles"
    )


def test_pages_are_links_with_previous_and_next() -> None:
    soup = page("/search?q=harbour&source=Paper+1&page=3", found(HARBOUR_HIT, total=1234))
    row = part(soup, "nav.pages")
    assert link(row, "Previous") == "/search?q=harbour&source=Paper+1&page=2"
    assert link(row, "Next") == "/search?q=harbour&source=Paper+1&page=4"
    assert link(row, "124") == "/search?q=harbour&source=Paper+1&page=124"
    assert words(row, "[aria-current=page]") == "Page 3"
    assert part(soup, "ol.hits")["start"] == "21"
    assert not page("/search?q=harbour").select("nav.pages")


def test_a_page_beyond_the_last_leads_back() -> None:
    soup = page("/search?q=harbour&page=9", found(total=25))
    assert link(soup, "page is 3") == "/search?q=harbour&page=3"


def test_source_filters_add_and_remove() -> None:
    soup = page("/search?q=harbour&source=Paper+1&page=2", found(HARBOUR_HIT, total=1234))
    aside = part(soup, "aside#filters")
    assert link(aside, "Paper 2") == "/search?q=harbour&source=Paper+1&source=Paper+2"
    assert link(aside, "Also Paper 2") == link(aside, "Paper 2")
    assert link(aside, "Remove source Paper 1") == "/search?q=harbour"
    assert [one["href"] for one in aside.select("a[aria-current=true]")] == ["/search?q=harbour"]
    assert words(aside, "a[aria-current=true] .count .unseen") == ", 19 articles"
    assert link(aside, "No source").endswith("source=Paper+1&source=")
    assert words(aside, "details.rest summary") == "1 more"
    assert link(part(page("/search?q=harbour"), "#filters"), "Only Paper 1") == "/search?q=harbour&source=Paper+1"


def test_sources_are_left_out_and_brought_back() -> None:
    aside = part(page("/search?q=harbour&page=2", found(HARBOUR_HIT, total=30)), "#filters")
    assert link(aside, "Without Paper 2") == "/search?q=harbour&not_source=Paper+2"
    assert link(aside, "Only articles with a source") == "/search?q=harbour&not_source="
    soup = page("/search?q=harbour&not_source=Paper+2&not_source=")
    aside = part(soup, "#filters")
    assert link(aside, "Bring back source Paper 2") == "/search?q=harbour&not_source="
    assert link(aside, "Only Paper 2") == "/search?q=harbour&source=Paper+2"
    assert words(aside, ".excluded .label") == "Paper 2"
    assert part(aside, "details.rest").has_attr("open")  # what is left out is not hidden in a fold
    chips = part(soup, ".chips")
    assert [words(one, "[aria-hidden]") for one in chips.select("a:not(.plain)")] == [
        "Without Paper 2 ×",
        "Only articles with a source ×",
    ]
    assert link(chips, "Bring back source Paper 2") == "/search?q=harbour&not_source="
    assert link(chips, "Bring back articles without a source") == "/search?q=harbour&not_source=Paper+2"
    assert link(chips, "Clear all filters") == "/search?q=harbour"
    assert not page("/search?q=harbour&source=Paper+1").select(".excluded")


def test_more_than_ten_values_fold_under_a_box_that_looks_through_them() -> None:
    aside = part(page("/search?q=harbour"), "#filters")
    assert [one["id"] for one in aside.select(".sift[hidden] input")] == ["sift-source"]  # shown by the script
    assert words(aside, ".sift label") == "Find a source"
    assert len(aside.select("section:nth-of-type(2) > .facet > li")) == 10
    assert not part(aside, "details.rest").has_attr("open")
    years = tuple(FacetValue(str(year), str(year), 1) for year in range(2024, 2008, -1))
    results = replace(found(HARBOUR_HIT), dates=(*years, FacetValue("none", "Undated", 4)), sources=SOURCES[:10])
    aside = part(page("/search?q=harbour", results), "#filters")
    assert words(aside, ".rest summary") == "6 more"
    assert [one["id"] for one in aside.select(".sift input")] == ["sift-date"]
    assert words(aside, ".undated .label") == "Undated"  # a value of its own, never in the fold
    assert not aside.select(".rest .undated, .rest [href*=undated]")


def test_on_a_phone_the_filters_say_how_many_are_active() -> None:
    assert words(page("/search?q=harbour"), ".drawer > summary") == "Filters"
    soup = page("/search?q=harbour&source=A&source=B&from=2022&stated=1")
    assert words(soup, ".drawer > summary") == "Filters 4 active"
    assert len(soup.select("#filters form.dates")) == len(soup.select("form.dates")) == 1


def test_date_filters_choose_a_year_or_a_month() -> None:
    aside = part(page("/search?q=harbour"), "aside#filters")
    assert link(aside, "2023") == "/search?q=harbour&from=2023&to=2023"
    assert link(aside, "December") == "/search?q=harbour&from=2023-12&to=2023-12"
    assert link(aside, "Undated") == "/search?q=harbour&undated=1"
    assert len(aside.select("details:not(.rest, .drawer) > summary")) == 2


def test_stated_dates_only_is_a_filter_beside_the_period() -> None:
    aside = part(page("/search?q=harbour&from=2022"), "aside#filters")
    assert link(aside, "Stated dates only") == "/search?q=harbour&from=2022&stated=1"
    soup = page("/search?q=harbour&from=2022&stated=1&page=2")
    assert link(part(soup, "aside#filters"), "Stated dates only (selected; remove)") == "/search?q=harbour&from=2022"
    assert link(soup, "Remove the filter for stated dates") == "/search?q=harbour&from=2022"
    assert [one["name"] for one in soup.select("form.dates input[type=hidden]")] == ["q", "stated"]


def test_active_filters_can_be_removed_one_by_one_or_all() -> None:
    chips = part(page("/search?q=harbour&from=2022-03&source=Paper+1&sort=oldest"), ".chips")
    assert link(chips, "Remove source Paper 1") == "/search?q=harbour&from=2022-03&sort=oldest"
    assert link(chips, "Remove date from March 2022") == "/search?q=harbour&source=Paper+1&sort=oldest"
    assert link(chips, "Clear all filters") == "/search?q=harbour&sort=oldest"
    assert not page("/search?q=harbour").select(".chips")


def test_the_form_keeps_what_was_asked() -> None:
    soup = page("/search?q=harbour&match=any&from=2022&to=2023-03&source=A&source=B&sort=oldest&page=2")
    query, dates = soup.select("form[action='/search']")
    assert part(soup, "#q")["value"] == "harbour"
    assert [one["value"] for one in query.select("input[checked]")] == ["any"]
    hidden = [(one["name"], one["value"]) for one in query.select("input[type=hidden]")]
    assert hidden == [("from", "2022-01"), ("to", "2023-03"), ("source", "A"), ("source", "B"), ("sort", "oldest")]
    typed = [(one["name"], one["value"]) for one in dates.select("input:not([type=hidden])")]
    assert typed == [("from", "2022-01"), ("to", "2023-03")]
    carried = [one["name"] for one in dates.select("input[type=hidden]")]
    assert carried == ["q", "match", "source", "source", "sort"]


def test_dates_typed_replace_the_undated_filter() -> None:
    soup = page("/search?q=harbour&undated=1")
    assert [one["name"] for one in soup.select("form.dates input[type=hidden]")] == ["q"]
    assert link(soup, "Remove date Undated") == "/search?q=harbour"


def test_sorts_are_links_and_relevance_needs_words() -> None:
    soup = page("/search?q=harbour&sort=newest")
    sorts = part(soup, ".sorts")
    assert link(sorts, "Relevance") == "/search?q=harbour"
    assert words(sorts, "[aria-current=true]") == "Newest"
    assert [one.get_text() for one in page("/").select(".sorts a")] == ["Newest", "Oldest"]


def test_a_mended_query_says_how_it_was_read() -> None:
    soup = page('/search?q="harbour+wall')
    assert '"harbour wall"' in words(soup, ".reading p")
    assert len(soup.select(".reading li")) == 1
    assert not page("/search?q=harbour+wall").select(".reading")
    assert not page("/search?q=Harbour+AND+%28Wall%29").select(".reading")


def test_a_note_points_at_its_place_in_the_query() -> None:
    soup = page('/search?q=port "harbour+wall')
    assert part(soup, ".reading pre").get_text() == 'port "harbour wall\n     ^^^^^^^^^^^^^'
    assert part(soup, ".reading pre")["aria-hidden"] == "true"
    assert 'At character 6: “"harbour wall”.' in words(soup, ".reading li")
    assert link(part(soup, ".reading"), '"harbour wall"') == "/search?q=port+%22harbour+wall%22"
    assert not page('/search?q="harbour+wall').select(".reading pre")  # all of it: there is nothing to point at
    end = page("/search?q=harbour+AND")
    assert part(end, ".reading pre").get_text() == "harbour AND\n        ^^^"


def test_a_note_offers_its_suggestion_with_the_same_filters() -> None:
    soup = page("/search?q=harbour+port+OR+wall&source=Paper+1&page=2", found(HARBOUR_HIT, total=30))
    assert "AND" in words(soup, ".reading p")
    suggestions = [str(one["href"]) for one in soup.select(".reading li a")]
    assert suggestions
    assert all(one.startswith("/search?q=harbour") and one.endswith("&source=Paper+1") for one in suggestions)


def test_notes_of_the_answer_are_shown() -> None:
    results = replace(found(HARBOUR_HIT), notes=("The pattern matches more than 1,024 words.",))
    assert words(page("/search?q=a", results), ".reading li") == "The pattern matches more than 1,024 words."


def test_a_degraded_index_is_said_to_be_one() -> None:
    results = replace(found(HARBOUR_HIT), index=replace(STATE, degraded="generation 8 is damaged"))
    assert "generation 8 is damaged" in words(page("/search?q=a", results), ".notice")
    assert not page("/search?q=a").select(".notice")


def test_the_page_size_is_the_settings_own() -> None:
    engine = FakeEngine(found(HARBOUR_HIT, total=100))
    soup = BeautifulSoup(
        create_app(Settings(page_size=25, rate=""), engine).test_client().get("/search?q=a").text, "lxml"
    )
    assert engine.asked[-1].size == 25
    assert link(soup, "Next") == "/search?q=a&page=2"
    assert link(soup, "as JSON") == "/api/v1/search?q=a&size=25"


def test_an_empty_archive_says_how_to_fill_it() -> None:
    empty = replace(found(), sources=(), dates=(), index=replace(STATE, articles=0, passages=0))
    assert "morgue reindex" in words(page("/", empty), ".nothing")


def test_the_engine_is_asked_for_what_the_url_says() -> None:
    engine = FakeEngine()
    web_app(engine).test_client().get("/search?q=harbour&match=any&undated=1&source=A&size=50&page=2")
    request = engine.asked[-1]
    assert (request.query.raw, request.query.match_all, request.sources) == ("harbour", False, ("A",))
    assert (request.dates, request.size, request.page) == (DateFilter(undated=True), 50, 2)


def test_an_article_is_marked_and_tells_where_it_comes_from() -> None:
    soup = page("/article/a1?q=harbour+port&source=Paper+1&page=2")
    assert words(soup, "h1") == "Harbour wall gives way after a night of storms"
    assert spoken(soup, "#t-3nhmvhv6") == "The harbour master counted them. They stayed all week."
    assert part(soup, "#t-3nhmvhv6 > #p-4").get_text() == ""  # where links to the number of the passage lead
    assert [one.get_text() for one in soup.select(".body mark")] == ["harbour", "port", "harbour"]
    assert words(soup, ".body h2") == "Repairs"
    assert spoken(soup, ".captions li") == "Waves over the pier. Photo: R. Adair Credit: R. Adair"
    facts = {words(one, "dt"): words(one, "dd") for one in soup.select("dl > div")}
    assert facts["Date"] == "18–19 December 2023 (inferred) “closed on December 18”, line 4"
    assert facts["Source"] == "Coastal Herald sign-off, line 12"
    assert facts["Byline"] == "Ngô Thị Mai Harbour correspondent"
    assert facts["Place"] == "Port Lune"
    assert facts["Document"] == "herald/harbour.txt"
    assert words(soup, ".dropped summary") == "2 lines left out by cleaning"
    assert [one.get_text() for one in soup.select(".dropped tr:nth-of-type(1) td")] == ["9", "trailer", "Others"]
    assert link(soup, "The document beside the article") == "/article/a1/raw?q=harbour+port&source=Paper+1&page=2"
    assert link(soup, "Back to the results") == "/search?q=harbour+port&source=Paper+1&page=2"


def test_an_article_without_query_leads_back_home() -> None:
    soup = page("/article/u7")
    assert link(soup, "Back to the archive") == "/"
    assert words(soup, "h1").endswith("[no headline]")
    assert not soup.select("mark")


def test_help_runs_its_examples() -> None:
    client = client_of()
    soup = BeautifulSoup(client.get("/help").text, "lxml")
    examples = [str(one["href"]) for one in soup.select("main a[href^='/search?q=']")]
    assert len(examples) >= 10
    for url in examples:
        assert client.get(url).status_code == 200, url


def test_every_link_of_the_results_leads_somewhere() -> None:
    client = client_of(found(HARBOUR_HIT, UNTITLED_HIT, total=30))
    soup = BeautifulSoup(client.get("/search?q=harbour&source=Paper+1").text, "lxml")
    for one in soup.select("a[href^='/']"):
        assert client.get(str(one["href"])).status_code == 200, one


def test_copies_are_named_under_the_hit_with_a_way_to_see_them_all() -> None:
    hit = replace(HARBOUR_HIT, copies=replace(EVIL_COPIES, named=EVIL_COPIES.named[:1]))
    soup = page("/search?q=harbour&page=2", found(hit, total=25, groups=21))
    assert words(soup, ".also") == "Also in: Coastal Herald (18–19 December 2023 (inferred)) and 3 more"
    assert link(part(soup, ".also"), "Coastal Herald") == "/article/a1?q=harbour&page=2"
    assert words(soup, "[role=status]") == "25 articles, page 2"
    assert words(soup, ".once") == "21 results: a story that several outlets ran is shown once. Show every copy"
    assert link(soup, "Show every copy") == "/search?q=harbour&duplicates=show"
    assert words(soup, "nav.pages [aria-current=page]") == "Page 2"
    assert link(soup, "Next") == "/search?q=harbour&page=3"
    assert "Page 4" not in words(soup, "nav.pages")
    assert link(soup, "Paper 2") == "/search?q=harbour&source=Paper+2"


def test_copies_can_be_shown_and_hidden_again() -> None:
    soup = page("/search?q=harbour&duplicates=show", found(HARBOUR_HIT, total=25))
    assert link(soup, "Show copies once") == "/search?q=harbour"
    assert link(soup, "Paper 2") == "/search?q=harbour&source=Paper+2&duplicates=show"
    assert not page("/search?q=harbour").select(".once, .also")


def test_an_article_lists_its_copies_and_compares_them() -> None:
    engine = FakeEngine()
    engine.articles["a1"] = replace(HARBOUR_STORED, copies=EVIL_COPIES)
    client = web_app(engine).test_client()
    soup = BeautifulSoup(client.get("/article/a1?q=harbour").text, "lxml")
    assert words(soup, ".copies h2") == "Other copies"
    assert len(soup.select(".copies li")) == 3
    assert words(soup, ".copies li:nth-of-type(3)") == "and 3 more"
    address = link(part(soup, ".copies"), "Compare")
    assert address == "/article/a1/compare/a1?q=harbour"
    assert not page("/article/a1").select(".copies")
    assert client.get("/article/a1/compare/none").status_code == 404
    assert client.get("/article/none/compare/a1").status_code == 404


def test_a_comparison_shows_what_differs_and_folds_what_does_not() -> None:
    engine = FakeEngine()
    changed = replace(
        HARBOUR_STORED.article.sections[0],
        paragraphs=("The old harbour wall of Port Lune gave way.", "The port closed on December 18.", "Ships wait."),
    )
    article = replace(HARBOUR_STORED.article, sections=(changed,), source="Port Gazette")
    engine.articles["b2"] = replace(HARBOUR_STORED, id="b2", article=article)
    soup = BeautifulSoup(web_app(engine).test_client().get("/article/a1/compare/b2?q=wall").text, "lxml")
    assert [item["class"] for item in soup.select(".differences > li")] == [
        ["changed"],
        ["same"],
        ["first"],
        ["second"],
    ]
    assert words(soup, ".changed ins") == "old"
    assert not soup.select(".changed del")
    assert words(soup, ".same summary") == "1 sentence the same in both"
    assert words(soup, ".first h2") == "Only in the first"
    assert "Masons came at dawn." in words(soup, ".first")
    assert words(soup, ".second p") == "Ships wait."
    assert "Port Gazette" in words(soup, ".sides > div:nth-of-type(2)")
    assert link(soup, "Back to the article") == "/article/a1?q=wall"
    same = page("/article/a1/compare/a1")
    assert "Both say the same" in same.get_text()
