"""The grammar of fates: which noun phrase is killed, hurt, held, taken or freed, by the voice of the word that says so."""

import re
from collections.abc import Sequence

from dateline.mentions.events import Trigger
from dateline.records import CountMention
from dateline.reports.analysis import Analysis, within
from dateline.reports.casualty import FIELD
from dateline.reports.quantities import Item, single

_BE = frozenset("was were is are be been being got get 's had has have having were".split())

_PASSIVE_BE = frozenset("was were is are be been being got gets get".split())

_HAVE = frozenset("has have had having".split())

_ADVERBS = frozenset(
    "also later reportedly seriously critically badly severely lightly slightly then all both each allegedly wantonly"
    " brutally immediately subsequently confirmed either already again apparently so far gravely mortally still now just"
    " instantly fatally summarily publicly either not never only nearly even at least least earlier previously recently first".split()
)

_STOP_RIGHT = frozenset(
    "in at on by when with after before and who which that from near while as during since until for because but into over outside inside".split()
)

_SUBJECT_BREAK = frozenset(
    "when after while before but where because if until although though said says saying that after when during".split()
)

_PREPOSITIONS = frozenset(
    "in at on by with from near of into outside inside to around between against for over under beside through including among like than aged except".split()
)

_TOTAL_RIGHT = re.compile(
    r"\s*(?:[^.;\n]{0,140}?\b)?(?:of|to|at|was|is|are|were|hits?|stood at|stands at|reached|reaches|passes|passed|climbs to|climbed to|rose to|risen to|numbered|:|includes?|exceeds?|put at|as)\s*:?\s*$",
    re.IGNORECASE,
)

_NUMBER_OF = re.compile(
    r"\b(?:number|count|tally|toll|total|figure)\s+(?:of\s+)?(?:(?:the|people|persons|those|civilians|official|victims)\s+)*$",
    re.IGNORECASE,
)

_OF_SET = re.compile(r"\s*of\s+(?:the|them|those|these|whom|his|her|their|its|our|my|your|which)\b", re.IGNORECASE)

_INJURY_PART = re.compile(
    r"\s*(?:was|were|got|been)?\s*(?:hit|shot|wounded|struck|stabbed)\s+in\s+(?:the|his|her|one|both)\s+(?:hip|leg|shoulder|arm|head|chest|stomach|back|foot|hand|neck|abdomen|thigh|face|legs|arms|knee|eye|ribs|side)",
    re.IGNORECASE,
)


def arguments(
    analysis: Analysis, t: Trigger, triggers: Sequence[Trigger], items: list[Item], start: int, end: int
) -> list[tuple[Item, str, str | None, bool]]:
    """The noun phrases or numbers that a trigger says its fate of: (item, rule, other field, hedged)."""
    text = analysis.text
    before = text[start : t.start]
    if t.kind in ("shooting", "attack", "attempt", "operation", "hostage", "explosion"):
        return _of_arguments(analysis, t, triggers, items, start, end)
    if t.kind == "suicide":
        return []
    if t.kind == "seizure":
        return _seized_person(analysis, t, items, start, end)
    if t.kind not in FIELD:
        return []
    counted = any(
        i.actor is None and i.count is not None and i.end <= t.start and not text[i.end : t.start].strip()
        for i in items
    )
    if t.voice == "noun" or (t.lower in ("arrests", "detentions") and counted):
        return [(i, r, None, False) for i, r in _noun(text, t, items, start, end)]
    colon = re.match(r"\s*:\s*", text[t.end : end])
    numbered = any(i.count is not None and i.end <= t.start and not text[i.end : t.start].strip() for i in items)
    if colon and t.voice in ("adjective", "ed") and not numbered:
        right = next((i for i in items if i.start >= t.end + colon.end() and i.start <= t.end + colon.end() + 2), None)
        if right is not None and right.count is not None:
            return [(right, "casualty.label", None, False)]
    if _NUMBER_OF.search(before[-60:]) or re.search(r"\bnumber\s+of\s+(?:\w+\s+){0,2}$", before[-60:], re.IGNORECASE):
        return [(i, r, None, False) for i, r in _noun(text, t, items, start, end)]
    numbered_right = re.match(r"(?i)\s+numbere?(?:d|s|ing)?\s+", text[t.end : end])
    if t.voice == "adjective" and numbered_right:
        return [(i, "casualty.total", None, False) for i in items if i.start == t.end + numbered_right.end()]
    if t.voice == "adjective" and re.search(r"\b(?:the|its|their|our|of)\s+$", before[-8:], re.IGNORECASE):
        return []
    pronoun = _pronoun_object(text, t, end)
    if pronoun is not None and t.voice in ("active", "ed"):
        return [(pronoun, "casualty.pronoun", None, False)]
    whom = re.search(r"\bwhom\b[^,.;:]{0,50}$", before, re.IGNORECASE)
    if whom and any(
        i.actor is None and i.count is not None and start + whom.start() < i.start and i.end <= t.start for i in items
    ):
        whom = None  # "of whom 7 were released": the seven
    if whom and t.voice in ("active", "ed"):
        numbered_items = [
            i
            for i in items
            if i.end <= start + whom.start()
            and i.people
            and i.count is not None
            and i.count.rule not in ("singular", "article")
        ]
        return [(i, "casualty.whom", None, False) for i in numbered_items[-1:]]
    inside = [a for a in within(analysis.actors, t.start, t.end) if a.entity != "facility"]
    if t.voice == "active" and t.last - t.first > 2 and t.lower.endswith(_AROUND_OBJECT):
        return [(i, "casualty.active", None, False) for i in _inside(text, t, items)]
    if t.kind == "abduction" and inside and t.voice == "ed":
        return [(i, "casualty.active", None, False) for i in _inside(text, t, items)]
    if inside and t.lower.endswith("to death"):
        return [(i, "casualty.active", None, False) for i in _inside(text, t, items)]
    if t.voice == "active":
        return [(i, "casualty.active", None, False) for i in _objects(analysis, t.end, triggers, items, end)]
    if t.voice == "ed":
        return _ed(analysis, t, triggers, items, start, end)
    subjects = _subjects(analysis, t, triggers, items, start)
    return [(i, f"casualty.{t.voice}", None, False) for i in subjects]


