"""Who does what to whom around one verb or noun of violence: subject, object, "by", "of", "against".

The concept nodes of the MUC systems (Lehnert et al. 1992; Riloff 1993, AutoSlog) by hand: a cue word, its voice, and
the actor phrases in the places that the voice gives them. No parser: clauses are read off tokens, prepositions and
commas.
"""

import tomllib
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import files

import msgspec

from dateline.mentions.actors import find_actors
from dateline.mentions.weapons import find_weapons
from dateline.mentions.words import BREAK, Words, split_words, terms
from dateline.records import ActorMention, WeaponMention


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One cue, text[start:end], of class `kind` ("kill", "injure", "die", "kidnap", "attack", "bomb", "damage", "burn",
    "rob", "throw", "threaten", "blame", "claim") with its participants, each in order of place.
    """

    start: int
    end: int
    kind: str
    voice: str
    perpetrators: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()


_BE = terms("was were been being is are be get gets got getting")
_AUX = _BE | terms(
    "has have had having will would may might could can should must did does do not never also later then "
    "reportedly allegedly apparently immediately suddenly simultaneously brutally seriously slightly "
    "critically severely fatally shot cruelly yesterday today tonight recently subsequently previously "
    "earlier already just who which that to finally again n't successfully deliberately mortally "
    "completely partially totally practically vilely viciously cold-bloodedly either both"
)
_MODAL = terms("to will would may might can could must should did do does not who that")
_PREPOSITIONS = terms(
    "of in at on from near by with to for against into inside outside under over around between among "
    "toward towards after before during through throughout across behind beside beneath upon within "
    "without as than about following including because via despite along concerning regarding"
)
_DETERMINERS = terms(
    "a an the this that these those his her its their our another some any all both each several many few "
    "other more about at least approximately nearly almost two three four five six seven eight nine ten "
    "eleven twelve dozens one another's including also only suspected presumed supposed former late alleged "
    "well-known his own least most second first"
)
_AT = terms(
    "in at on near outside inside under against into beside beneath behind front of next to opposite "
    "across from over around toward towards by upon"
)
_STOP = frozenset({BREAK, ".", ";", ":", "?", "!", "--", "|"})
_ABBREVIATIONS = terms(
    "dr mr mrs ms gen col lt capt maj sgt msgr rev fr prof sen gov no st jr sr u.s inc co etc cpl hon brig"
)
_LEAVE_AFTER = terms("dead wounded injured hurt unhurt missing homeless")
_CLAIM = terms("claimed claims claim claiming admitted assumed took taken accepted acknowledged assume assumes")
_ANYBODY = terms("person individual man woman youth youngster boy student suspect")
_DOERS = frozenset(
    {
        "rebel group",
        "political militia",
        "identity militia",
        "unidentified armed group",
        "state forces",
        "external/other forces",
    }
)


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Verb form -> (kind, "ed" | "ing" | "base"); noun -> kind."""
    loaded = tomllib.loads(files("dateline").joinpath("data", "frames.toml").read_text("utf-8"))
    verbs: dict[str, tuple[str, str]] = {}
    for kind, listed in loaded["verbs"].items():
        for raw in listed.replace("\n", " ").split(","):
            base, *irregular = raw.strip().split("/")
            cut = base[:-1] if base.endswith("e") else base
            past = irregular[0] if irregular else cut + "ed"
            participle = irregular[1] if len(irregular) > 1 else past
            double = past[:-2] if past.endswith(base[-1] * 2 + "ed") else cut
            third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
            for form, shape in (
                (past, "ed"),
                (participle, "ed"),
                (double + "ing", "ing"),
                (base, "base"),
                (third, "base"),
            ):
                verbs.setdefault(form, (kind, shape))
    nouns = {noun: kind for kind, listed in loaded["nouns"].items() for noun in listed.split()}
    return verbs, nouns


class _Chunk(msgspec.Struct, frozen=True):
    """A mention as tokens [first, last), with its determiner and number from `begin`."""

    begin: int
    first: int
    last: int
    mention: ActorMention


