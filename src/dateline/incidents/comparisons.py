"""The comparisons on which "the same incident?" is decided, each one a symmetric function of two profiles.

A comparison returns a number, a named level, or None where one side says nothing (no evidence either way). Its
docstring is what a reviewer reads beside the contribution; the weights stand apart, as plain data (`scoring`).
"""

import math
from collections.abc import Callable

from dateline.incidents.background import background
from dateline.incidents.geography import relation
from dateline.incidents.profile import ActorView, Profile, cosine
from dateline.records import Counts

Value = float | str | None
Comparison = Callable[[Profile, Profile], Value]

# --- text ---------------------------------------------------------------------------------------------------------


def words(left: Profile, right: Profile) -> Value:
    """How alike the wording is: cosine of the words, rare ones weighing most (0 nothing shared, 1 the same)."""
    return cosine(left.words, right.words) if left.words and right.words else None


def rare_words(left: Profile, right: Profile) -> Value:
    """How many rare words both use (names, places, odd details), as the logarithm of one plus their number."""
    return math.log1p(len(left.rare & right.rare))


def length(left: Profile, right: Profile) -> Value:
    """How much text there is to compare: logarithm of the shorter one's words."""
    return math.log1p(min(left.word_count, right.word_count))


def longer(left: Profile, right: Profile) -> Value:
    """How long the longer text is: logarithm of its words."""
    return math.log1p(max(left.word_count, right.word_count))


def title(left: Profile, right: Profile) -> Value:
    """How alike the titles are: cosine of their words."""
    return cosine(left.title, right.title) if left.title and right.title else None


def names(left: Profile, right: Profile) -> Value:
    """How alike the full names are (pairs of capitalised words): cosine."""
    return cosine(left.names, right.names) if left.names and right.names else None


def shared_names(left: Profile, right: Profile) -> Value:
    """How much weight the full names bear that both texts give; one person's name weighs about six."""
    if not left.names or not right.names:
        return None
    return sum((left.name_weights[n] for n in sorted(left.names.keys() & right.names.keys())), 0.0)


def rarest_name(left: Profile, right: Profile) -> Value:
    """The weight of the rarest full name that both texts give; 0: none in common."""
    if not left.names or not right.names:
        return None
    return max((left.name_weights[n] for n in left.names.keys() & right.names.keys()), default=0.0)


def people(left: Profile, right: Profile) -> Value:
    """How many people both name in full who hold no office: victims, suspects, witnesses."""
    return float(len(left.people & right.people)) if left.people and right.people else None


def people_share(left: Profile, right: Profile) -> Value:
    """Which share of the fewer such people is named in both."""
    if not left.people or not right.people:
        return None
    return len(left.people & right.people) / min(len(left.people), len(right.people))


def capitals(left: Profile, right: Profile) -> Value:
    """How alike the capitalised words are (people, places, institutions): cosine."""
    return cosine(left.capitals, right.capitals) if left.capitals and right.capitals else None


def shared_capitals(left: Profile, right: Profile) -> Value:
    """How much weight the capitalised words bear that both texts use."""
    if not left.capitals or not right.capitals:
        return None
    return sum((background().weight(w) for w in sorted(left.capitals.keys() & right.capitals.keys())), 0.0)


def ages(left: Profile, right: Profile) -> Value:
    """Which share of the fewer ages given for people is the same in both."""
    if not left.ages or not right.ages:
        return None
    return len(left.ages & right.ages) / min(len(left.ages), len(right.ages))


def shared_ages(left: Profile, right: Profile) -> Value:
    """How many ages of people both give."""
    return float(len(left.ages & right.ages)) if left.ages and right.ages else None


def ages_given(left: Profile, right: Profile) -> Value:
    """How many ages the text that names fewer gives: with one, agreement is easily chance."""
    return float(min(len(left.ages), len(right.ages)))


def streets(left: Profile, right: Profile) -> Value:
    """Whether both name a street, and the same one."""
    if not left.streets or not right.streets:
        return None
    return "shared" if left.streets & right.streets else "different"