# Verbs whose object stands between their parts: "hacked two traders to death", "claimed 75 lives".
_AROUND_OBJECT = (
    " to death",
    " dead",
    " alive",
    " lives",
    *(
        f" {w}"
        for w in "men soldiers fighters troops policemen officers comrades militants gendarmes rebels guards".split()
    ),
)


def _inside(text: str, t: Trigger, items: list[Item]) -> list[Item]:
    """The people named within the trigger; where no lexicon knows them, the number or the one person of an article."""
    people = [
        i for i in items if i.people and t.start < i.start < t.end and (i.actor is not None or i.count is not None)
    ]
    named = [i for i in people if i.actor is not None] or people
    if named:
        return named
    one = re.compile(r"\s(an?|one|his|her|the|him)\s", re.IGNORECASE).search(text, t.start, t.end)
    return [single(text, one.start(1), t.end)] if one else []


def _pronoun_object(text: str, t: Trigger, end: int) -> Item | None:
    """ "shot him dead", "killed her": one person, named elsewhere."""
    inner = re.search(r"\b(him|her)\b", text[t.start : t.end], re.IGNORECASE)
    if inner is not None:
        return single(text, t.start + inner.start(), t.start + inner.end())
    m = re.match(
        r"\s+(him|her)(?=\s*[.,;:]|\s+(?:and|in|at|on|with|as|when|before|after|dead|near|outside)\b|$)",
        text[t.end : end],
        re.IGNORECASE,
    )
    if m is None:
        return None
    s, e = t.end + m.start(1), t.end + m.end(1)
    return Item(s, e, None, CountMention(start=s, end=e, text=m.group(1), low=1, best=1, high=1, rule="pronoun"))


def _ed(
    analysis: Analysis, t: Trigger, triggers: Sequence[Trigger], items: list[Item], start: int, end: int
) -> list[tuple[Item, str, str | None, bool]]:
    """ "killed" and its like: passive after "was", active before an object, else a reduced passive."""
    previous = [w.lower for w in analysis.tokens_in(max(start, t.start - 60), t.start)]
    while previous and previous[-1] in _ADVERBS:
        previous.pop()
    last = previous[-1] if previous else ""
    adjacent = next((i for i in items if i.end <= t.start and not analysis.text[i.end : t.start].strip()), None)
    passive = last in _PASSIVE_BE or (last == "been")
    if not passive and last == "and" and len(previous) > 2:
        # "arrested and killed": shares the voice of the one before
        other = next((x for x in reversed(triggers) if x.end <= t.start and x.end >= t.start - 8), None)
        if other is not None and other.kind in FIELD:
            tail = [w.lower for w in analysis.tokens_in(max(start, other.start - 20), other.start)]
            passive = bool(tail) and tail[-1] in _PASSIVE_BE
    if passive:
        return [(i, "casualty.passive", None, False) for i in _subjects(analysis, t, triggers, items, start)]
    if last == "another":
        at = analysis.text.lower().rfind("another", start, t.start)
        return [(single(analysis.text, at, at + 7), "casualty.another", None, False)]
    objects = _objects(analysis, t.end, triggers, items, end)
    if (
        objects
        and not analysis.text[t.end : objects[0].start].strip(' "”’')
        and _attributive(analysis, t, start, items)
    ):
        return []
    if (
        objects
        and (last in _HAVE or adjacent is None or adjacent.actor is not None or not t.lower.endswith("ed"))
        and not (adjacent is not None and adjacent.count is not None and adjacent.actor is None)
    ):
        return [(i, "casualty.active", None, False) for i in objects]
    if adjacent is not None or last:
        return [(i, "casualty.reduced", None, False) for i in _subjects(analysis, t, triggers, items, start)]
    return []


