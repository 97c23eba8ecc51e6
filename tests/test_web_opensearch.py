"""A browser that reads /opensearch.xml can search the archive."""

from urllib.parse import quote_plus
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from tests.web_fakes import web_app

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"
ONCE = {"ShortName": 16, "Description": 1024}  # characters at most: what OpenSearch 1.1 allows


def test_every_page_leads_to_a_description_that_works() -> None:
    client = web_app().test_client()
    for url in ("/", "/search?q=a", "/article/a1", "/help"):
        (link,) = BeautifulSoup(client.get(url).text, "lxml").select("head link[rel=search]")
        assert link["type"] == "application/opensearchdescription+xml"
    response = client.get(str(link["href"]), headers={"Host": "archive.example:8000", "Accept-Language": "fr"})
    assert response.mimetype == link["type"]
    root = ElementTree.fromstring(response.data)
    assert root.tag == f"{SPACE}OpenSearchDescription"
    for name, longest in ONCE.items():
        (text,) = root.findall(f"{SPACE}{name}")
        assert 0 < len(text.text or "") <= longest
    templates = {one.get("rel", one.attrib["type"]): one.attrib["template"] for one in root.findall(f"{SPACE}Url")}
    assert templates == {
        "text/html": "http://archive.example:8000/search?q={searchTerms}",
        "application/atom+xml": "http://archive.example:8000/search.atom?q={searchTerms}",
        "suggestions": "http://archive.example:8000/suggest.json?q={searchTerms}",
        "self": "http://archive.example:8000/opensearch.xml",
    }
    assert root.findtext(f"{SPACE}Language") == "fr"
    for name in ("text/html", "application/atom+xml"):
        address = templates[name].removeprefix("http://archive.example:8000")
        with client.get(address.replace("{searchTerms}", quote_plus("đê & “cảng”"))) as found:
            assert found.status_code == 200
    with client.get((root.findtext(f"{SPACE}Image") or "").removeprefix("http://archive.example:8000")) as icon:
        assert icon.mimetype == "image/svg+xml"