def houses(left: Profile, right: Profile) -> Value:
    """Whether both give a house or block number, and the same one."""
    if not left.houses or not right.houses:
        return None
    return "shared" if left.houses & right.houses else "different"


def clock(left: Profile, right: Profile) -> Value:
    """Whether both give a time of day, and the same one, or one within the hour."""
    if not left.clock or not right.clock:
        return None
    if left.clock & right.clock:
        return "shared"
    return "within an hour" if any(abs(a - b) <= 60 for a in left.clock for b in right.clock) else "different"


# --- time ---------------------------------------------------------------------------------------------------------


def published(left: Profile, right: Profile) -> Value:
    """Days between the two publications; news of one incident comes mostly within a few days, trials later."""
    if left.published is None or right.published is None:
        return None
    return float(abs(left.published - right.published))


def days_shared(left: Profile, right: Profile) -> Value:
    """How far the days named in the two texts coincide, those named early weighing most."""
    if not left.days or not right.days:
        return None
    return sum((min(weight, right.days[day]) for day, weight in sorted(left.days.items()) if day in right.days), 0.0)


def days_gap(left: Profile, right: Profile) -> Value:
    """Days between the nearest days named in the two texts."""
    if not left.days or not right.days:
        return None
    return float(min(abs(a - b) for a in left.days for b in right.days))


def main_days_gap(left: Profile, right: Profile) -> Value:
    """Days between the day that each text dwells on most."""
    if not left.days or not right.days:
        return None
    return float(abs(_main_day(left.days) - _main_day(right.days)))


def _main_day(days: dict[int, float]) -> int:
    return max(sorted(days), key=lambda d: days[d])


def dates(left: Profile, right: Profile) -> Value:
    """How the coded date intervals lie: the same day, one inside the other, overlapping, or how far apart.

    Levels: "same day", "same interval", "inside" (a day within a week or month), "overlap", "next day",
    "within a week", "within a month", "apart". An open end counts as unknown on that side; None without any date.
    """
    a, b = left.context.report.date, right.context.report.date
    if (a.earliest is None and a.latest is None) or (b.earliest is None and b.latest is None):
        return None
    first, second = (a.earliest, a.latest), (b.earliest, b.latest)
    if None not in first and first == second:
        return "same day" if a.earliest == a.latest else "same interval"
    starts = [d for d in (a.earliest, b.earliest) if d is not None]
    ends = [d for d in (a.latest, b.latest) if d is not None]
    if not starts or not ends or max(starts) <= min(ends):
        single = (None not in first and first[0] == first[1]) or (None not in second and second[0] == second[1])
        closed = None not in first and None not in second
        return "inside" if single and closed else "overlap"
    gap = (max(starts) - min(ends)).days
    return "next day" if gap == 1 else "within a week" if gap <= 7 else "within a month" if gap <= 31 else "apart"


def recency(left: Profile, right: Profile) -> Value:
    """Where one report gives no date: days from the other's date to the first one's publication (news is recent)."""
    found = [gap for a, b in ((left, right), (right, left)) if (gap := _untold(a, b)) is not None]
    return float(min(found)) if found else None


def _untold(undated: Profile, dated: Profile) -> int | None:
    told, date = undated.context.report.date, dated.context.report.date
    published = undated.context.published_latest or undated.context.published_earliest
    if told.earliest is not None or published is None or date.earliest is None or date.latest is None:
        return None
    return max(0, (published - date.latest).days)


# --- place --------------------------------------------------------------------------------------------------------


_SAME_PLACE = ("same", "same name", "similar name")


def place(left: Profile, right: Profile) -> Value:
    """How the coded places lie to one another: the same, one containing the other, near, or elsewhere.

    Levels: "same", "same name" (no gazetteer entry), "similar name" (one name's rare words are the other's too),
    "contains", "near" (within 30 km), "unresolved" (a name without entry in the same country), "same region"
    (first-level unit), "same country", "other country"; None where one side has no place.
    """
    a, b = left.context.report.place, right.context.report.place
    return relation(a, b) if a is not None and b is not None else None