@lru_cache(maxsize=8)
def find_frames(text: str) -> tuple[Frame, ...]:
    """All frames of a text in order of their cues; frames without any participant are left out.

    >>> frame = find_frames("Gunmen killed two policemen in the market.")[0]
    >>> frame.kind, [p.text for p in frame.perpetrators], [t.text for t in frame.targets]
    ('kill', ['Gunmen'], ['policemen'])
    """
    words = split_words(text)
    verbs, nouns = _table()
    chunks = _chunks(words, find_actors(text))
    weapons = find_weapons(text)
    found: list[Frame] = []
    for first, last in _sentences(words):
        inside = _Clause(words, first, last, [c for c in chunks if first <= c.first < last])
        if not inside.chunks:
            continue
        for index in range(first, last):
            word = words.lower[index]
            verb = verbs.get(word)
            if verb is not None and verb[1] == "base" and not _finite(inside, index, also_noun=word in nouns):
                verb = None
            left = _leave_frame(inside, index) if word in {"leaving", "left"} else None
            if left is not None:
                frame: Frame | None = left
            elif verb is not None and not inside.covers(index):
                frame = _verb_frame(inside, index, *verb)
            elif word in nouns:
                frame = _noun_frame(inside, index, nouns[word])
            elif word == "identified":
                frame = _identified_frame(inside, index)
            elif word in {"body", "bodies", "corpse", "corpses"} and inside.word(index + 1) == "of":
                frame = _body_frame(inside, index)
            elif word == "responsible":
                frame = _responsible_frame(inside, index)
            elif word == "work" and inside.word(index + 1) == "of":
                frame = _work_frame(inside, index)
            elif word in {"attributed", "attribute", "attributes", "attributing"}:
                frame = _attributed_frame(inside, index)
            elif word in {"responsibility", "credit"}:
                frame = _claim_frame(inside, index)
            else:
                continue
            if frame is not None and (frame.perpetrators or frame.targets):
                low, high = words.starts[first], words.ends[last - 1]
                near = tuple(w for w in weapons if low <= w.start < high)
                found.append(msgspec.structs.replace(frame, weapons=near))
    return tuple(found)


def _finite(clause: "_Clause", index: int, *, also_noun: bool) -> bool:
    """Is a base form a verb here: after "to" or an auxiliary, or where it is no noun, after a plural subject?"""
    before = clause.word(index - 1)
    if before in _MODAL or (before.endswith("ly") and clause.word(index - 2) in _MODAL):
        return True
    return not also_noun and any(c.last == index for c in clause.chunks)


class _Clause:
    """One sentence as tokens [first, last) with its chunks."""

    def __init__(self, words: Words, first: int, last: int, chunks: list[_Chunk]) -> None:
        self.words, self.first, self.last, self.chunks = words, first, last, chunks
        self.lower = words.lower

    def word(self, index: int) -> str:
        return self.lower[index] if self.first <= index < self.last else BREAK

    def covers(self, index: int) -> bool:
        return any(c.first <= index < c.last for c in self.chunks)

    def before(self, chunk: _Chunk) -> str:
        return self.word(chunk.begin - 1)

    def chain_left(self, chunk: _Chunk) -> list[_Chunk]:
        """A chunk and those coordinated with it to the left: "X, Y and Z"."""
        chain = [chunk]
        position = self.chunks.index(chunk)
        while position > 0:
            previous = self.chunks[position - 1]
            gap = self.lower[previous.last : self.chunks[position].begin]
            # "according to the police, two men": the phrase before the comma is another clause's
            if not _joins(gap) or (gap and gap[0] == "," and self.before(previous) in _PREPOSITIONS):
                break
            chain.insert(0, previous)
            position -= 1
        return chain

    def chain_right(self, chunk: _Chunk) -> list[_Chunk]:
        """A chunk and those coordinated with it to the right."""
        chain = [chunk]
        position = self.chunks.index(chunk)
        while position + 1 < len(self.chunks):
            following = self.chunks[position + 1]
            gap = self.lower[self.chunks[position].last : following.begin]
            if not _joins(gap):
                break
            chain.append(following)
            position += 1
        return chain

    def after(self, index: int, *, reach: int = 4, over: frozenset[str] = frozenset()) -> _Chunk | None:
        """The chunk that begins within `reach` loose tokens after token `index`."""
        for chunk in self.chunks:
            if chunk.begin > index:
                gap = self.lower[index + 1 : chunk.begin]
                loose = [w for w in gap if w not in over]
                if len(loose) <= reach and not any(
                    w in _PREPOSITIONS or w in _STOP or w in {",", "and", "who", "which", "that", "but"} for w in loose
                ):
                    return chunk
                return None
        return None


