"""The Markdown and HTML pages: what they say, what they never let a text do, and how large they may grow."""

import base64
import datetime as dt
import hashlib
import io
import itertools
import re
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html as lxml_html

from dateline.chronology.release import Chronology
from dateline.incidents.context import report_context
from dateline.incidents.reconcile import reconcile
from dateline.records import DateExtent, Failure, Incident, Report
from dateline.views import html, markdown
from invented import FERN_HILL, attested, chronology, document

GOLDEN = Path(__file__).parent / "golden"

HOSTILE = (
    '</blockquote><script>alert(1)</script><img src=x onerror=alert(2)> " onmouseover="alert(3)\' & <!-- ]]> '
    "javascript:alert(4) \u202ereversed\u202c \x00\x07 `code` **bold** [link](http://evil.example/) | # x"
)


def written(view: Any, given: Chronology) -> str:
    out = io.StringIO()
    view.export(given, out)
    return out.getvalue()


def parsed(given: Chronology) -> Any:
    return lxml_html.document_fromstring(written(html, given).encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def hostile() -> Chronology:
    """The invented chronology with a hostile text wherever a source's words may come."""
    given = chronology()
    sources = {}
    for source in given.documents:
        sources[source.document_id] = msgspec.structs.replace(
            source,
            text=HOSTILE + source.text + HOSTILE,
            title=HOSTILE,
            outlet=HOSTILE,
            input=HOSTILE,
            url="javascript:alert(5)",
            language='en" onload="x',
        )
    shift = len(HOSTILE)
    reports = {
        report_id: msgspec.structs.replace(
            report,
            attestations=tuple(
                msgspec.structs.replace(
                    a,
                    start=a.start + shift,
                    end=a.end + shift,
                    value=HOSTILE,
                    attributed_to=HOSTILE,
                    loaded=HOSTILE,
                    annotator=HOSTILE,
                )
                for a in report.attestations
            ),
        )
        for report_id, report in given.reports.items()
    }
    place = msgspec.structs.replace(FERN_HILL, name=HOSTILE, admin1=HOSTILE, country=HOSTILE)
    incidents = tuple(
        msgspec.structs.replace(
            incident,
            place=place,
            event_type=HOSTILE,
            sub_event_type=HOSTILE,
            weapons=(HOSTILE,),
            links=((HOSTILE, HOSTILE),),
            actors=tuple(msgspec.structs.replace(actor, name=HOSTILE) for actor in incident.actors),
            seized=tuple(msgspec.structs.replace(line, item=HOSTILE) for line in incident.seized),
            reconciled=tuple(
                msgspec.structs.replace(r, value=HOSTILE, policy=HOSTILE, field=HOSTILE) for r in incident.reconciled
            ),
        )
        for incident in given.incidents
    )
    statements = tuple(
        msgspec.structs.replace(s, quote=HOSTILE, speaker=HOSTILE, kind=HOSTILE) for s in given.statements
    )
    return msgspec.structs.replace(
        given,
        documents=tuple(sources.values()),
        reports=reports,
        incidents=incidents,
        statements=statements,
        skipped={"d3": HOSTILE},
        failures=(Failure(input=HOSTILE, stage="read", error=HOSTILE, message=HOSTILE),),
        policy=HOSTILE,
        tool=HOSTILE,
    )


@pytest.mark.parametrize(("name", "view"), [("md", markdown), ("html", html)])
def test_the_bytes_are_those_of_the_golden_file(name: str, view: Any, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"invented.{name}"
    got = written(view, chronology())
    if request.config.getoption("--update"):
        path.write_text(got, encoding="utf-8", newline="\n")
    assert got == path.read_bytes().decode()


def test_markdown_tells_of_each_incident_with_its_quotes() -> None:
    text = written(markdown, chronology())
    assert "### On 3 July 2014: Fern Hill, The Dale, Northland" in text
    assert "Deaths: 2 (high 3): 2 according to “the fire chief” (The Fern Hill Herald, 5 July 2014); 3" in text
    assert "> **Two workers died** and **five were hurt**" in text
    assert "(the source's word: “destroyed”)" in text
    assert "Reports differ:" in text
    assert "## Told in passing" in text
    assert "not coded: language: ru" in text
    assert "torn.pdf: UnreadableInput" in text


def test_the_views_own_words_are_neutral() -> None:
    loaded = re.compile(r"terroris|bandit|martyr|regime|liquidat|neutrali[sz]|eliminat|destroy", re.IGNORECASE)
    for line in written(markdown, chronology()).splitlines():
        outside = re.sub(r"“[^”]*”|^> .*", "", line)
        assert not loaded.search(outside), line


@pytest.mark.parametrize("view", [markdown, html])
def test_a_chronology_without_incidents_says_so(view: Any) -> None:
    nothing = written(view, Chronology())
    assert "No document has been read" in nothing
    read = Chronology(documents=(document("d1", "It rained."),))
    assert "No incident was found in the 1 document coded" in written(view, read)
    skipped = Chronology(documents=(document("d1", "Дождь."),), skipped={"d1": "language: ru"})
    assert "No document could be coded" in written(view, skipped)


def test_markdown_gives_hostile_text_no_markup() -> None:
    text = written(markdown, hostile())
    assert not re.search(r"(?<!\\)<\w", text)
    assert "\\[link\\](http" in text
    assert not re.search(r"(?<!\\)\[", text.replace("> [", ""))


def test_html_runs_and_loads_nothing_of_a_hostile_text() -> None:
    page = parsed(hostile())
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //iframe | //object | //embed | //link | //base | //*[@src] | //*[@style]")
    assert not [name for element in page.iter() for name in element.attrib if str(name).lower().startswith("on")]
    for link in page.xpath("//@href"):
        assert link.startswith("#")
    assert "alert(1)" in page.text_content()
    assert "\x07" not in page.text_content()
    assert "\u202e" not in written(html, hostile())


def test_html_shows_the_sentence_with_the_quote_marked() -> None:
    page = parsed(chronology())
    (mill,) = page.xpath("//article[@id='i0000000000a1']")
    first, second = mill.xpath(".//figure/blockquote/p")
    assert first.text_content().startswith("Two workers died and five were hurt")
    assert first.text_content().endswith("the fire chief said.")
    assert next(mark.text_content() for mark in first.xpath(".//mark")) == "Two workers died"
    assert second.xpath("string(.//mark)") == "Three labourers were destroyed"
    assert len(mill.xpath(".//details//tbody/tr")) == 6


def test_every_quote_of_a_text_stays_verbatim_in_html() -> None:
    given = chronology()
    page = parsed(given)
    shown = [" ".join(mark.text_content().split()) for mark in page.xpath("//mark")]
    for report in given.reports.values():
        for attestation in report.attestations:
            assert any(" ".join(attestation.quote.split()) in mark for mark in shown)


def test_a_copy_with_the_same_quotes_is_named_but_not_repeated() -> None:
    given = chronology()
    herald = next(d for d in given.documents if d.document_id == "d1")
    copy = msgspec.structs.replace(herald, document_id="d9", outlet="Wire", copy_of="d1")
    again = msgspec.structs.replace(given.reports["r1"], report_id="r9", document_id="d9")
    mill = next(i for i in given.incidents if i.incident_id.endswith("a1"))
    both = msgspec.structs.replace(mill, report_ids=("r1", "r9"), document_ids=("d1", "d9"), reconciled=())
    twice = Chronology(documents=(herald, copy), incidents=(both,), reports={"r1": given.reports["r1"], "r9": again})
    text = written(markdown, twice)
    assert text.count("> **Two workers died**") == 1
    assert "its quotes are the same" in text
    assert len(parsed(twice).xpath("//article//blockquote")) == 1


def test_html_needs_no_network_and_allows_none() -> None:
    text = written(html, chronology())
    page = parsed(chronology())
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
        assert not re.search(r"https?:|//[a-z]|url\(|@import|fetch|XMLHttp|import\(", body)
    without_links = re.sub(r'<a href="https?://[^"]*" rel="noopener noreferrer nofollow">', "", text)
    assert not re.search(r"https?://", without_links)


def test_links_within_the_page_lead_somewhere() -> None:
    page = parsed(chronology())
    anchors = set(page.xpath("//@id"))
    targets = {link[1:] for link in page.xpath("//@href") if link.startswith("#")}
    assert targets <= anchors
    assert len(anchors) == len(page.xpath("//@id"))


def test_the_page_is_laid_out_for_screen_readers() -> None:
    page = parsed(chronology())
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for drawing in page.xpath("//svg[@role='img']"):
        title, words = drawing.get("aria-labelledby").split()
        assert drawing.xpath(f"./title[@id='{title}']")
        assert drawing.xpath(f"./desc[@id='{words}']")
    assert page.xpath("//table/caption")
    assert page.get("lang") == "en"


def test_a_web_address_is_a_link_and_nothing_else_is() -> None:
    page = parsed(chronology())
    assert page.xpath("//a[starts-with(@href, 'http')]/@href") == ["https://courier.example/mill"]


def many(count: int) -> Chronology:
    given = chronology()
    mill = next(incident for incident in given.incidents if incident.incident_id == "i0000000000a1")
    first = dt.date(2010, 1, 1)

    def one(n: int) -> Incident:
        day = (first + dt.timedelta(days=n % 1500)).isoformat()
        place = msgspec.structs.replace(FERN_HILL, name=f"Village {n % 300}", geonameid=n % 300 + 1)
        return msgspec.structs.replace(
            mill, incident_id=f"i{n:012x}", date_start=day, date_end=day, place=place, links=()
        )

    return Chronology(documents=given.documents, reports=given.reports, incidents=tuple(one(n) for n in range(count)))


def test_five_thousand_incidents_make_a_page_in_reasonable_time_and_size() -> None:
    given = many(5000)
    started = time.perf_counter()
    text = written(html, given)
    elapsed = time.perf_counter() - started
    assert text.count("<article") == 5000
    assert len(text) < 15_000_000
    assert elapsed < 60  # some 2 s on an idle laptop
    assert "the single values are left out" in text


def test_the_same_content_gives_the_same_page() -> None:
    given = chronology()
    turned = msgspec.structs.replace(given, incidents=given.incidents[::-1], documents=given.documents[::-1])
    assert written(html, turned) == written(html, given)
    assert written(markdown, turned) == written(markdown, given)


def test_what_stands_in_quotation_marks_is_spelt_as_in_the_source_and_authors_stand_for_outlets() -> None:
    source = msgspec.structs.replace(
        document("d1", "An IED killed two men in Fern Hill."), outlet=None, author="B. Quill", title=None
    )
    report = Report(
        report_id="r1",
        document_id="d1",
        position=1,
        spans=((0, 10),),
        summary="Blast",
        event_type="Explosions/Remote violence",
        sub_event_type=None,
        date=DateExtent(rule="none"),
        weapons=("ied", "firearm"),
        attestations=(attested(source, "weapons", "ied", "IED"),),
    )
    incident = reconcile("i1", [report_context(report, source)], policy="ucdp")
    given = Chronology(documents=(source,), incidents=(incident,), reports={"r1": report}, report_incident={"r1": "i1"})
    text = written(markdown, given)
    assert "Weapons, as reported: “IED”, firearm" in text
    assert "Source: B. Quill, *untitled*" in text
    assert "B. Quill" in parsed(given).text_content()
