"""Files of others read in, two sets compared, and the public copy."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_chronology_schemas import CONFLICT, GARISSA, GROUP, PEOPLE, chronology_of, exact, told

import invented
from dateline.chronology import comparing, publication
from dateline.chronology.comparing import Event, compare
from dateline.chronology.schemas import acled, ged, gtd, hxl, importing, polecat, reading
from dateline.errors import UsageError
from dateline.records import Actor, Counts, Place
from dateline.store.rows import prepare

CHRONOLOGY = chronology_of(CONFLICT, [told(7, exact(1), date=CONFLICT[0][1].date)])


@pytest.mark.parametrize("module", [acled, ged, gtd, polecat, hxl], ids=lambda m: m.__name__.split(".")[-1])
def test_each_row_of_a_file_becomes_a_report_whose_quotes_are_its_cells(tmp_path: Path, module: object) -> None:
    bundle = module.bundle(CHRONOLOGY)  # type: ignore[attr-defined]
    path = tmp_path / bundle.main
    path.write_bytes(bundle.files[bundle.main])
    sheet, schema = reading.named(path, None)
    made = list(importing.documents(sheet, schema, source="theirs"))
    assert len(made) == len(sheet.lines)
    for document, coding in made:
        prepare(document, coding)  # holds every quote to the text
        (report,) = coding.reports
        assert report.date.earliest == dt.date(2016, 5, 1)
        assert report.place is not None
        assert (report.place.name, report.place.country_code) == ("Garissa", "KE")
        assert {a.field for a in report.attestations} >= {"place.name", "date_start"}
        if module is not polecat:
            assert report.deaths is not None
    assert made == list(importing.documents(sheet, schema, source="theirs"))


def test_a_row_of_ged_keeps_its_bounds_and_sides(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_bytes(ged.bundle(CHRONOLOGY).files["ged.csv"])
    sheet, schema = reading.named(path, "ged")
    report = next(importing.documents(sheet, schema, source="UCDP"))[1].reports[0]
    assert report.deaths == Counts(low=9, best=12, high=12)
    assert report.deaths_by_side == {"unknown": 12}
    assert [(a.role, a.name, a.type) for a in report.actors] == [
        ("perpetrator", "Alder Front", "rebel group"),
        ("target", "Civilians", "civilians"),
    ]


def test_older_spellings_of_dates_and_unknown_numbers_are_read_leniently(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(
        "event_id_cnty,event_date,time_precision,event_type,location,country,latitude,longitude,fatalities\n"
        "KEN1,1 May 2016,2,Battles,Garissa,Kenya,-0.45,39.65,4\nKEN2,,1,Battles,,Kenya,,,\n",
        encoding="utf-8-sig",
    )
    sheet, schema = reading.named(path, "acled")
    first, second = (coding.reports[0] for _, coding in importing.documents(sheet, schema, source="x"))
    assert (first.date.earliest, first.date.latest) == (dt.date(2016, 4, 28), dt.date(2016, 5, 4))
    assert second.date.earliest is None
    assert second.deaths is None
    assert second.place is not None
    assert second.place.precision == "unknown"


def event(identity: str, day: int, *, km: float = 0.0, deaths: int | None = None, **values: object) -> Event:
    on = dt.date(2016, 5, day).isoformat()
    place = msgspec.structs.replace(GARISSA, latitude=-0.45 + km / 111.2)
    made: dict[str, object] = {
        "event_type": "Battles",
        "actors": ("Alder Front",),
        "deaths": None if deaths is None else exact(deaths),
        "place": place,
    } | values
    return Event(event_id=identity, start=on, end=on, **made)  # type: ignore[arg-type]


def test_incidents_within_the_window_are_matched_once_and_the_better_pair_first() -> None:
    found = compare(
        [event("a1", 1, deaths=3), event("a2", 2), event("a3", 20)],
        [event("b1", 1, deaths=3), event("b2", 2, km=10), event("b3", 9)],
    )
    assert [(m.left, m.right) for m in found.matches] == [("a1", "b1"), ("a2", "b2")]
    assert [e.event_id for e in found.only_left] == ["a3"]
    assert [e.event_id for e in found.only_right] == ["b3"]
    assert found.matches[0].agree == ("type", "place", "actor", "deaths")


def test_differing_figures_are_told_and_far_or_foreign_places_are_no_match() -> None:
    found = compare([event("a", 1, deaths=3)], [event("b", 1, deaths=9)])
    assert found.matches[0].deaths == (3, 9)
    assert found.matches[0].differ == ("deaths",)
    assert comparing.differences(found) == list(found.matches)
    assert not compare([event("a", 1)], [event("b", 1, km=80)]).matches
    abroad = msgspec.structs.replace(GARISSA, country_code="SO")
    assert not compare([event("a", 1)], [event("b", 1, place=abroad)]).matches


EVENTS = st.lists(st.tuples(st.integers(1, 8), st.floats(0, 60), st.one_of(st.none(), st.integers(0, 9))), max_size=7)


@given(EVENTS, EVENTS)
def test_a_comparison_swapped_is_the_same_mirrored_and_every_incident_is_accounted_for(
    left: list[tuple[int, float, int | None]], right: list[tuple[int, float, int | None]]
) -> None:
    ours = [event(f"a{n}", d, km=k, deaths=x) for n, (d, k, x) in enumerate(left)]
    theirs = [event(f"b{n}", d, km=k, deaths=x) for n, (d, k, x) in enumerate(right)]
    one, other = compare(ours, theirs), compare(theirs[::-1], ours[::-1])
    assert {(m.left, m.right) for m in one.matches} == {(m.right, m.left) for m in other.matches}
    assert len(one.matches) + len(one.only_left) == len(ours)
    assert len(one.matches) + len(one.only_right) == len(theirs)
    assert {e.event_id for e in one.only_right} == {e.event_id for e in other.only_left}


def test_a_set_compared_with_itself_matches_entirely() -> None:
    events = [comparing.of_incident(i) for i in CHRONOLOGY.ordered_incidents()]
    found = compare(events, events)
    assert all(m.left == m.right and m.days == 0 and not m.differ for m in found.matches)
    assert len(found.matches) == len(events)


def everything(copy: publication.Copy) -> str:
    return b"".join(copy.files.values()).decode()


PERSON = Actor(role="target", name="Alma Fern", type="civilians", entity="individual", effect="death")
SECRET = chronology_of([told(1, exact(3), actors=(GROUP, PEOPLE, PERSON))])


def test_a_public_copy_holds_units_and_buckets_and_no_person_quote_or_id() -> None:
    place = msgspec.structs.replace(GARISSA, name="Elm Ford")
    copy = publication.publish(
        chronology_of([told(1, exact(3), actors=(GROUP, PERSON), place=place)]), publication.Policy()
    )
    text = everything(copy)
    assert "2016-05" in text
    assert "Garissa" in text
    assert "Alder Front" in text
    for hidden in ("Elm Ford", "Alma Fern", "2016-05-01", "-0.45", "Paper 1", "i000000000001", "market"):
        assert hidden not in text
    assert list(publication.leaks(copy)) == []
    assert {piece.kind for piece in copy.withheld} >= {"place", "person", "day", "coordinate", "outlet", "incident id"}


def test_whatever_is_withheld_is_found_when_it_gets_in_after_all() -> None:
    copy = publication.publish(SECRET, publication.Policy())
    for piece in copy.withheld:
        spoilt = msgspec.structs.replace(
            copy, files={**copy.files, "incidents.csv": copy.files["incidents.csv"] + f"x,{piece.text}\n".encode()}
        )
        assert any(leak.text == piece.text for leak in publication.leaks(spoilt)), piece


def test_words_of_the_policy_are_searched_for_too() -> None:
    copy = publication.publish(SECRET, publication.Policy(names=("Alder Front",)))
    assert "Alder Front" not in everything(copy)
    leaky = publication.publish(SECRET, publication.Policy(names=("Kenya",)))
    assert [leak.text for leak in publication.leaks(leaky)][:1] == ["Kenya"]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 40))
def test_a_bucket_holds_the_whole_interval_or_none_is_given(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(length)
    for size in ("day", "week", "month", "year"):
        found = publication.bucket(first.isoformat(), last.isoformat(), size)
        if found is not None and len(found) == 7:
            assert first.isoformat()[:7] == last.isoformat()[:7] == found
        assert found is not None or first.year != last.year


def test_rare_cells_lose_their_unit_and_an_unknown_field_is_refused(tmp_path: Path) -> None:
    copy = publication.publish(SECRET, publication.Policy(minimum=2))
    assert "Garissa" not in copy.files["incidents.csv"].decode()
    with pytest.raises(UsageError, match="summary"):
        publication.publish(SECRET, publication.Policy(fields=("summary",)))
    (tmp_path / "p.toml").write_text('place = "street"\n')
    with pytest.raises(UsageError, match="place"):
        publication.read_policy(tmp_path / "p.toml")


def test_the_invented_chronology_is_published_without_leaks() -> None:
    for policy in (
        publication.Policy(),
        publication.Policy(place="country", date="year", fields=("deaths", "weapons")),
    ):
        assert list(publication.leaks(publication.publish(invented.chronology(), policy))) == []
    nowhere = Place(name="Elm Ford")
    changed = msgspec.structs.replace(
        SECRET, incidents=tuple(msgspec.structs.replace(i, place=nowhere) for i in SECRET.incidents)
    )
    assert list(publication.leaks(publication.publish(changed, publication.Policy()))) == []