def _joins(gap: tuple[str, ...]) -> bool:
    """Do the words between two phrases coordinate or appose them?"""
    if len(gap) > 4:
        return False
    if not gap:
        return True
    if len(gap) >= 2 and gap[0] == "," and gap[1].isdigit() and int(gap[1]) < 110:
        gap = gap[2:] or (",",)  # an age in apposition
    return all(
        w
        in {",", "and", "or", "&", "as", "well", "(", ")", "[", "]", "-", "--", "his", "her", "their", "the", "a", "an"}
        or w in _DETERMINERS
        for w in gap
    )


def _sentences(words: Words) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    first = 0
    for index, word in enumerate(words.lower):
        if word in _STOP:
            if word == ".":
                before = words.lower[index - 1] if index else BREAK
                glued = index + 1 < len(words.lower) and words.starts[index + 1] == words.ends[index]
                if before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()) or glued:
                    continue
            if index > first:
                spans.append((first, index))
            first = index + 1
    if first < len(words.lower):
        spans.append((first, len(words.lower)))
    return spans


def _chunks(words: Words, mentions: tuple[ActorMention, ...]) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    end = 0
    for mention in mentions:
        if mention.start < end:
            continue  # nested
        end = mention.end
        first = bisect_left(words.starts, mention.start)
        last = bisect_left(words.starts, mention.end)
        begin = first
        while begin > 0 and (words.lower[begin - 1] in _DETERMINERS or words.lower[begin - 1][0].isdigit()):
            begin -= 1
        chunks.append(_Chunk(begin, first, last, mention))
    return chunks


_PARTICLES = {
    **dict.fromkeys(("gun", "gunned"), frozenset({"down"})),
    **dict.fromkeys(("blow", "blows", "blew", "blown", "blowing"), frozenset({"up"})),
    **dict.fromkeys(("carry", "carried", "carrying"), frozenset({"out"})),
    **dict.fromkeys(("knock", "knocked"), frozenset({"down", "out"})),
}


def _verb_frame(clause: _Clause, index: int, kind: str, shape: str) -> Frame | None:
    word = clause.word
    cue_end = index
    following = word(index + 1)
    particle = _PARTICLES.get(word(index))
    if particle is not None:
        if following in particle:
            cue_end = index + 1
        elif word(index)[:3] in {"gun", "blo", "car", "kno"}:
            return None
    if word(index) in {"open", "opened", "opening", "opens"}:
        if following != "fire":
            return None
        cue_end = index + 1
    if word(index) in {"set", "sets", "setting"}:
        return _set_frame(clause, index)
    if word(index) in {"fire", "fires"} and shape == "base":
        return None
    before = word(index - 1)
    passive = shape == "ed" and _passive(clause, index)
    perpetrators: list[_Chunk] = []
    targets: list[_Chunk] = []
    if kind == "throw":
        return _throw_frame(clause, index, passive=passive)
    if kind == "blame":
        return _blame_frame(clause, index, passive=passive)
    if kind == "do":
        agent = _by(clause, cue_end)
        if agent is not None:
            return _frame(clause, (index, cue_end), ("do", "passive"), clause.chain_right(agent), [])
        subject = _subject(clause, index)
        if subject is None or passive or not any(w in _CRIMES for w in clause.lower[cue_end + 1 : cue_end + 6]):
            return None
        return _frame(clause, (index, cue_end), ("do", "active"), clause.chain_left(subject), [])
    if kind in {"kill", "injure", "kidnap"} and shape == "ed" and word(cue_end + 1) in {"was", "were"}:
        # "also injured were X and Y", "among those killed was X"
        named = clause.after(cue_end + 1, reach=2)
        if named is not None:
            return _frame(clause, (index, cue_end), (kind, "passive"), [], clause.chain_right(named))
    subject = _subject(clause, index)
    if kind == "die":
        return _frame(clause, (index, cue_end), (kind, "active"), [], clause.chain_left(subject)) if subject else None
    if passive:
        if subject is not None:
            targets = clause.chain_left(subject)
        agent = _by(clause, cue_end)
        if agent is not None:
            perpetrators = clause.chain_right(agent)
        voice = "passive"
    else:
        reduced = shape == "ed" and word(cue_end + 1) in {"by"}
        if reduced:
            agent = _by(clause, cue_end)
            near = clause.chunks[-1] if clause.chunks else None
            near = next((c for c in reversed(clause.chunks) if c.last == index), None)
            return _frame(clause, (index, cue_end), (kind, "passive"),
                clause.chain_right(agent) if agent else [], [near] if near else [],
            )  # fmt: skip
        over = (
            frozenset({"to", "at", "on", "upon", "fire", "against", "into", "their", "weapons", "down"})
            if kind in {"attack", "bomb"}
            else frozenset({"to", "and", "seriously", "slightly"})
        )
        target = clause.after(cue_end, over=over)
        if target is not None:
            targets = clause.chain_right(target)
        if (subject is not None and shape != "ing") or (
            shape == "ing" and before not in {"the", "of", "for"} and subject is not None and target is not None
        ):
            perpetrators = clause.chain_left(subject)
        voice = "active"
        if not targets and shape == "ed" and kind in {"kill", "injure", "kidnap"} and subject is not None:
            return None
    return _frame(clause, (index, cue_end), (kind, voice), perpetrators, targets)