# The shorthand of situation reports: "58 civ KIA, 3 WIA".
_TELEGRAPHIC = frozenset({"kia", "wia", "k.i.a", "w.i.a"})

_PARENTHESIS = re.compile(r"\([^()]*\)|\s[-–—]\s[^-–—.;]{3,80}\s[-–—](?=\s)")


def _attributive(analysis: Analysis, t: Trigger, start: int, items: list[Item]) -> bool:
    """ "the arrested men", "thirty wounded passengers": the participle only describes its noun."""
    before = analysis.text[max(start, t.start - 14) : t.start]
    return bool(
        re.search(r"\b(?:the|a|an|of|these|those|his|her|their|its|some|many|other)\s+[\"“‘]?$", before, re.IGNORECASE)
    ) or any(i.actor is None and i.end <= t.start and not analysis.text[i.end : t.start].strip(' "“‘') for i in items)


_BLOWN = re.compile(r"\b(?:was|were|been)\s+(?:\w+\s+)?blown\s+up$", re.IGNORECASE)
# Shot as one executes: bound, lined up, led away, asleep, in the head.
_PUT_TO_DEATH = re.compile(
    r"\b(?:in the (?:head|back of the (?:head|neck))|through the head|at (?:close|point[ -]blank) range|point[ -]blank|lined (?:them |him )?up|against (?:a|the) wall"
    r"|execut\w+|firing squad|massacre\w*|murder\w*|assassin\w+|bodies|body|corpses?|graves?|buried|dead|died|dying|killed|kill(?:s|ing)?|deaths?|slain|victims?"
    r"|(?:dragged|pulled|forced|taken|took|led|ordered)\b[^.;]{0,60}\band|in (?:his|her|their) (?:sleep|beds?)|one by one|all (?:of them|\w+ of them))\b",
    re.IGNORECASE,
)
# What leaves people hurt, if it does not kill them.
_BEATEN = frozenset({"stabbed", "knifed", "beaten up", "beat up", "stabbing", "stabs", "hacked", "clubbed"})