def precise_place(left: Profile, right: Profile) -> Value:
    """Whether the agreement on the place is about a town or only about a region or country."""
    a, b = left.context.report.place, right.context.report.place
    if a is None or b is None or relation(a, b) not in _SAME_PLACE:
        return None
    return {"exact": "town", "place": "town", "near": "town", "unknown": "town"}.get(a.precision, a.precision)


def place_in_text(left: Profile, right: Profile) -> Value:
    """Whether the place coded for one report stands in the other one's passage: for both, for one, for neither.

    A place may be coded wrongly or too widely on one side while both texts name it. Countries are not looked for,
    and nothing is added where the codes agree already.
    """
    if place(left, right) in _SAME_PLACE:
        return None
    found = [side for side in (_names_place(left, right), _names_place(right, left)) if side is not None]
    if not found:
        return None
    return ("neither", "one", "both")[sum(found)] if len(found) == 2 else "one" if found[0] else "neither"


def _names_place(coded: Profile, text: Profile) -> bool | None:
    where = coded.context.report.place
    if where is None or where.precision == "country" or not text.words or not coded.place_words:
        return None
    return all(w in text.words for w in coded.place_words)


# --- numbers ------------------------------------------------------------------------------------------------------


def deaths(left: Profile, right: Profile) -> Value:
    """The numbers of dead: equal, an update (11, then 12), compatible bounds, or far apart."""
    return figures(left.context.report.deaths, right.context.report.deaths)


def injured(left: Profile, right: Profile) -> Value:
    """The numbers of injured: equal, an update, compatible bounds, or far apart."""
    return figures(left.context.report.injured, right.context.report.injured)


def held(left: Profile, right: Profile) -> Value:
    """The numbers of people detained or abducted: equal, an update, compatible, or far apart."""
    a, b = left.context.report, right.context.report
    return figures(a.detained or a.abducted, b.detained or b.abducted)