def _passive(clause: _Clause, index: int) -> bool:
    for position in range(index - 1, max(clause.first, index - 6) - 1, -1):
        word = clause.word(position)
        if word in _BE:
            return True
        if word not in _AUX and not word.endswith("ly") and word not in {"and", ",", "or"} and not word.endswith("ed"):
            return False
    return False


def _subject(clause: _Clause, index: int) -> _Chunk | None:
    """The chunk that is subject of the verb at `index`: to its left, not governed by a preposition."""
    candidates = [c for c in clause.chunks if c.last <= index]
    while candidates:
        chunk = candidates.pop()
        gap = clause.lower[chunk.last : index]
        if len(gap) > 14:
            return None
        governed = clause.before(chunk) in _PREPOSITIONS
        if governed:
            continue
        return chunk
    return None


def _by(clause: _Clause, index: int, *, reach: int = 12) -> _Chunk | None:
    """The chunk after "by" in the words that follow the cue."""
    for position in range(index + 1, min(clause.last, index + 1 + reach)):
        if clause.word(position) == "by":
            return clause.after(position, reach=3)
        if clause.word(position) in {"who", "which", "but"}:
            return None
    return None


def _frame(
    clause: _Clause,
    cue: tuple[int, int],
    sort: tuple[str, str],
    perpetrators: list[_Chunk],
    targets: list[_Chunk],
) -> Frame:
    (first, last), (kind, voice) = cue, sort
    return Frame(
        start=clause.words.starts[first],
        end=clause.words.ends[last],
        kind=kind,
        voice=voice,
        perpetrators=tuple(c.mention for c in perpetrators if _may_act(c.mention)),
        targets=tuple(
            dict.fromkeys(c.mention for c in [*targets, *_named_among(clause, targets), *_owners(clause, targets)])
        ),
    )


def _named_among(clause: _Clause, targets: list[_Chunk]) -> list[_Chunk]:
    """Those named after "including": "six members of his order, including X and Y"."""
    if not targets or not targets[-1].mention.plural:
        return []
    end = targets[-1].last
    for position in range(end, min(clause.last, end + 8)):
        if clause.word(position) in {"including", "namely"}:
            named = clause.after(position, reach=3)
            return clause.chain_right(named) if named is not None else []
    return []


def _owners(clause: _Clause, targets: list[_Chunk]) -> list[_Chunk]:
    """The person whose house or car was the target: "the residence of X", "X's car"."""
    found: list[_Chunk] = []
    for target in targets:
        if target.mention.entity != "facility" or target.mention.head not in _OWNED:
            continue
        if clause.word(target.last) == "of":
            owner = clause.after(target.last, reach=2)
            found += [c for c in clause.chain_right(owner) if c.mention.entity == "individual"] if owner else []
        elif clause.lower[target.begin - 2 : target.begin] == ("'", "s"):
            found += [c for c in clause.chunks if c.last == target.begin - 2 and c.mention.entity == "individual"]
    return found


_OWNED = terms("residence home house car vehicle office apartment farm")


def _may_act(mention: ActorMention) -> bool:
    """Could they have done it? Armed people, named persons of any kind, and people of whom nothing is told."""
    if mention.entity == "facility":
        return False
    return mention.type in _DOERS or mention.type is None or (not mention.named and mention.head in _ANYBODY)


