"""What of a coder's output is kept."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coders.admission import admit
from dateline.documents import from_text
from dateline.errors import CoderError
from dateline.records import (
    Actor,
    Attestation,
    Coding,
    Counts,
    DateExtent,
    Document,
    Place,
    Relation,
    Report,
    SeizedItem,
    Statement,
)
from dateline.reports.coder import code_document
from dateline.store.rows import check

TEXT = "On 4 May 2016 two men were shot dead in Osh.\n\nA rifle was found. The Lions claimed it.\n"
DOCUMENT = from_text(TEXT, language="en")
OWN = DOCUMENT.document_id


def attested(field: str, value: Any, quote: str) -> Attestation:
    start = TEXT.index(quote)
    return Attestation(field=field, value=value, quote=quote, start=start, end=start + len(quote), annotator="test")


ROWS = (
    attested("event_type", "Violence against civilians", "shot dead"),
    attested("sub_event_type", "Attack", "shot dead"),
    attested("date_start", "2016-05-04", "4 May 2016"),
    attested("date_end", "2016-05-04", "4 May 2016"),
    attested("place.name", "Osh", "Osh"),
    *(attested(f"deaths.{bound}", 2, "two men") for bound in ("low", "best", "high")),
    attested("actors.target", "two men", "two men"),
    attested("weapons", "rifle", "rifle"),
    attested("seized", {"item": "rifle", "number": 1}, "rifle"),
)
REPORT = Report(
    report_id="1",
    document_id=OWN,
    position=1,
    spans=((0, 44),),
    summary="a report",
    event_type="Violence against civilians",
    sub_event_type="Attack",
    date=DateExtent(earliest=dt.date(2016, 5, 4), latest=dt.date(2016, 5, 4), precision="day", rule="test"),
    place=Place(name="Osh", country_code="KG"),
    deaths=Counts(low=2, best=2, high=2),
    deaths_by_side={"civilians": 2},
    seized=(SeizedItem(item="rifle", number=1),),
    actors=(Actor(role="target", name="two men", type="civilians"),),
    weapons=("rifle",),
    attestations=ROWS,
)
STATEMENT = Statement(
    statement_id="s1",
    document_id=OWN,
    kind="claim_of_responsibility",
    speaker="The Lions",
    quote="The Lions claimed it",
    start=TEXT.index("The Lions"),
    end=TEXT.index("The Lions") + 20,
    report_ids=("1", "gone"),
    annotator="test",
)


def admitted(*reports: Any, statements: tuple[Any, ...] = ()) -> Coding:
    coding = Coding(document_id=OWN, coder="test", reports=reports, statements=statements)
    return admit(DOCUMENT, coding)


def changed(**fields: Any) -> Report:
    return msgspec.structs.replace(REPORT, **fields)


def without(*fields: str) -> Report:
    return changed(attestations=tuple(a for a in ROWS if a.field not in fields))


def test_what_holds_is_kept_as_it_is_with_ids_that_no_other_document_has() -> None:
    coding = admitted(
        REPORT, changed(report_id=f"{OWN}-2"), changed(report_id="r0123456789ab"), statements=(STATEMENT,)
    )
    assert coding.dropped == ()
    assert [r.report_id for r in coding.reports] == [f"{OWN}.1", f"{OWN}-2", "r0123456789ab"]
    assert msgspec.structs.replace(coding.reports[0], report_id="1") == REPORT
    assert coding.statements[0].report_ids == (f"{OWN}.1",)
    check(DOCUMENT, coding)
    assert admit(DOCUMENT, coding) == coding


@pytest.mark.parametrize(
    ("report", "reason", "message"),
    [
        (changed(document_id="d0"), "malformed record", "report 1: id '1' of document 'd0'"),
        (changed(report_id=""), "malformed record", "id ''"),
        (changed(deaths="two"), "malformed record", "Expected `object | null`, got `str` - at `$.deaths`"),
        (changed(status="done"), "malformed record", "Invalid enum value 'done'"),
        (changed(actors=(Actor(role="villain", name="two men"),)), "malformed record", "villain"),  # type: ignore[arg-type]
        (changed(deaths_by_side={"ours": 2}), "malformed record", "ours"),
        (changed(event_type="Murder"), "code outside the vocabulary", "event_type 'Murder'; there are Battles"),
        (changed(sub_event_type="Armed clash"), "code outside the vocabulary", "'Armed clash' is none of 'Violence"),
        (changed(place=Place(name="Osh", country_code="Kyrgyzstan")), "code outside the vocabulary", "alpha-2"),
        (changed(place=Place(name="Osh", latitude=91.0)), "code outside the vocabulary", "no place on Earth"),
        (changed(spans=()), "span outside the text", "spans ()"),
        (changed(spans=((0, 999),)), "span outside the text", "in a text of length"),
        (
            changed(date=DateExtent(earliest=dt.date(2016, 5, 4), latest=dt.date(2016, 5, 3), rule="test")),
            "malformed record",
            "ends before it begins",
        ),
        (changed(status="foiled"), "value without a quote", "status 'foiled' changes what the report says"),
        (changed(attestations=()), "value without a quote", "no value of the report has a verbatim quote"),
        ("a report", "malformed record", "str instead of Report"),
    ],
)
def test_a_report_that_does_not_hold_is_dropped_by_name_and_the_rest_kept(
    report: Any, reason: str, message: str
) -> None:
    coding = admitted(report, changed(report_id="2"))
    assert [r.report_id for r in coding.reports] == [f"{OWN}.2"]
    assert coding.dropped[0].reason == reason
    assert message in coding.dropped[0].message


def test_an_id_given_twice_is_kept_once() -> None:
    coding = admitted(REPORT, REPORT)
    assert len(coding.reports) == 1
    assert [d.reason for d in coding.dropped] == ["id given twice"]


@pytest.mark.parametrize(
    "row",
    [
        msgspec.structs.replace(ROWS[4], quote="osh"),
        msgspec.structs.replace(ROWS[4], start=ROWS[4].start - 1),
        msgspec.structs.replace(ROWS[4], start=-46, end=-43),
        msgspec.structs.replace(ROWS[4], quote="", end=ROWS[4].start),
    ],
)
def test_a_quote_that_is_not_the_text_goes_and_its_value_with_it(row: Attestation) -> None:
    (report,) = (coding := admitted(changed(attestations=(*ROWS[:4], row, *ROWS[5:])))).reports
    assert report.place is None
    assert report.deaths == REPORT.deaths
    assert [d.reason for d in coding.dropped] == ["quote not in the text", "value without a quote"]
    assert coding.dropped[1].message.startswith("report 1, place: no attestation states ")


@pytest.mark.parametrize(
    ("unsaid", "emptied"),
    [
        (("event_type",), {"event_type": None, "sub_event_type": None}),
        (("sub_event_type",), {"sub_event_type": None}),
        (("date_start", "date_end"), {"date": DateExtent(rule="test")}),
        (("date_start",), {"date": DateExtent(latest=dt.date(2016, 5, 4), rule="test")}),
        (("deaths.low", "deaths.best", "deaths.high"), {"deaths": None, "deaths_by_side": {}}),
        (("deaths.best",), {"deaths": Counts(low=2, high=2)}),
        (("actors.target",), {"actors": ()}),
        (("weapons",), {"weapons": ()}),
        (("seized",), {"seized": ()}),
    ],
)
def test_a_value_that_no_attestation_states_is_emptied(unsaid: tuple[str, ...], emptied: dict[str, Any]) -> None:
    (report,) = (coding := admitted(without(*unsaid))).reports
    assert {field: getattr(report, field) for field in emptied} == emptied
    assert {d.reason for d in coding.dropped} == {"value without a quote"}


def test_an_attestation_of_another_value_supports_nothing() -> None:
    (report,) = admitted(changed(deaths=Counts(low=3, best=3, high=3), weapons=("gun",))).reports
    assert (report.deaths, report.weapons) == (None, ())


def test_relations_need_their_words_and_another_report() -> None:
    good = Relation(type="related", report_id="2", quote="Osh", start=TEXT.index("Osh"), end=TEXT.index("Osh") + 3)
    away = msgspec.structs.replace(good, report_id="9")
    wrong = msgspec.structs.replace(good, quote="Uzgen")
    coding = admitted(changed(relations=(good, away, wrong)), changed(report_id="2"))
    assert [x.report_id for x in coding.reports[0].relations] == [f"{OWN}.2"]
    assert [d.reason for d in coding.dropped] == ["quote not in the text"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "boast"}, "code outside the vocabulary"),
        ({"quote": "We did it"}, "quote not in the text"),
        ({"start": "0"}, "malformed record"),
        ({"document_id": "d0"}, "malformed record"),
    ],
)
def test_a_statement_that_does_not_hold_is_dropped(fields: dict[str, Any], reason: str) -> None:
    coding = admitted(statements=(msgspec.structs.replace(STATEMENT, **fields), STATEMENT))
    assert len(coding.statements) == 1
    assert [d.reason for d in coding.dropped] == [reason]


def test_what_is_no_coding_of_the_document_is_an_error() -> None:
    with pytest.raises(CoderError, match="the coder gave NoneType for document"):
        admit(DOCUMENT, None)  # type: ignore[arg-type]
    with pytest.raises(CoderError, match="a coding of document d0, not of"):
        admit(DOCUMENT, Coding(document_id="d0", coder="test"))


@settings(max_examples=60)
@given(st.data())
def test_whatever_a_coder_gives_what_is_kept_meets_the_contract(data: st.DataObject) -> None:
    size = len(TEXT)
    at = st.integers(-3, size + 3)
    rows = data.draw(
        st.lists(
            st.builds(
                lambda a, b, cut: msgspec.structs.replace(a, start=b, end=b + cut, quote=TEXT[b : b + cut] or "x"),
                st.sampled_from(ROWS),
                at,
                st.integers(-1, 9),
            ),
            max_size=6,
        )
    )
    spans = data.draw(st.lists(st.tuples(at, at), max_size=2))
    kept = data.draw(st.lists(st.sampled_from(ROWS), max_size=8))
    report = changed(attestations=(*rows, *kept), spans=tuple(spans) or ((0, 4),))
    coding = admitted(report, statements=(msgspec.structs.replace(STATEMENT, start=data.draw(at)),))
    check(DOCUMENT, coding)
    for r in coding.reports:
        told = {(a.field, str(a.value)) for a in r.attestations}
        assert all(("weapons", w) in told for w in r.weapons)
        assert r.deaths is None or r.deaths.best is None or ("deaths.best", str(r.deaths.best)) in told


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Gunmen killed four policemen and wounded seven people in Quetta on 3 June 2014. No group claimed it.",
        "On 16 February 2017 armed men ambushed an aid convoy near Baidoa. Two drivers were abducted. Police defused a bomb.",
    ],
)
def test_the_pattern_coders_own_reports_lose_nothing(text: str) -> None:
    document: Document = from_text(text, published=dt.date(2018, 1, 1), language="en")
    coding = code_document(document)
    assert coding.reports
    assert admit(document, coding) == coding