def _of_arguments(
    analysis: Analysis, t: Trigger, triggers: Sequence[Trigger], items: list[Item], start: int, end: int
) -> list[tuple[Item, str, str | None, bool]]:
    """ "the killing of two men", "shot 12 people", "was hit in the hip", "the shooting of 14 guards"."""
    text = analysis.text
    word = t.lower.split()[-1]
    if t.kind == "attempt":
        return []
    if t.kind == "explosion":
        if t.lower in ("blown up", "were blown up", "was blown up") and _BLOWN.search(
            text[max(start, t.start - 24) : t.end]
        ):
            people = [i for i in _subjects(analysis, t, triggers, items, start) if i.actor is not None and i.people]
            return [(i, "casualty.blown-up", "deaths", True) for i in people]
        return []
    if t.kind == "attack" and t.lower in _BEATEN:
        previous = [w.lower for w in analysis.tokens_in(max(start, t.start - 30), t.start)]
        while previous and previous[-1] in _ADVERBS:
            previous.pop()
        if previous and previous[-1] in _PASSIVE_BE:
            return [(i, "casualty.beaten", "injured", True) for i in _subjects(analysis, t, triggers, items, start)]
        return [(i, "casualty.beaten", "injured", True) for i in _objects(analysis, t.end, triggers, items, end)]
    if _INJURY_PART.match(text[t.start : end]):
        return [(i, "casualty.hit", "injured", False) for i in _subjects(analysis, t, triggers, items, start)]
    of = re.match(r"(?i)\s+of\s+", text[t.end : end])
    if of and word in {
        "killing",
        "murder",
        "assassination",
        "massacre",
        "slaying",
        "execution",
        "murders",
        "killings",
        "slaughter",
        "beheading",
        "lynching",
    }:
        if re.search(
            r"\b(?:attempted|failed|plot(?:ted)?|planned)\s*$", text[max(start, t.start - 20) : t.start], re.IGNORECASE
        ):
            return []
        return [(i, "casualty.of", "deaths", False) for i in _objects(analysis, t.end + of.end(), triggers, items, end)]
    if of and t.kind == "shooting" and _PUT_TO_DEATH.search(text[start:end]):
        return [
            (i, "casualty.shot", "deaths", True) for i in _objects(analysis, t.end + of.end(), triggers, items, end)
        ]
    if of and word in {"kidnapping", "abduction", "kidnappings"}:
        return [
            (i, "casualty.of", "abducted", False) for i in _objects(analysis, t.end + of.end(), triggers, items, end)
        ]
    if t.kind == "shooting" and t.lower in {"shot", "shooting", "shoot", "shoots"} and t.voice == "ed":
        previous = [w.lower for w in analysis.tokens_in(max(start, t.start - 30), t.start)]
        while previous and previous[-1] in _ADVERBS:
            previous.pop()
        rest = text[t.end : end]
        passive = bool(previous) and previous[-1] in _PASSIVE_BE
        if passive and not _PUT_TO_DEATH.search(text[start:end]):
            return []  # whoever was shot may live: unknown unless the sentence tells of a death
        if passive or re.match(r"(?i)\s+in\s+the\s+head", rest):
            if re.match(r"(?i)\s+(?:at|in\s+the\s+(?!head))\b", rest):
                return []
            return [(i, "casualty.shot", "deaths", True) for i in _subjects(analysis, t, triggers, items, start)]
        objects = _objects(analysis, t.end, triggers, items, end)
        if objects:
            return [(i, "casualty.shot", "deaths", True) for i in objects]
        if re.match(r"(?i)\s*(?:by|near|in|outside|on|at|\(|,|;|\.|$)", rest) and (
            not previous or previous[-1] not in {"who", "they", "he", "she", "had"}
        ):
            subjects = _subjects(analysis, t, triggers, items, start)
            return [
                (i, "casualty.shot", "deaths", True)
                for i in subjects
                if i.actor is not None and i.actor.type in ("civilians", "state forces")
            ]
    return []


def _seized_person(
    analysis: Analysis, t: Trigger, items: list[Item], start: int, end: int
) -> list[tuple[Item, str, str | None, bool]]:
    """ "a resident was seized with an arsenal": "seized" said of a person is a detention (the caller may call it abduction)."""
    if not t.lower.startswith("seiz"):
        return []
    text = analysis.text
    if re.search(r"\b(?:was|were|been)\s+(?:also\s+)?$", text[max(start, t.start - 14) : t.start], re.IGNORECASE):
        return [
            (i, "casualty.seized", "detained", False)
            for i in _subjects(analysis, t, (), items, start)
            if i.actor is not None
        ]
    objects = _objects(analysis, t.end, (), items, end)
    return [
        (i, "casualty.seized", "detained", False)
        for i in objects
        if i.actor is not None and i.actor.entity != "facility"
    ]


def _noun(text: str, t: Trigger, items: list[Item], start: int, end: int) -> list[tuple[Item, str]]:
    left = [
        i for i in items if i.end <= t.start and i.count is not None and i.count.rule not in ("singular", "article")
    ]
    if left:
        gap = text[left[-1].end : t.start].strip().lower()
        if not gap or re.fullmatch(
            r"(?i)(?:civilian|confirmed|reported|combat|military|violent|people|new|more|further|conflict|of)(?:\s+\w+)?",
            gap,
        ):
            return [(left[-1], "casualty.noun")]
    for i in items:
        if (
            i.start >= t.end
            and i.count is not None
            and _TOTAL_RIGHT.fullmatch(text[t.end : i.start])
            and i.count.rule != "article"
        ):
            out = [(i, "casualty.total")]
            joined = re.match(r"(?i)\s+and\s+(?:the\s+|its\s+)?", text[i.end : end])
            if joined:
                out += [
                    (j, "casualty.total")
                    for j in items
                    if j.actor is not None
                    and j.count is not None
                    and 0 <= j.start - (i.end + joined.end()) <= 1
                    and j.people
                ]
            then = re.match(r"(?i)\s*,\s*then\s+", text[i.end : end])
            if then:
                out += [(j, "casualty.total") for j in items if 0 <= j.start - (i.end + then.end()) <= 1]
            return out
    return []


