"""Reports made by hand, an in-memory report store, and strategies for properties of linking and reconciling."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from hypothesis import strategies as st

from dateline.incidents.blocking import keys
from dateline.incidents.context import ReportContext
from dateline.records import Actor, Counts, DateExtent, Link, Place, Report

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


class MemoryStore:
    """A report store in memory, as the linker wants it."""

    def __init__(self, contexts: Iterable[ReportContext] = ()) -> None:
        self.contexts: dict[str, ReportContext] = {}
        self.blocks: dict[str, set[str]] = defaultdict(set)
        self.assigned: dict[str, str] = {}
        self.recorded: list[Link] = []
        self.add(contexts)

    def add(self, contexts: Iterable[ReportContext]) -> None:
        for c in contexts:
            self.contexts[c.report_id] = c
            for key in keys(c):
                self.blocks[key].add(c.report_id)

    def unlinked(self) -> Sequence[str]:
        waiting = [c for r, c in self.contexts.items() if r not in self.assigned]
        waiting.sort(key=lambda c: (c.published_latest or dt.date.max, c.document_id, c.report.position))
        return [c.report_id for c in waiting]

    def context(self, report_id: str) -> ReportContext:
        return self.contexts[report_id]

    def candidates(self, report_id: str) -> Sequence[str]:
        found = {other for key in keys(self.contexts[report_id]) for other in self.blocks[key]}
        return sorted(found - {report_id})

    def incident_of(self, report_id: str) -> str | None:
        return self.assigned.get(report_id)

    def members(self, incident_id: str) -> Sequence[str]:
        return sorted(r for r, i in self.assigned.items() if i == incident_id)

    def links(self, report_ids: Iterable[str]) -> Sequence[Link]:
        wanted = set(report_ids)
        return [link for link in self.recorded if {link.left, link.right} & wanted]

    def add_links(self, links: Iterable[Link]) -> None:
        self.recorded.extend(links)

    def assign(self, report_id: str, incident_id: str) -> None:
        self.assigned[report_id] = incident_id

    def groups(self) -> set[frozenset[str]]:
        by_incident: dict[str, set[str]] = defaultdict(set)
        for report_id, incident in self.assigned.items():
            by_incident[incident].add(report_id)
        return {frozenset(g) for g in by_incident.values()}

    def same(self, left: str, right: str) -> bool:
        return self.assigned[left] == self.assigned[right]

    def unsure(self) -> list[Link]:
        return [link for link in self.recorded if link.judgement == "unsure"]


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