def _set_frame(clause: _Clause, index: int) -> Frame | None:
    """ "set fire to X", "set X on fire", "set off a bomb at X" """
    if clause.word(index + 1) == "off":
        return _throw_frame(clause, index, passive=False)
    window = clause.lower[index + 1 : min(clause.last, index + 14)]
    if "fire" not in window and "ablaze" not in window and "afire" not in window:
        return None
    subject = _subject(clause, index)
    passive = _passive(clause, index)
    if window[:2] == ("fire", "to"):
        target = clause.after(index + 2)
        targets = clause.chain_right(target) if target else []
        perpetrators = clause.chain_left(subject) if subject else []
    elif passive:
        targets = clause.chain_left(subject) if subject else []
        agent = _by(clause, index)
        perpetrators = clause.chain_right(agent) if agent else []
    else:
        target = clause.after(index)
        targets = clause.chain_right(target) if target else []
        perpetrators = clause.chain_left(subject) if subject else []
    return _frame(clause, (index, index), ("burn", "passive" if passive else "active"), perpetrators, targets)


_BOMB_WORDS = terms(
    "bomb bombs device devices grenade grenades dynamite explosive explosives charge charges rocket "
    "rockets molotov cocktail cocktails car-bomb mortar mortars shells sticks mine mines"
)


def _throw_frame(clause: _Clause, index: int, *, passive: bool) -> Frame | None:
    """ "threw a bomb at X", "a bomb exploded outside X", "a bomb was planted in X" """
    window = clause.lower[max(clause.first, index - 12) : min(clause.last, index + 12)]
    if not any(w in _BOMB_WORDS for w in window):
        return None
    target = _place_target(clause, index)
    agent = _by(clause, index) if passive else _subject(clause, index)
    perpetrators = (clause.chain_right(agent) if passive else clause.chain_left(agent)) if agent is not None else []
    perpetrators = [c for c in perpetrators if c.mention.type in _DOERS or c.mention.entity != "facility"]
    voice = "passive" if passive else "active"
    targets = clause.chain_right(target) if target else []
    return _frame(clause, (index, index), ("bomb", voice), perpetrators, targets)


def _place_target(clause: _Clause, index: int) -> _Chunk | None:
    """The thing at which a bomb was thrown or exploded: after a preposition of place."""
    for chunk in clause.chunks:
        if chunk.begin <= index or chunk.begin - index > 14:
            continue
        if clause.before(chunk) in _AT:
            return chunk
        if clause.word(chunk.begin - 1) in {",", "and"}:
            return None
    return None


def _noun_frame(clause: _Clause, index: int, kind: str) -> Frame | None:
    """ "the murder of X by Y", "an attack on X", "X's murder", "a guerrilla attack" """
    perpetrators: list[_Chunk] = []
    targets: list[_Chunk] = []
    following = clause.word(index + 1)
    position = index + 1
    if kind == "attack" and any(
        w in _BOMB_WORDS or w == "bombing" for w in clause.lower[max(clause.first, index - 2) : index]
    ):
        kind = "bomb"  # "a dynamite attack on"
    if following in {"of", "against", "on", "upon", "at"} and (kind != "bomb" or following in {"against", "on"}):
        target = clause.after(position, reach=3)
        life = clause.lower[position + 1 : position + 4]
        if "life" in life or "lives" in life:
            place = position + 1 + (life.index("life") if "life" in life else life.index("lives"))
            target = clause.after(place + 1, reach=3) if clause.word(place + 1) == "of" else None
        if target is not None:
            if (
                following == "of"
                and kind == "attack"
                and target.mention.type in _DOERS
                and target.mention.entity != "facility"
            ):
                perpetrators = clause.chain_right(target)
            else:
                targets = clause.chain_right(target)
    happened = following in {"occurred", "took", "exploded", "happened"} or (following in _AT and following != "of")
    if kind == "bomb" and not targets and happened:
        target = _place_target(clause, index)
        if target is not None and target.mention.entity == "facility":
            targets = clause.chain_right(target)
    if kind == "bomb" and following == "of":
        target = clause.after(position, reach=3)
        if target is not None and clause.word(index) in {"bombing", "bombings", "dynamiting"}:
            targets = clause.chain_right(target)
    agent = _by(clause, index, reach=10)
    if agent is not None:
        perpetrators = perpetrators or clause.chain_right(agent)
    near = next((c for c in reversed(clause.chunks) if c.last <= index and index - c.last <= 2), None)
    if near is not None and not perpetrators:
        owned = clause.lower[near.last : index] in {("'", "s"), ("'",)}
        if owned and kind in {"kill", "kidnap"}:
            targets = targets or [near]
        elif near.last == index and kind in {"attack", "bomb"} and near.mention.type in _DOERS - {"state forces"}:
            perpetrators = [near]
    return _frame(clause, (index, index), (kind, "noun"), perpetrators, targets)