def _objects(analysis: Analysis, at: int, triggers: Sequence[Trigger], items: list[Item], end: int) -> list[Item]:
    """The object that begins within four plain words after `at`, with what is coordinated to it."""
    text = analysis.text
    right = [i for i in items if i.start >= at]
    unlisted = _UNLISTED.match(text, at, end)
    if unlisted and not any(i.start < unlisted.end() for i in right):
        return [single(text, unlisted.start("s"), unlisted.end("s"))]
    if not right:
        return []
    first = right[0]
    if first.actor is not None and first.start > first.actor.start:
        first = Item(first.actor.start, first.end, first.actor, first.count)
    gap = text[at : first.start]
    words = [w.lower for w in analysis.tokens_in(at, first.start)]
    if (
        len(words) > 4
        or re.search(r"[.;:()—–]|,\s", gap)
        or any(w in _STOP_RIGHT for w in words[:1])
        or any(w in _STOP_RIGHT - {"and", "as", "for", "over"} for w in words)
    ):
        return []
    if any(at <= x.start < first.start and x.kind in FIELD and x.voice != "adjective" for x in triggers):
        return []
    if first.actor is None and first.count is not None:
        following = re.match(r"(?i)\s*(?:of\s+(?:the|them|their|his|its|our)\s+)?([A-Za-z-]+)", text[first.end : end])
        if following and following.group(1).lower() in {
            "times",
            "shots",
            "bullets",
            "rounds",
            "weeks",
            "days",
            "hours",
        }:
            return []
    chain = [first]
    for nxt in right[1:]:
        between = _AGE.sub("", text[chain[-1].end : nxt.start])
        if any(chain[-1].end <= x.start < nxt.start for x in triggers) or (
            between.lstrip().startswith(",") and _speaks(text, nxt.end, end)
        ):
            break
        if re.fullmatch(
            r"\s*,?\s*(?:and|as well as|plus|along with|,|&)\s+(?:(?:the|a|an|his|her|their|its|another|also|at least|some|about)\s+)*(?:\w+\s+)?",
            between,
            re.IGNORECASE,
        ) and not _new_clause(text, nxt, triggers):
            if (
                nxt.actor is None
                and nxt.count is not None
                and chain[-1].count is not None
                and re.match(r"(?i)\s+(?:were|was|are)\b", text[nxt.end : end])
            ):
                break
            chain.append(nxt)
        elif (
            re.fullmatch(r"\s+of\s+(?:the|them|those|his|their|its|our)?\s*(?:\w+\s+)?", between, re.IGNORECASE)
            and chain[-1].actor is None
        ):
            chain[-1] = Item(chain[-1].start, nxt.end, nxt.actor, chain[-1].count)
        elif (
            nxt.actor is not None
            and nxt.count is None
            and re.fullmatch(r"\s+(?:of|from|in|for)\s+(?:the\s+|a\s+|an\s+)?(?:[\w’'-]+\s+)?", between)
        ):
            chain[-1] = Item(chain[-1].start, nxt.end, chain[-1].actor, chain[-1].count)  # "a commander of the Taliban"
        else:
            break
    return [i for i in chain if i.people]


# "injured a cleaner": one person whom no lexicon knows.
_UNLISTED = re.compile(
    r"\s+(?P<s>(?:an?|one)\s+(?:[\w’'-]+\s+){0,2}?(?!(?:dog|cow|horse|goat|sheep|bull|bird|camel|donkey|cat|pig|day|week|month|year|number|total|lot|few|result|further|similar)\b)[a-z][\w-]{2,})(?=\s*(?:[.,;]|and\b|in\b|on\b|at\b|near\b|who\b|as\b|when\b|with\b|from\b|outside\b|there\b|of\b)|\s*$)"
)

_SPEECH = re.compile(
    r"[^.;:]{0,80}?\b(?:said|says|told|reported|announced|added|confirmed|stated|acknowledged|according)\b",
    re.IGNORECASE,
)

_REST = re.compile(r"[^,.;:]*")


def _speaks(text: str, at: int, end: int) -> bool:
    """Whether the phrase that ends at `at` begins a clause of speech: "..., the mayor of X told us"."""
    clause = _REST.match(text, at, end)
    return clause is not None and _SPEECH.match(text, at, clause.end()) is not None


def _new_clause(text: str, item: Item, triggers: Sequence[Trigger]) -> bool:
    """Whether a coordinated phrase is the subject of a verb of its own ("... and 37 others were wounded")."""
    tail = text[item.end : item.end + 40]
    m = re.match(r"(?i)\s+(?:(?:was|were|are|is|have|had|has|been|reportedly|seriously|also|more)\s+)*", tail)
    at = item.end + (m.end() if m else 0)
    return any(at <= x.start <= at + 1 and x.kind in FIELD for x in triggers)


