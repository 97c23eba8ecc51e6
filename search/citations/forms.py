"""The forms of a citation that there are: two to paste by hand, and one for each kind of program."""

from collections.abc import Callable
from dataclasses import dataclass

from search.citations import bibtex, csl, ris, text
from search.citations.citation import Citation


@dataclass(frozen=True, slots=True)
class Form:
    """One form.

    Args:
        name: one word, for addresses and ids.
        label: its proper name; empty for the plain one.
        write: gives the citation in it.
        ending: of a file's name; empty for a form that is no file.
        media_type: of that file.
    """

    name: str
    label: str
    write: Callable[[Citation], str]
    ending: str = ""
    media_type: str = ""


FORMS = (
    Form("plain", "", text.plain),
    Form("apa", "APA", text.apa),
    Form("chicago", "Chicago", text.chicago),
    Form("bibtex", "BibTeX", bibtex.bibtex, "bib", "application/x-bibtex"),
    Form("ris", "RIS", ris.ris, "ris", "application/x-research-info-systems"),
    Form("csl", "CSL-JSON", csl.csl_json, "json", "application/vnd.citationstyles.csl+json"),
)
FILES = {form.ending: form for form in FORMS if form.ending}
