"""Exports under the codebooks of others: their rules, their policies, what they lose, and our own validator on them."""

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from schema_samples import DAY, GARISSA, GROUP, PEOPLE, chronology_of, exact, told

import invented
from dateline import registry
from dateline.chronology.release import Chronology
from dateline.chronology.schemas import acled, aec, ged, gtd, hxl, polecat, reading
from dateline.chronology.schemas.bundle import Bundle, Export
from dateline.chronology.schemas.crosswalk import split_evenly, under
from dateline.chronology.schemas.validation import validate
from dateline.chronology.table import cell
from dateline.records import Actor, Counts, DateExtent, Statement


def written(tmp_path: Path, bundle: Bundle) -> Path:
    path = tmp_path / bundle.main
    path.write_bytes(bundle.files[bundle.main])
    return path


def findings(path: Path, name: str | None = None) -> list[str]:
    sheet, schema = reading.named(path, name)
    return [str(finding) for finding in validate(sheet, schema)]


CONFLICT = [told(1, exact(9)), told(2, exact(12)), told(3, exact(12)), told(4, exact(10))]


def test_three_conflicting_tolls_give_three_rule_correct_numbers() -> None:
    """ACLED the least, UCDP what most sources say with the bounds, GTD the newest."""
    chronology = chronology_of(CONFLICT)
    (a,) = acled.build(chronology).main.rows
    (g,) = ged.build(chronology).main.rows
    (t,) = gtd.build(chronology).main.rows
    assert a["fatalities"] == 9
    assert (g["low"], g["best"], g["high"]) == (9, 12, 12)
    assert t["nkill"] == 10
    assert "9 to 12" in str(a["notes"])
    assert "9 to 12" in str(t["addnotes"])


