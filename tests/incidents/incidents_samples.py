"""Reports made by hand, and strategies for properties of linking and reconciling."""

import datetime as dt

import msgspec
from hypothesis import strategies as st

from dateline.incidents.context import ReportContext
from dateline.records import Actor, Counts, DateExtent, Place, Report

LANGTOWN = Place(
    name="Langtown",
    geonameid=101,
    feature_code="PPL",
    admin1="Upper Vale",
    country="Examplia",
    country_code="XA",
    latitude=42.0,
    longitude=47.0,
    precision="place",
)
UPPER_VALE = Place(
    name="Upper Vale",
    geonameid=100,
    feature_code="ADM1",
    admin1="Upper Vale",
    country="Examplia",
    country_code="XA",
    latitude=42.5,
    longitude=47.5,
    precision="admin1",
)
EXAMPLIA = Place(name="Examplia", geonameid=1, country="Examplia", country_code="XA", precision="country")
FAR_CITY = Place(
    name="Far City",
    geonameid=201,
    admin1="Lower Vale",
    country="Examplia",
    country_code="XA",
    latitude=45.0,
    longitude=52.0,
    precision="place",
)


def day(text: str) -> DateExtent:
    """One day as a coded date."""
    date = dt.date.fromisoformat(text)
    return DateExtent(earliest=date, latest=date, precision="day", rule="test")


def count(n: int | None) -> Counts | None:
    """An exact figure."""
    return None if n is None else Counts(low=n, best=n, high=n)


def context(
    name: str,
    *,
    text: str = "Gunmen attacked a police post, killing several officers, officials said.",
    date: DateExtent | None = None,
    place: Place | None = LANGTOWN,
    deaths: Counts | None = None,
    injured: Counts | None = None,
    event: tuple[str, str | None] = ("Violence against civilians", "Attack"),
    published: str | None = "2014-03-06",
    outlet: str | None = None,
    document: str | None = None,
    position: int = 1,
    copy_of: str | None = None,
    actors: tuple[Actor, ...] = (),
    weapons: tuple[str, ...] = (),
    background: bool = False,
    **fields: object,
) -> ReportContext:
    """A report in its document: an attack in Langtown on 5 March 2014 unless told otherwise."""
    document = document or f"doc-{name}"
    report = Report(
        report_id=name,
        document_id=document,
        position=position,
        spans=((0, len(text)),),
        summary=f"summary of {name}",
        event_type=event[0],
        sub_event_type=event[1],
        date=date or day("2014-03-05"),
        place=place,
        deaths=deaths,
        injured=injured,
        actors=actors,
        weapons=weapons,
        background=background,
        **fields,  # type: ignore[arg-type]
    )
    on = dt.date.fromisoformat(published) if published else None
    return ReportContext(
        report=report,
        document_id=document,
        outlet=outlet,
        published_earliest=on,
        published_latest=on,
        text=text,
        copy_of=copy_of,
    )


# --- strategies ---------------------------------------------------------------------------------------------------

PLACES = (LANGTOWN, UPPER_VALE, EXAMPLIA, FAR_CITY, Place(name="Oldmill", country_code="XA", precision="unknown"), None)
EVENTS = (
    ("Violence against civilians", "Attack"),
    ("Explosions/Remote violence", "Suicide bomb"),
    ("Battles", "Armed clash"),
    ("Strategic developments", "Arrests"),
    (None, None),
)
WORDS = (
    "gunmen bomb market police officers killed wounded Langtown station bus Tuesday Ivo Marsh village troops".split()
)


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 60)] * 3)))
    shape = draw(st.sampled_from(("exact", "range", "open", "vague", "low")))
    if shape == "exact":
        return Counts(low=best, best=best, high=best)
    if shape == "range":
        return Counts(low=low, best=best, high=high)
    if shape == "open":
        return Counts(low=low, best=best)
    return Counts(low=low, high=high) if shape == "vague" else Counts(low=low)


@st.composite
def extents(draw: st.DrawFn) -> DateExtent:
    start = dt.date(2014, 3, 1) + dt.timedelta(draw(st.integers(0, 60)))
    end = start + dt.timedelta(draw(st.sampled_from((0, 0, 1, 6, 30))))
    return DateExtent(
        earliest=draw(st.sampled_from((start, start, None))),
        latest=draw(st.sampled_from((end, end, None))),
        precision="day" if start == end else "week",
        rule="test",
    )


@st.composite
def contexts(draw: st.DrawFn, name: str = "r1") -> ReportContext:
    published = draw(st.sampled_from(("2014-03-06", "2014-03-09", "2014-04-20", None)))
    made = context(
        name,
        text=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=25))),
        date=draw(extents()),
        place=draw(st.sampled_from(PLACES)),
        deaths=draw(st.none() | counts()),
        injured=draw(st.none() | counts()),
        event=draw(st.sampled_from(EVENTS)),  # type: ignore[arg-type]
        published=published,
        outlet=draw(st.sampled_from((None, "Post", "Herald"))),
        document=f"doc-{draw(st.integers(1, 6))}" if draw(st.booleans()) else None,
        position=int("".join(c for c in name if c.isdigit()) or 1),
        weapons=draw(st.sampled_from(((), ("bomb",), ("rifle", "knife")))),
    )
    return made if draw(st.booleans()) else msgspec.structs.replace(made, title="Attack in Langtown")


def report_sets(*, smallest: int = 1, largest: int = 7) -> st.SearchStrategy[list[ReportContext]]:
    """Reports with distinct ids r1, r2, ..."""
    return (
        st.integers(smallest, largest)
        .flatmap(lambda n: st.tuples(*[contexts(f"r{i}") for i in range(1, n + 1)]))
        .map(list)
    )