def _claim_frame(clause: _Clause, index: int) -> Frame | None:
    """ "X claimed responsibility", "responsibility was claimed by X" """
    window = clause.lower[max(clause.first, index - 6) : index]
    claim = next((index - len(window) + k for k in range(len(window) - 1, -1, -1) if window[k] in _CLAIM), None)
    if claim is not None:
        if any(w in {"no", "nobody", "none"} for w in clause.lower[max(clause.first, claim - 8) : claim]):
            return None
        subject = _subject(clause, claim)
        return _frame(clause, (index, index), ("claim", "active"), clause.chain_left(subject), []) if subject else None
    agent = _by(clause, index)
    return _frame(clause, (index, index), ("claim", "passive"), clause.chain_right(agent), []) if agent else None


_CRIMES = terms(
    "crime crimes murder murders assassination assassinations attack attacks massacre massacres killing killings "
    "bombing bombings kidnapping kidnappings act acts action actions ambush raid explosion explosions"
)


_FATES = {
    **dict.fromkeys(
        ("dead", "victim", "victims", "killed", "murdered", "fatalities", "assassinated", "bodies", "body"), "kill"
    ),
    **dict.fromkeys(("wounded", "injured"), "injure"),
    **dict.fromkeys(("kidnapped", "hostage", "hostages", "abducted"), "kidnap"),
}


def _identified_frame(clause: _Clause, index: int) -> Frame | None:
    """ "the dead were identified as X and Y" """
    kind = next((_FATES[w] for w in clause.lower[max(clause.first, index - 8) : index] if w in _FATES), None)
    if kind is None or clause.word(index + 1) not in {"as", "by"}:
        return None
    named = clause.after(index + 1, reach=2)
    return _frame(clause, (index, index), (kind, "noun"), [], clause.chain_right(named)) if named else None


def _body_frame(clause: _Clause, index: int) -> Frame | None:
    """ "the bodies of X and Y" """
    dead = clause.after(index + 1, reach=2)
    if dead is None or dead.mention.entity == "facility":
        return None
    return _frame(clause, (index, index), ("die", "noun"), [], clause.chain_right(dead))


def _responsible_frame(clause: _Clause, index: int) -> Frame | None:
    """ "X are responsible for", "held X responsible for" """
    if clause.word(index + 1) not in {"for", "of"}:
        return None
    near = [c for c in clause.chunks if c.last <= index and index - c.last <= 8]
    if not near or "not" in clause.lower[near[-1].last : index]:
        return None
    return _frame(clause, (index, index), ("blame", "active"), clause.chain_left(near[-1]), [])


def _work_frame(clause: _Clause, index: int) -> Frame | None:
    """ "the work of X" """
    agent = clause.after(index + 1, reach=3)
    return _frame(clause, (index, index), ("blame", "noun"), clause.chain_right(agent), []) if agent else None


def _attributed_frame(clause: _Clause, index: int) -> Frame | None:
    """ "attributed to X", "attributed the attack to X" """
    for position in range(index + 1, min(clause.last, index + 12)):
        if clause.word(position) == "to":
            agent = clause.after(position, reach=3)
            return _frame(clause, (index, index), ("blame", "active"), clause.chain_right(agent), []) if agent else None
    return None


def _blame_frame(clause: _Clause, index: int, *, passive: bool) -> Frame | None:
    """ "blamed X for", "X was accused of" """
    if passive:
        subject = _subject(clause, index)
        return _frame(clause, (index, index), ("blame", "passive"), clause.chain_left(subject), []) if subject else None
    blamed = clause.after(index, over=frozenset({"the", "on"}))
    if blamed is None or blamed.mention.entity == "facility":
        return None
    return _frame(clause, (index, index), ("blame", "active"), clause.chain_right(blamed), [])


def _leave_frame(clause: _Clause, index: int) -> Frame | None:
    """ "leaving three policemen dead" """
    target = clause.after(index)
    if target is None or clause.word(target.last) not in _LEAVE_AFTER:
        return None
    kind = "kill" if clause.word(target.last) == "dead" else "injure"
    return _frame(clause, (index, index), (kind, "active"), [], [target])