def _subjects(analysis: Analysis, t: Trigger, triggers: Sequence[Trigger], items: list[Item], start: int) -> list[Item]:
    """The subject of a passive, intransitive or adjectival fate, with what is coordinated to it."""
    text = analysis.text
    left_edge = start
    if t.lower in _TELEGRAPHIC:
        near = [
            i
            for i in items
            if i.count is not None and i.end <= t.start and len(analysis.text[i.end : t.start].split()) <= 2
        ]
        return _coordinated(analysis.text, near, len(near) - 1) if near else []
    last_word = re.search(r"(another|one)\s+$", text[left_edge : t.start], re.IGNORECASE)
    if (
        last_word
        and t.voice in ("passive", "adjective", "ed")
        and t.start - left_edge > last_word.end() - last_word.start()
    ):
        return [single(text, left_edge + last_word.start(1), left_edge + last_word.end(1))]
    some = _SOME_WOUNDED.search(text[start : t.start])
    if some is not None:
        # "One of eight wounded has since died"
        return [i for i in items if i.start == start + some.start("n")][:1] or [
            single(text, start + some.start("n"), start + some.end("n"))
        ]
    masked = _PARENTHESIS.sub(lambda m: " " * len(m.group()), text[start : t.start])
    for w in analysis.tokens_in(start, t.start):
        if w.lower in _SUBJECT_BREAK and w.end < t.start - 4:
            left_edge = w.end
    punctuation = [m.end() for m in re.finditer(r"[;:]|\s[-–—]+\s", masked)]
    if punctuation:
        left_edge = max(left_edge, start + punctuation[-1])
    for x in triggers:
        if x.end <= t.start and x.kind in FIELD and x.voice != "noun" and x.end > left_edge:
            joined = text[x.end : t.start].strip().lower()
            if joined in {"and", "or", ",", "and then", "then"}:
                continue
            left_edge = max(left_edge, _object_end(analysis, x, triggers, items, t.start))
    candidates = [
        i
        for i in items
        if left_edge <= i.start and i.end <= t.start and i.people and masked[i.start - start : i.end - start].strip()
    ]
    he = re.search(
        r"(?:^|[\s“\"(])(he|she)\s+(?:(?:was|were|is|had|has|been|later|also|then)\s+)*$",
        text[max(left_edge, t.start - 40) : t.start],
        re.IGNORECASE,
    )
    if he:
        at = max(left_edge, t.start - 40) + he.start(1)
        return [single(text, at, at + len(he.group(1)))]
    if (
        not candidates
        and left_edge > start
        and re.search(
            r"(?i)\band\s+(?:was|were)\s+(?:then\s+|later\s+|himself\s+|in\s+turn\s+)?$", text[start : t.start]
        )
    ):
        # "A gunman killed five people and was shot dead": the second verb has the first one's subject.
        first = next(
            (i for i in items if i.people and i.count is not None and not _GOVERNED.search(text[start : i.start])), None
        )
        return [first] if first is not None and first.end <= t.start else []
    if not candidates and left_edge > start and (shared := _SAME_SUBJECT.search(text[start : t.start])):
        # "was shot in the head outside his home and died": the second verb has the first one's subject.
        first_verb = next((x for x in reversed(triggers) if x.end <= start + shared.start() and x.kind in FIELD), None)
        if (
            first_verb is not None
            and first_verb.voice != "noun"
            and not _objects(analysis, first_verb.end, triggers, items, end=t.start)
        ):
            return _subjects(analysis, first_verb, triggers, items, start)
    if not candidates:
        return _bare_subject(text, left_edge, t) or (
            _bare_subject(text, start, t)
            if re.search(r"(?i)(?:,|\band)\s+(?:was|were)\s+$", text[start : t.start]) or t.lower.startswith("was ")
            else []
        )
    adjacent = candidates[-1]
    gap = text[adjacent.end : t.start]
    gap = re.sub(r"^\s+of\s+\d{1,2}(?=\s)|^,\s*\d{1,2},", "", gap)
    relative = re.search(r"(?i)\b(?:which|who|that)\s+(?:(?:was|were|had|has|have|been|is|are)\s+)+(?:\w+\s+)?$", gap)
    if relative and gap[: relative.start()].strip(" ,"):
        return []
    plain_gap = re.fullmatch(
        r"\s*(?:(?:was|were|is|are|be|been|being|has|have|had|got|also|reportedly|seriously|critically|people|more|others?|of\s+them|later|badly|severely|confirmed|lightly)\s*)*",
        gap,
        re.IGNORECASE,
    )
    if plain_gap and adjacent.actor is None:
        return _coordinated(text, candidates, len(candidates) - 1)
    # The subject is the last phrase that no preposition governs; "five of the gunmen" takes its number from "five".
    for k in range(len(candidates) - 1, -1, -1):
        item = candidates[k]
        governed = re.search(
            r"(?i)(\w+)\s+(?:(?:the|a|an|his|her|their|its|one|some|those|these|another)\s+)*(?:\w+\s+)?$",
            text[left_edge : item.start],
        )
        nearest = re.search(
            r"(?i)(\w+)\s+(?:(?:the|a|an|his|her|their|its|one|some|those|these|another)\s+)*$",
            text[left_edge : item.start],
        )
        word = governed.group(1).lower() if governed else ""
        if item.count is not None or _ARTICLE.match(text, item.start):
            # "On Monday two clerks", "In the assault five men": the word between is the preposition's own object.
            word = nearest.group(1).lower() if nearest else ""
        if nearest and nearest.group(1).lower() in _PREPOSITIONS:
            word = nearest.group(1).lower()
        if item.actor is None and not _STANDS_ALONE.match(text, item.end):
            continue
        of_them = _OF_THEM_NEXT.match(text, item.end) or _PART_OF_THEM.match(text, item.start, item.end)
        if k > 0 and (
            _SOME_OF_THEM.search(text[left_edge : item.start]) or _AMONG_THEM.search(text[left_edge : item.start])
        ):
            continue
        if k > 0 and of_them and text[: item.start].rstrip().endswith(","):
            continue  # "six others, three of them officers, were wounded": the six
        head = candidates[k - 1] if k > 0 else None
        if (
            head is not None
            and head.count is not None
            and (head.count.best or 0) > 1
            and text[head.end : item.start].strip(" anthe") == ","
            and "," in text[adjacent.end : t.start]
            and item.count is not None
            and (item.count.best or 0) < (head.count.best or 0)
        ):
            continue  # "Two men, a welder and a farmer, were shot": the two
        if (
            word == "of"
            and k > 0
            and candidates[k - 1].count is not None
            and _OF_SET.match(text[candidates[k - 1].end :])
        ):
            merged = Item(candidates[k - 1].start, item.end, item.actor, candidates[k - 1].count)
            return [merged]
        if word == "with" and item.count is not None and t.voice in ("ed", "adjective"):
            return _coordinated(text, candidates, k)  # "with 714 people injured"
        if word in _PREPOSITIONS and k > 0:
            continue
        if word in _PREPOSITIONS:
            return _bare_subject(text, left_edge, t)
        chain = _coordinated(text, candidates, k) + _and_another(text, item.end, t.start)
        if len(chain) > 1 and k >= len(chain) and _GOVERNED.search(text[left_edge : chain[0].start]):
            continue  # "eight men of a joint army and police patrol were killed": the men
        return chain
    return []