def figures(left: Counts | None, right: Counts | None) -> Value:
    """Two figures for one thing, as a level.

    "equal few" (up to 2), "equal some" (3 to 6), "equal many"; "differ few" (1, 2 and 3); "close" (off by at most 2 or
    a quarter, as tolls are updated), "within bounds" (vague ones that do not exclude each other), "same order" (so,
    and both are large and within a factor of two), "some and none", "differ" (up to a factor of two), "far".
    """
    if left is None or right is None:
        return None
    if left.best is not None and right.best is not None:
        small, great = sorted((left.best, right.best))
        if small == great:
            return None if great == 0 else "equal few" if great <= 2 else "equal some" if great <= 6 else "equal many"
        if small == 0:
            return "some and none"
        if small < 3 and great <= 3:
            return "differ few"
        if great - small <= max(1, min(2, small // 3)) or great <= small * 1.25:
            return "close"
        return "differ" if great <= 2 * small else "far"
    lows = [c.low for c in (left, right) if c.low is not None]
    highs = [c.high if c.high is not None else c.best for c in (left, right)]
    known = [h for h in highs if h is not None]
    if not lows:
        return None
    if known and max(lows) > min(known):
        # "dozens" against 20: vague words are used loosely, so only a clear gap speaks against.
        return "far" if max(lows) > 3 * max(1, min(known)) else "differ"
    small, great = min(lows), max([*lows, *known])
    return "same order" if small >= 20 and great <= 2 * small else "within bounds"


def fatal(left: Profile, right: Profile) -> Value:
    """Whether both texts speak of a death early on, neither does, or only one."""
    return "one" if left.fatal != right.fatal else "both" if left.fatal else "neither"


# --- what and who -------------------------------------------------------------------------------------------------

_VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
_CROWD = {"Protests", "Riots"}
_EXPLOSIVE = {
    "Suicide bomb",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Shelling/artillery/missile attack",
    "Air/drone strike",
    "Chemical weapon",
}
_TAKING = {"Abduction/forced disappearance"}
_AFTERMATH = {"Arrests", "Disrupted weapons use", "Looting/property destruction", "Agreement"}


def event_type(left: Profile, right: Profile) -> Value:
    """What happened: same sub-type, same type, types that coders confuse (an attack and a battle), or unlike.

    "other means" where one is a fight and the other an explosion, "other act" where people are taken in one and blown up
    or fought in the other; "aftermath" where one is an arrest or a find and the other violence: a follow-up.
    """
    a, b = left.context.report, right.context.report
    if a.event_type is None or b.event_type is None:
        return None
    if a.event_type == b.event_type:
        if a.sub_event_type and b.sub_event_type:
            return "same sub-type" if a.sub_event_type == b.sub_event_type else "same type"
        return "same type"
    kinds = {a.event_type, b.event_type}
    subs = {a.sub_event_type, b.sub_event_type}
    if subs & _TAKING and subs & (_EXPLOSIVE | {"Armed clash"}):
        return "other act"
    if subs & _EXPLOSIVE and "Armed clash" in subs:
        return "other means"
    if kinds <= _VIOLENT or kinds <= _CROWD:
        return "close"
    if (a.sub_event_type in _AFTERMATH) != (b.sub_event_type in _AFTERMATH) and kinds & _VIOLENT:
        return "aftermath"
    return "unlike"


def status(left: Profile, right: Profile) -> Value:
    """Whether it happened: both say so, or one tells of a plot, an attempt or a threat."""
    a, b = left.context.report.status, right.context.report.status
    done = {"occurred", "alleged"}
    if a == b or {a, b} == done:
        return None
    return "attempt" if "attempted" in (a, b) else "unlike"


def perpetrators(left: Profile, right: Profile) -> Value:
    """Who did it: the same name, the same kind of actor, or kinds that exclude each other."""
    level = _actors(left.perpetrators, right.perpetrators)
    if level in ("different words", "different names"):
        return "same kind" if left.perpetrators.kinds & right.perpetrators.kinds else None
    # Rebels, militias and gunmen not named are easily one; only the state against others is a difference.
    if level == "unlike" and "state forces" not in left.perpetrators.kinds ^ right.perpetrators.kinds:
        return None
    return level


def targets(left: Profile, right: Profile) -> Value:
    """Who or what was hit: the same name or word, other names, the same kind in other words, or kinds at odds."""
    return _actors(left.targets, right.targets)


def _actors(left: ActorView, right: ActorView) -> str | None:
    if not left.given or not right.given:
        return None
    if left.names & right.names:
        return "same name"
    if left.heads & right.heads:
        return "same word"
    if not left.kinds or not right.kinds:
        return None
    if left.names and right.names:
        return "different names"
    told = bool(left.heads and right.heads)
    if left.kinds & right.kinds:
        return "different words" if told else "same kind"
    # "12 people" may well be the other text's border guards.
    return "unlike" if told else None


def weapons(left: Profile, right: Profile) -> Value:
    """Weapons named: some of one family (explosives, firearms, blades, fire ...) in common, or none."""
    if not left.weapons or not right.weapons:
        return None
    return "shared" if left.weapons & right.weapons else "different"


# --- the frame ----------------------------------------------------------------------------------------------------


def document(left: Profile, right: Profile) -> Value:
    """Whether one document tells both (it would hardly tell one incident twice), or a copy of it at the same place."""
    if left.context.document_id == right.context.document_id:
        return "same document"
    copied = left.context.source_id == right.context.source_id
    return "copy" if copied and left.context.report.position == right.context.report.position else None


def background_only(left: Profile, right: Profile) -> Value:
    """Whether one is told in passing (a total, a trend, a comparison) and the other as an incident of its own."""
    return "mixed" if left.context.report.background != right.context.report.background else None


COMPARISONS: dict[str, Comparison] = {
    f.__name__: f
    for f in (
        words,
        rare_words,
        length,
        longer,
        title,
        names,
        shared_names,
        rarest_name,
        people,
        people_share,
        capitals,
        shared_capitals,
        ages,
        shared_ages,
        ages_given,
        streets,
        houses,
        clock,
        published,
        days_shared,
        days_gap,
        main_days_gap,
        dates,
        recency,
        place,
        precise_place,
        place_in_text,
        deaths,
        injured,
        held,
        fatal,
        event_type,
        status,
        perpetrators,
        targets,
        weapons,
        document,
        background_only,
    )
}