def test_the_policy_of_the_schema_holds_whatever_policy_the_chronology_was_read_with() -> None:
    chronology = chronology_of(CONFLICT)
    for build in (acled.build, ged.build, gtd.build):
        expected = build(chronology).main
        assert all(build(under(chronology, name)).main == expected for name in ("acled", "gtd", "median"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Dozens were killed", 12), ("Hundreds were killed", 100), ("Several men were killed", 3)],
)
def test_vague_tolls_are_read_as_acled_reads_them_unless_a_source_names_a_number(words: str, expected: int) -> None:
    vague = told(1, Counts(low=24), words=f"{words} at the market.", quote=words)
    assert acled.build(chronology_of([vague])).main.rows[0]["fatalities"] == expected
    assert acled.build(chronology_of([vague, told(2, exact(31))])).main.rows[0]["fatalities"] == 31


def test_what_lasted_days_is_a_row_a_day_for_acled_and_one_event_for_ucdp_and_gtd() -> None:
    span = DateExtent(earliest=DAY, latest=DAY + dt.timedelta(2), precision="day", rule="range")
    chronology = chronology_of([told(5, exact(7), date=span)])
    rows = acled.build(chronology).main.rows
    assert [(r["event_date"], r["fatalities"], r["time_precision"]) for r in rows] == [
        ("2016-05-01", 3, 1),
        ("2016-05-02", 2, 1),
        ("2016-05-03", 2, 1),
    ]
    assert len({r["event_id_cnty"] for r in rows}) == 3
    (event,) = ged.build(chronology).main.rows
    assert (event["best"], event["date_prec"], event["event_clarity"]) == (7, 2, 1)
    (attack,) = gtd.build(chronology).main.rows
    assert (attack["extended"], attack["resolution"], attack["iday"]) == (1, "2016-05-03", 1)


def test_an_interval_that_only_bounds_the_day_is_one_row_of_lower_precision() -> None:
    week = DateExtent(earliest=DAY, latest=DAY + dt.timedelta(6), precision="week", rule="relative.week")
    chronology = chronology_of([told(8, exact(1), date=week)])
    (row,) = acled.build(chronology).main.rows
    assert (row["event_date"], row["time_precision"]) == ("2016-05-04", 2)
    assert ged.build(chronology).main.rows[0]["date_prec"] == 3
    assert gtd.build(chronology).main.rows[0]["iday"] == 0


def test_incidents_of_one_day_place_type_and_pair_of_actors_are_one_acled_row() -> None:
    built = acled.build(chronology_of([told(1, exact(2))], [told(2, exact(3))]))
    assert [row["fatalities"] for row in built.main.rows] == [5]
    assert built.main.incident_ids == (("i000000000001", "i000000000002"),)
    assert any(loss.reason.startswith("joined with") for loss in built.losses)
    assert len(ged.build(chronology_of([told(1, exact(2))], [told(2, exact(3))])).main.rows) == 2


def reasons(export: Export) -> list[str]:
    return [str(row["reason"]) for row in export.tables[1].rows]


def test_what_is_no_event_of_organised_violence_goes_to_not_ged_with_the_reason() -> None:
    gunmen = Actor(role="perpetrator", name="gunmen", type="unidentified armed group", entity="group")
    built = ged.build(
        chronology_of(
            [told(1, None)],
            [told(2, exact(1), actors=(gunmen, PEOPLE))],
            [told(3, exact(1), status="alleged")],
            [told(4, exact(1), background=True)],
            [told(5, exact(1), place=None)],
            [told(6, exact(1), date=DateExtent(rule="none"))],
        )
    )
    assert built.main.rows == ()
    assert sorted(reasons(built)) == [
        "alleged, not known to have happened",
        "no country with a Gleditsch-Ward number",
        "no date",
        "no direct death is reported",
        "no organised actor is identified on both sides of a known type of violence",
        "told in passing, no single event",
    ]


def test_the_sides_of_ged_decide_its_type_of_violence() -> None:
    soldiers = Actor(role="target", name="soldiers", type="state forces", entity="group", effect="death")
    army = Actor(role="perpetrator", name="the army", type="state forces", entity="group")
    other = Actor(role="target", name="Boko Haram", type="rebel group", entity="organisation")
    cases = [
        ((GROUP, PEOPLE), 3, "Alder Front", "Civilians"),
        ((GROUP, soldiers), 1, "Government of Kenya", "Alder Front"),
        ((army, other), 1, "Government of Kenya", "Boko Haram"),
        ((GROUP, other), 2, "Alder Front", "Boko Haram"),
        ((army, PEOPLE), 3, "Government of Kenya", "Civilians"),
    ]
    for actors, violence, a, b in cases:
        (row,) = ged.build(chronology_of([told(1, exact(2), actors=actors)])).main.rows
        assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (violence, a, b)
        assert row["gwnoa"] == (501 if a.startswith("Government") else None)


@given(
    st.dictionaries(
        st.sampled_from(["civilians", "state forces", "armed group", "attackers", "unknown"]), st.integers(0, 9)
    ),
    st.integers(1, 20),
)
def test_best_is_always_the_sum_of_the_sides(by_side: dict[Any, int], best: int) -> None:
    (row,) = ged.build(chronology_of([told(1, exact(best), deaths_by_side=by_side)])).main.rows
    assert row["best"] == best
    assert sum(int(row[name] or 0) for name in row if name.startswith("deaths_")) == best


@given(st.integers(0, 500), st.integers(1, 40))
def test_an_even_split_keeps_the_sum(total: int, parts: int) -> None:
    shares = split_evenly(total, parts)
    assert sum(shares) == total
    assert max(shares) - min(shares) <= 1


def test_gtd_leaves_out_states_and_codes_attack_weapon_target_and_claim() -> None:
    army = Actor(role="perpetrator", name="the army", type="state forces", entity="group")
    base = Actor(role="target", name="police station", type="state forces", entity="facility", effect="damage")
    bomb = told(
        1,
        exact(4),
        event_type="Explosions/Remote violence",
        sub_event_type="Suicide bomb",
        weapons=("car bomb",),
        actors=(GROUP, base),
        deaths_by_side={"attackers": 1},
    )
    claim = Statement(
        statement_id="s1",
        document_id="d1",
        kind="claim_of_responsibility",
        speaker="Alder Front",
        quote="Alder Front",
        start=bomb[0].text.index("Alder"),
        end=bomb[0].text.index("Alder") + 11,
        report_ids=("r1",),
        annotator="rule:invented@1",
    )
    built = gtd.build(chronology_of([bomb], [told(2, exact(1), actors=(army, PEOPLE))], statements=(claim,)))
    (row,) = built.main.rows
    expected = {
        "eventid": "201605015001",
        "attacktype1": 3,
        "weaptype1": 6,
        "weapsubtype1": 15,
        "targtype1": 3,
        "targsubtype1": 22,
        "suicide": 1,
        "gname": "Alder Front",
        "claimed": 1,
        "guncertain1": 0,
        "nkill": 4,
        "nkillter": 1,
        "property": 1,
        "country": 104,
        "region": 11,
    }
    assert {name: row[name] for name in expected} == expected
    assert reasons(built) == ["by a state's forces"]


def test_plover_codes_incidents_statements_and_auxiliary_modes() -> None:
    chronology = chronology_of(
        [told(1, exact(2), event_type="Violence against civilians", weapons=("rifles",))],
        [told(2, exact(1), background=True)],
    )
    first, second = polecat.build(chronology).main.rows
    assert (first["Event Type"], first["Event Mode"], first["Intensity"]) == ("ASSAULT", "firearms", -9)
    assert (first["Actor Name"], first["Primary Actor Sector"], first["Recipient Country"]) == (
        "Alder Front",
        "REB",
        "KEN",
    )
    assert "historical" in str(second["Event Mode"])
    record = next(polecat.json_records(chronology))
    assert record["text"] == "People were killed"
    assert record["text_info"] == {"sequence": 1, "start": 0, "end": 18}
    assert record["size"] == {"dead": 2}


def test_evaluation_records_have_integers_for_deaths_and_text_for_all_else() -> None:
    (record,) = aec.records(chronology_of(CONFLICT))
    assert tuple(record) == aec.FIELDS
    assert {name: type(value) for name, value in record.items()} == {
        name: int if name == "id" or name.startswith("deaths") else str for name in aec.FIELDS
    }
    assert record["start_date"] == "2016-05-01"


def test_hxl_has_its_tags_under_the_names() -> None:
    text = hxl.bundle(invented.chronology()).files["hxl.csv"].decode()
    names, tags, *rows = csv.reader(io.StringIO(text))
    assert len(names) == len(tags)
    assert len(rows) == len(invented.chronology().incidents)
    assert all(tag.startswith("#") for tag in tags)
    assert dict(zip(names, tags, strict=True))["deaths_best"] == "#affected+killed"
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("name", sorted(reading.SCHEMAS))
def test_every_export_passes_our_own_validator_and_none_is_taken_for_another(name: str, tmp_path: Path) -> None:
    chronologies = [chronology_of(CONFLICT, [told(7, exact(1))]), invented.chronology(), Chronology()]
    for chronology in chronologies:
        make = registry.bundler(name)
        assert make is not None
        bundle = make(chronology)
        path = written(tmp_path, bundle)
        assert findings(path) == []
        assert reading.guess(reading.read(path).header) == reading.schema(name)
        report = json.loads(next(v for k, v in bundle.files.items() if k.endswith(".loss.json")))
        assert len(report["items"]) == sum(line["count"] for line in report["totals"])
        assert report["incidents"] == len(chronology.incidents)


def test_every_incident_is_a_row_or_is_listed_with_a_reason() -> None:
    chronology = chronology_of(CONFLICT, [told(7, None)], [told(8, exact(1), place=None)])
    for build in (acled.build, ged.build, gtd.build, polecat.build):
        export = build(chronology)
        kept = {i for ids in export.main.incident_ids for i in ids}
        out = {str(row["incident_id"]) for row in export.tables[1].rows}
        assert kept | out == {incident.incident_id for incident in chronology.incidents}
        assert not kept & out
        assert all(reasons(export))


def changed(tmp_path: Path, name: str, column: str, value: str) -> list[str]:
    """Findings on a good file in which one cell of the first row is changed."""
    make = registry.bundler(name)
    assert make is not None
    bundle = make(chronology_of(CONFLICT))
    sign = "\t" if bundle.main.endswith(".tsv") else ","
    rows = list(csv.reader(io.StringIO(bundle.files[bundle.main].decode()), delimiter=sign))
    rows[2 if name == "hxl" else 1][rows[0].index(column)] = value
    path = tmp_path / bundle.main
    with path.open("w", newline="", encoding="utf-8-sig") as stream:
        csv.writer(stream, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return findings(path, name)


@pytest.mark.parametrize(
    ("name", "column", "value", "where"),
    [
        ("acled@2023", "fatalities", "-1", "fatalities: is -1, outside 0.."),
        ("acled@2023", "sub_event_type", "Armed clash", "sub_event_type: is 'Armed clash', which is no sub-type"),
        ("acled@2023", "interaction", "73", "interaction: is 73, expected 27"),
        ("acled@2023", "actor1", "One; Two", "actor1: is 'One; Two', expected the form"),
        ("acled@2023", "year", "2015", "year: is 2015, event_date says 2016"),
        ("acled@2023", "disorder_type", "Demostrations", "disorder_type: is 'Demostrations', expected one of"),
        ("ged@24", "best", "11", "best: is 11, the sides add up to 12"),
        ("ged@24", "low", "13", "low: is 13, above best"),
        ("ged@24", "priogrid_gid", "1", "priogrid_gid: is 1, the coordinates lie in"),
        ("ged@24", "where_prec", "8", "where_prec: is '8', expected one of"),
        ("ged@24", "side_b", "villagers", "side_b: is 'villagers', one-sided violence has Civilians"),
        ("ged@24", "date_start", "2016-13-01", "date_start: is '2016-13-01', expected a date"),
        ("gtd@2018", "eventid", "201505015001", "eventid: begins with 2015, iyear is 2016"),
        ("gtd@2018", "attacktype1_txt", "Hijacking", "attacktype1_txt: is 'Hijacking', code 9 is"),
        ("gtd@2018", "nkillter", "99", "nkillter: is 99, above nkill"),
        ("gtd@2018", "imonth", "13", "imonth: is 13, outside 0..12"),
        ("polecat@2024", "Quad Code", "1", "Quad Code: is 1, ASSAULT has 4"),
        ("polecat@2024", "Primary Actor Sector", "XYZ", "Primary Actor Sector: is 'XYZ'"),
        ("hxl", "date_end", "2016-04-30", "date_end: is 2016-04-30, before date_start"),
    ],
)
def test_the_validator_names_row_and_column(tmp_path: Path, name: str, column: str, value: str, where: str) -> None:
    found = changed(tmp_path, name, column, value)
    assert any(finding.startswith("row 1 (line 2") or "row 1 (line 3" in finding for finding in found)
    assert any(where in finding for finding in found), found


def test_the_validator_reads_by_name_and_finds_missing_unknown_and_repeated(tmp_path: Path) -> None:
    bundle = ged.bundle(chronology_of(CONFLICT))
    header, row = list(csv.reader(io.StringIO(bundle.files["ged.csv"].decode())))
    order = [*range(1, len(header)), 0]
    path = tmp_path / "shuffled.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([[line[n] for n in order] for line in (header, row)])
    assert findings(path) == []
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([[*header[1:], "Best"], row, [*row, "x"]])
    found = findings(path, "ged@24")
    assert "header, id: is missing" in found
    assert "header, Best: is no column of ged@24; the schema writes best" in found
    assert "row 2 (line 3), *: has 50 cells, the header has 49" in found
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([header, row, row])
    assert [f for f in findings(path) if "which an earlier row has" in f]


@given(st.text())
def test_no_cell_of_a_tab_separated_file_breaks_it(text: str) -> None:
    safe = cell(text)
    assert isinstance(safe, str)
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None).writerow([safe, "x"])
    assert out.getvalue().split("\n")[0].split("\t") == [safe, "x"]


def test_texts_with_quotes_commas_and_other_scripts_come_back_as_they_were(tmp_path: Path) -> None:
    place = msgspec.structs.replace(GARISSA, name='Улица "Ленина", 5; дом\t2')
    chronology = chronology_of([told(1, exact(1), place=place)])
    sheet = reading.read(written(tmp_path, acled.bundle(chronology)))
    assert next(iter(reading.cells(sheet, "location"))) == 'Улица "Ленина", 5; дом 2'


def test_gtd_does_not_take_the_word_of_those_who_did_it() -> None:
    source, boast = told(4, exact(40))
    claimed = msgspec.structs.replace(boast.attestations[0], attributed_to="Alder Front")
    group = [told(1, exact(9)), told(3, exact(12)), (source, msgspec.structs.replace(boast, attestations=(claimed,)))]
    assert gtd.build(chronology_of(group)).main.rows[0]["nkill"] == 12