# "Fourteen guards and a huntsman are found dead": the last one whom no lexicon knows.
_AMONG_THEM = re.compile(
    r"(?:[,(]\s*|\s)(?:among\s+(?:them|whom)|including|incl\.?|most\s+of\s+them|mostly|half\s+of\s+them)\s+(?:at\s+least\s+)?(?:(?!and\b)\w+\s+){0,2}$",
    re.IGNORECASE,
)
_SOME_WOUNDED = re.compile(
    r"\b(?P<n>[\w-]+)\s+of\s+(?:the\s+|those\s+)?(?:[\w-]+\s+){0,2}(?:wounded|injured|hostages|victims|survivors|casualties)\s+(?:[a-z]+\s+){0,3}$",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(
    r"\s*,?\s+(?:and|plus|as\s+well\s+as)\s+(?P<s>(?:an?|one|his|her|their)\s+(?:[\w’'-]+\s+){0,2}?[a-z][\w-]{2,})\s+(?:(?:was|were|are|is|have|had|been|all|also|reportedly|later)\s+)*",
    re.IGNORECASE,
)


def _and_another(text: str, at: int, end: int) -> list[Item]:
    m = _AND_ANOTHER.fullmatch(text, at, end)
    return [single(text, m.start("s"), m.end("s"))] if m else []


_SAME_SUBJECT = re.compile(
    r"(?:\band|\bbut|,\s*then|\bbefore|,)\s+(?:(?:he|she|they)\s+)?(?:(?:then|later|soon|subsequently|has|had|since|both|all|also|was|were)\s+)*$",
    re.IGNORECASE,
)

_ARTICLE = re.compile(r"(?:an?|the|his|her|their|its|another|some)\s", re.IGNORECASE)

_STANDS_ALONE = re.compile(
    r"\s*(?:,|of\b|others?\b|more\b|people\b|persons?\b|were\b|was\b|are\b|have\b|has\b|had\b|who\b|from\b|in\b|at\b|dead\b|killed\b|wounded\b|injured\b|hurt\b|die|young\b|lost\b|perish|succumb|[\w-]+\s+(?:were|was|have|had|who)\b)",
    re.IGNORECASE,
)

_BARE_SUBJECT = re.compile(
    r"(?:^\s*|[.;:]\s+|[“\"]|\b(?:and|but|while)\s+)(?P<s>(?:an?|the|one|another)\s+(?:(?:second|third|fourth|fifth|other|last)\b|[a-z-]+(?=\s+(?:of|in|at|from|who|is|was)\b|,))|he|she)\b",
    re.IGNORECASE,
)

_SINGULAR_VERB = re.compile(r"\b(?:is|was|has|had|lost|died|got|suffered|sustained)\b|,\s*$", re.IGNORECASE)


def _bare_subject(text: str, left: int, t: Trigger) -> list[Item]:
    """ "The owner of a shop is dead", "A third lost a foot": one person whom no lexicon knows, at the head of the clause."""
    if t.voice not in ("adjective", "intransitive", "passive", "ed"):
        return []
    m = _BARE_SUBJECT.search(text[left : t.start])
    if m is None or not (
        _SINGULAR_VERB.search(text[m.end() : t.end]) or t.lower.split()[0] in ("was", "died", "lost", "suffered")
    ):
        return []
    return [single(text, left + m.start("s"), left + m.end("s"))]


_GOVERNED = re.compile(
    r"\b(?:in|at|on|by|with|from|near|of|into|to|against|for)\s+(?:(?:the|a|an|his|her|their|its|two|three)\s+)*$",
    re.IGNORECASE,
)

_PART_OF_THEM = re.compile(r"[\w-]+\s+of\s+(?:them|whom)\b", re.IGNORECASE)
# "nine persons, three of them minors, were hurt": the minors are some of the nine.
_SOME_OF_THEM = re.compile(r",\s+(?:[\w-]+\s+){1,3}of\s+(?:them|whom)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)

_OF_THEM_NEXT = re.compile(r"\s*(?:[,(])?\s*of\s+(?:them|whom)\b", re.IGNORECASE)


def _object_end(analysis: Analysis, x: Trigger, triggers: Sequence[Trigger], items: list[Item], limit: int) -> int:
    """Where the object of an earlier fate ends: the next fate's subject begins after it."""
    if x.voice == "active" or (x.voice == "ed" and _objects(analysis, x.end, triggers, items, limit)):
        objects = _objects(analysis, x.end, triggers, items, limit)
        if objects:
            return min(objects[-1].end, limit)
    return x.end


# "a leader of the opposition and his bodyguard": what stands between the two people
_OF_NAME_AND = re.compile(r"^\s+(?:of|from|in)\s+(?:the\s+|a\s+)?(?:[\w’'-]+\s+){1,2}?(?=and\b)", re.IGNORECASE)
# "a woman, 34, and her son, 9,": ages between coordinated people
_AGE = re.compile(r",\s*(?:aged\s+)?\d{1,2}(?=\s*,|\s+and\b)")


def _coordinated(text: str, candidates: list[Item], k: int) -> list[Item]:
    chain = [candidates[k]]
    anded = False
    while k > 0:
        between = _OF_NAME_AND.sub(" ", _AGE.sub("", text[candidates[k - 1].end : candidates[k].start]))
        m = re.fullmatch(
            r"\s*,?\s*(and|,|as well as|plus|along with)\s+(?:(?:the|a|an|his|her|their|another|at least|about|some)\s+)*(?:\w+\s+)?",
            between,
            re.IGNORECASE,
        )
        if m is None and candidates[k - 1].actor is None and candidates[k - 1].count is not None:
            # "3 VDP and 7 assailants": a number of people whom no lexicon knows
            m = re.fullmatch(
                r"(\s+(?:[\w-]+\s+){1,3})and\s+(?:(?:at least|about|some|the)\s+)?", between, re.IGNORECASE
            )
        if (
            m
            and (m.group(1) != "," or anded)
            and candidates[k].actor is not None
            and (candidates[k - 1].count is not None or candidates[k].count is None)
        ):
            anded = True
            chain.insert(0, candidates[k - 1])
            k -= 1
        else:
            break
    return chain
