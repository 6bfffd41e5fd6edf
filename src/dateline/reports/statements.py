"""Claims of responsibility, denials, threats, demands and predictions, each with its speaker and its words."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from dateline.documents.structure import Block, Sentence, Structure, analyse
from dateline.mentions.words import terms
from dateline.records import DateExtent, Document, Report, Statement
from dateline.reports import bulletins, speakers
from dateline.reports.bulletins import claimants
from dateline.reports.statement_cues import CUES, CUES_BY_STEM, CUES_BY_WORD, NEGATION, OFFICIALS, ONLOOKERS, Cue

__all__ = ["claimants", "find_statements"]

_FLAT = str.maketrans(dict.fromkeys("\n\t\u00a0", " ") | dict.fromkeys("’‘", "'") | dict.fromkeys("“”„«»", '"'))

_PUNCTUATION = str.maketrans(dict.fromkeys('.,;:!?"()[]{}<>|/*…–—•·\n\t', " "))

# A text is about violence if it says so in at least two ways; games and films borrow a few of these words, never many.
_VIOLENCE = terms(
    "kill killed killing killings kills dead death deaths bomb bombs bombed bomber bombers bombing bombings blast"
    " blasts explosion explosions explosive explosives gunman gunmen militant militants rebel rebels insurgent"
    " insurgents insurgency terrorism terrorist terrorists attacker attackers murder murdered murders massacre"
    " hostage hostages kidnapped abducted ambush ambushed assassinated assassination wounded troops soldier"
    " soldiers policeman policemen militia militias guerrilla guerrillas ceasefire civilians grenade grenades"
    " mortar mortars shelling airstrike airstrikes bandits jihad jihadist jihadists detained arrested weapons"
    " suicide casualties hijacked violence kidnapping slaughtered slain gunfire mine mines separatists"
)
_COMMON = terms(
    "that this with from have been were they their which what when said says told after before about into over more"
    " than also will would could should there where while other some later group people statement claimed claim"
    " responsibility denied threatened demanded message attack attacks country government police army monday tuesday"
    " wednesday thursday friday saturday sunday january february march april june july august september october"
    " november december same every itself themselves calls call such only even still never just"
)
_PLAY = terms(
    "match goal goals coach season league derby striker midfielder defender goalkeeper crossbar supporters tournament"
    " championship half-time penalty kick-off cup score scored scores title playoff playoffs quarterback innings wicket"
    " referee pitch film films director box-office trailer sequel actor actress cinema novel album premiere audience"
    " audiences screenplay player players team teams fans game games"
)
_EXERCISE = re.compile(
    r"\b(?:(?:according to|in) the scenario|the (?:exercise|drill) (?:simulat\w+|scenario)|mock (?:attack|hostage)"
    r"|role-?play)",
    re.IGNORECASE,
)
_PRETENCE = ("scenario", "simul", "mock", "play")
# A general by his own grace speaks for a group, not for a state.
_SELF_STYLED = re.compile(
    r"\b(?:self-(?:styled|proclaimed|appointed|declared)|so-called|rebel|breakaway|guerrilla|insurgent|separatist|militia|warlord)\b"
)
_HABIT = re.compile(
    r"\b(?:usually|often|sometimes|frequently|regularly|habitually|typically|in the past|have always)\b", re.IGNORECASE
)
_ANAPHOR = re.compile(
    r"\b(?:the|this|that|these|those|both|yesterday's|\w+day's) (?:[\w-]+ ){0,2}?(?:attacks?|bombings?|blasts?"
    r"|explosions?|assaults?|ambush|raids?|killings?|murders?|shootings?|massacre|abduction|kidnapping|operation|incident)\b"
    r"|\b(?:claimed it|behind it|about it|for it|den(?:ies|ied) it|gunm[ae]n|attackers?|bombers?|claimed by|took part"
    r"|taking part|involvement|responsibility)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:attacks|bombings|blasts|explosions|killings|murders|raids|shootings|both|kidnappings)\b", re.IGNORECASE
)
# "We reject the slander that our units shot the priest" claims nothing.
_DISOWNED = re.compile(r"\b(?:den(?:y|ies|ied)|reject\w*|refut\w*|calumn\w*|slander\w*|accus\w+ (?:that|of))\b")
_TURN = re.compile(r"\b(?:but|while|although|however|whereas|until)\b|[;:]|\. ", re.IGNORECASE)
_WORD = re.compile(r"\w[\w'-]*")
# 'We shall be back,' she said: speech in single marks ends in a stop or a comma, unlike a word so marked.
_SINGLE_QUOTED = re.compile(r"(?<![\w.])'(?=\w)([^\"]{8,}?[,.!])'(?!\w)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us)\b")
# A pamphlet says "we" and "our" all through; three is more than a stray quotation leaves outside its marks.
_FIRST_PERSON_TIMES = 3


class _Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence under examination, with the text around it in one line and straight quotes (same offsets).

    `line` is the sentence in lower case, `voice` the group whose war bulletin the document is.
    """

    document: Document
    flat: str
    parts: Structure
    sentence: Sentence
    line: str
    quoted: list[tuple[int, int]]
    voice: str | None

    def in_quotes(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.quoted)

    @property
    def block(self) -> Block:
        return self.parts.blocks[self.sentence.block]


def find_statements(
    document: Document, reports: Sequence[Report], *, structure: Structure | None = None
) -> tuple[Statement, ...]:
    """All statements of a document, in the order of the text.

    `reports` are those coded from the same document, to say what a statement is about; `structure` saves taking
    the text apart a second time. A sentence yields one statement of a kind at most, and is its quote. Texts that only
    borrow the words of violence (sport, films) yield none. English only.
    """
    flat = document.text.translate(_FLAT)
    lower = _lower(flat)
    plain = lower.translate(_PUNCTUATION)
    if not _concerns_violence(plain, reports):
        return ()
    parts = structure or analyse(document.text)
    voice = bulletins.group_of(document.text)
    out: list[Statement] = []
    listed: tuple[Cue, str | None] | None = None
    for sentence in parts.sentences:
        block = parts.blocks[sentence.block]
        if block.kind == "heading":
            continue  # what a heading says is said again below it
        if block.kind != "item":
            listed = None
        suggested = _suggested(plain[sentence.start : sentence.end])
        if not suggested and listed is None:
            continue
        reading = _Reading(
            document=document,
            flat=flat,
            parts=parts,
            sentence=sentence,
            line=lower[sentence.start : sentence.end],
            quoted=_quoted(flat, parts, sentence),
            voice=voice,
        )
        made = _statements_in(reading, suggested)
        if listed is not None and sentence == block.sentences[0] and all(cue.kind != "demand" for cue, _, _ in made):
            made.append((listed[0], sentence.start, listed[1]))
        elif _heads_list(reading):
            # "We demand:" asks for nothing yet: what the items below it say is asked for.
            listed = next(((cue, _of_list(reading, cue, who)) for cue, _, who in made if cue.kind == "demand"), None)
            made = [m for m in made if m[0].kind != "demand"]
        for cue, at, speaker in made:
            out.append(
                Statement(
                    statement_id=f"{document.document_id}.s{len(out) + 1}",
                    document_id=document.document_id,
                    kind=cue.kind,
                    speaker=speaker,
                    quote=document.text[sentence.start : sentence.end],
                    start=sentence.start,
                    end=sentence.end,
                    report_ids=_about(reading, reports, kind=cue.kind, at=at),
                    annotator=f"rule:statement.{cue.name}@1",
                )
            )
    return tuple(out)


def _heads_list(reading: _Reading) -> bool:
    """Does the sentence end in a colon, with a list right below it?"""
    blocks, below = reading.parts.blocks, reading.sentence.block + 1
    return reading.line.endswith(":") and below < len(blocks) and blocks[below].kind == "item"


def _of_list(reading: _Reading, cue: Cue, speaker: str | None) -> str | None:
    """Who asks for the items of a list: "what we demand" is the voice of the text."""
    return _voice(reading, cue) if speaker is None or _FIRST_PERSON.search(speaker) else speaker


def _concerns_violence(plain: str, reports: Sequence[Report]) -> bool:
    words = set(plain.split())
    violent, playful = words & _VIOLENCE, words & _PLAY
    # Four words of the game and fewer of violence: a match report. Without any incident coded, half as many are enough.
    if len(playful) >= 4 and len(violent) < len(playful) * (1 if reports else 2):
        return False
    return bool(reports) or len(violent) >= 2


def _suggested(plain: str) -> list[int]:
    """Indices of the cues whose stems a sentence (in lower case, without punctuation) holds, in order."""
    chosen: set[int] = set()
    for word in set(plain.split()):
        chosen.update(_suggested_by(word))
    return sorted(chosen)


@lru_cache(maxsize=16384)
def _suggested_by(word: str) -> tuple[int, ...]:
    word = word.strip("'-")
    stems = (index for stem, index in CUES_BY_STEM.get(word[:2], ()) if word.startswith(stem))
    return (*CUES_BY_WORD.get(word, ()), *stems)


def _quoted(flat: str, parts: Structure, sentence: Sentence) -> list[tuple[int, int]]:
    """Half-open stretches of the sentence in quotation marks; double ones may have opened in the sentence before."""
    inside = flat.count('"', parts.blocks[sentence.block].start, sentence.start) % 2 == 1
    out = []
    at = sentence.start
    for m in re.finditer('"', flat[sentence.start : sentence.end]):
        here = sentence.start + m.start()
        if inside:
            out.append((at, here))
        inside = not inside
        at = here + 1
    if inside and at < sentence.end:
        out.append((at, sentence.end))
    if not out:
        out.extend(m.span(1) for m in _SINGLE_QUOTED.finditer(flat, sentence.start, sentence.end))
    return out


def _statements_in(reading: _Reading, suggested: list[int]) -> list[tuple[Cue, int, str | None]]:
    """(cue, offset of its words, speaker) for each statement of the sentence, one of a kind at most."""
    found: list[tuple[Cue, int, str | None]] = []
    taken: list[tuple[int, int]] = []
    line = reading.line
    if line.endswith("?") or (any(w in line for w in _PRETENCE) and _EXERCISE.search(line)):
        return []
    for cue in map(CUES.__getitem__, suggested):
        kinds = {c.kind for c, _, _ in found}
        if cue.kind in kinds or (cue.kind == "prediction" and "threat" in kinds):
            continue
        if cue.speaker == "communique" and reading.voice is None:
            continue
        m = cue.pattern.search(line)
        if m is None or (cue.speaker == "communique" and reading.in_quotes(reading.sentence.start + m.start())):
            continue
        if (cue.needs and reading.voice is None and not cue.needs.search(line)) or (cue.veto and cue.veto.search(line)):
            continue
        if cue.negatable and NEGATION.search(_TURN.split(line[: m.start()])[-1][-70:]):
            continue
        if cue.kind == "claim_of_responsibility" and (
            _HABIT.search(line) or _DISOWNED.search(_TURN.split(line[: m.start()])[-1])
        ):
            continue
        at, end = reading.sentence.start + m.start(), reading.sentence.start + m.end()
        if any(a < end and at < b for a, b in taken):
            continue  # "urged his followers to stop it by every means" is one threat, not also a demand
        inside = reading.in_quotes(at)
        if cue.speaker == "quote" and not inside and not _speaks_for_himself(reading):
            continue
        subject = _subject(reading, cue, at, end, inside=inside)
        if (
            cue.kind != "prediction"
            and subject
            and reading.flat[subject[0] : subject[1]].lower().startswith(("no ", "no-one", "none", "nobody", "neither"))
        ):
            continue
        if cue.speaker == "said" and subject is None and not (inside or _speaks_for_himself(reading)):
            continue
        if subject and _only_tells(cue, reading.flat[subject[0] : subject[1]]):
            continue
        found.append((cue, at, _speaker(reading, cue, subject, inside=inside)))
        taken.append((at, end))
    return found


def _lower(line: str) -> str:
    """In lower case, offsets kept: a few letters (İ) grow when lowered, and those stay as they are."""
    lower = line.lower()
    return lower if len(lower) == len(line) else "".join(c.lower() if len(c.lower()) == 1 else c for c in line)


def _only_tells(cue: Cue, subject: str) -> bool:
    """Does the subject merely tell what others did or may do?"""
    subject = subject.lower()
    if not cue.sober or _SELF_STYLED.search(subject):
        return False
    return bool(ONLOOKERS.search(subject) or (cue.sober == "officials" and OFFICIALS.search(subject)))


def _speaks_for_himself(reading: _Reading) -> bool:
    """Is this a pamphlet or a blog, so that "we" outside quotation marks is the author?"""
    if reading.document.author is not None or reading.voice is not None:
        return True
    return len(_FIRST_PERSON.findall(reading.flat)) >= _FIRST_PERSON_TIMES


def _subject(reading: _Reading, cue: Cue, at: int, end: int, *, inside: bool) -> tuple[int, int] | None:
    """Where the speaker of a cue at [at, end) is named."""
    flat, sentence = reading.flat, reading.sentence
    if cue.speaker == "after":
        return speakers.after(flat, end, sentence.end)
    if inside:
        return _quoted_speaker(reading)
    if cue.speaker == "head":
        verb = speakers.SAYING.search(flat, at, end)
        return speakers.clean(flat, at, verb.start() if verb else end)
    if cue.speaker == "before":
        return speakers.before(flat, sentence.start, at)
    if cue.speaker == "said":
        told = _last_to_say(reading, end) or speakers.said_by(flat, sentence.start, sentence.end, reading.quoted)
        return told or (
            speakers.before(flat, sentence.start, at) if cue.kind == "denial" and reading.voice is None else None
        )
    if cue.speaker == "quote":
        told = _last_to_say(reading, at)
        return told if told and speakers.pronoun(flat, told) is None else None
    if cue.speaker == "teller":
        return speakers.said_by(flat, sentence.start, sentence.end, reading.quoted)
    return None


def _last_to_say(reading: _Reading, at: int) -> tuple[int, int] | None:
    """The subject of the last verb of saying before `at`, outside quotation marks."""
    start = reading.sentence.start
    for m in reversed(list(speakers.SAYING.finditer(reading.flat, start, at))):
        if not reading.in_quotes(m.start()) and m.group().lower() != "according to":
            found = speakers.before(reading.flat, start, m.start())
            if found:
                return found
    return None


def _quoted_speaker(reading: _Reading) -> tuple[int, int] | None:
    """Who says the quotation that (a part of) the sentence is in: named here, or in the sentences beside it."""
    flat, parts, sentence = reading.flat, reading.parts, reading.sentence
    for index in (sentence.index, sentence.index + 1, sentence.index - 1, sentence.index - 2):
        if 0 <= index < len(parts.sentences) and parts.sentences[index].block == sentence.block:
            other = parts.sentences[index]
            found = speakers.said_by(flat, other.start, other.end, _quoted(flat, parts, other))
            if found:
                return found
    return None


def _speaker(reading: _Reading, cue: Cue, subject: tuple[int, int] | None, *, inside: bool) -> str | None:
    flat, parts, sentence = reading.flat, reading.parts, reading.sentence
    if subject is None:
        own = cue.speaker in ("author", "teller", "said", "quote", "communique") or cue.name == "prediction.word"
        return _voice(reading, cue) if own and not inside else None
    pronoun = speakers.pronoun(flat, subject)
    if pronoun is None:
        return speakers.name_of(flat, subject)
    told = _last_to_say(reading, subject[0])
    if pronoun in ("it", "they", "he", "she") and told and speakers.pronoun(flat, told) is None:
        return speakers.name_of(flat, told)  # "the army said it had no part": it is who says so
    if pronoun in ("he", "she"):
        first = parts.sentences[max(0, sentence.index - 3)]
        return speakers.person_before(flat, first.start, subject[0])
    if pronoun in ("we", "i"):
        return _voice(reading, cue)
    if pronoun in ("it", "they") and sentence.index > 0:
        previous = parts.sentences[sentence.index - 1]
        verb = speakers.SAYING.search(flat, previous.start, previous.end)
        found = speakers.before(flat, previous.start, verb.start()) if verb else None
        found = found or speakers.clean(flat, previous.start, previous.end)
        if (
            found
            and speakers.pronoun(flat, found) is None
            and found[1] < previous.end - 2
            and flat.count(" ", *found) < 6
        ):
            return speakers.name_of(flat, found)
    return None


def _voice(reading: _Reading, cue: Cue) -> str | None:
    """Who speaks where the text names nobody: its author or the group whose bulletin it is, for outlooks the outlet."""
    own = reading.document.author or reading.voice
    return own or (reading.document.outlet if cue.kind == "prediction" else None)


def _about(reading: _Reading, reports: Sequence[Report], *, kind: str, at: int) -> tuple[str, ...]:
    """Reports that a statement is about: told in the same sentence, sharing its place, or told last before it."""
    sentence, line = reading.sentence, reading.line
    told = [r for r in reports if not r.background]
    own = [r.report_id for r in told if any(a < sentence.end and sentence.start < b for a, b in r.spans)]
    if own:
        return tuple(own)
    if kind == "prediction":
        return ()
    placed = [r.report_id for r in told if r.place and _mentions(line, r.place.name)]
    if placed:
        return tuple(placed)
    of_the_past = kind in ("claim_of_responsibility", "denial")
    dated = _of_date(line, told) if of_the_past else None
    if dated:
        return (dated,)
    alike = _most_alike(reading, told, before=at)
    if alike:
        return (alike,)
    points_back = of_the_past and _ANAPHOR.search(line) is not None
    if points_back and reading.block.kind != "item" and _PLURAL.search(line):
        return tuple(r.report_id for r in told if r.spans and r.spans[0][0] < at)
    nearest = max(((b, -r.position, r.report_id) for r in told for _, b in r.spans if b <= at), default=None)
    # In its own paragraph a statement goes with what was told last; further on only if it points back.
    if nearest and (nearest[0] >= reading.block.start or points_back):
        return (nearest[2],)
    # A claim of something must be of what the text tells, if it tells of one thing only.
    if kind == "claim_of_responsibility" and reading.block.kind != "item":
        only = told or list(reports)
        if len(only) == 1:
            return (only[0].report_id,)
        if nearest:
            return (nearest[2],)
    return ()


def _of_date(line: str, told: list[Report]) -> str | None:
    """The one report of the month or weekday that the sentence names ("the July attack"), or None."""
    named = {(m.group(1) or m.group(2)).lower()[:3] for m in _DATE_WORD.finditer(line)}
    fits = [r.report_id for r in told if r.date and r.date.earliest and named & _date_words(r.date)] if named else []
    return fits[0] if len(fits) == 1 else None


def _date_words(date: DateExtent) -> set[str]:
    if date.earliest is None or date.latest is None or (date.latest - date.earliest).days > 31:
        return set()
    words = {_MONTHS[date.earliest.month - 1]}
    if date.earliest == date.latest:
        words.add(_WEEKDAYS[date.earliest.weekday()])
    return words


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATE_WORD = re.compile(
    r"\b(?:the|this|that|on|in|of|last) (?:\d{1,2} )?(january|february|march|april|may|june|july|august|september"
    r"|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:'s)?"
    r"(?: (?:\w+ ){0,2}?(?:attacks?|bomb\w*|blasts?|killings?|raids?|ambush\w*|shootings?|murders?|explosions?"
    r"|massacre))\b"
    r"|\b(?:bombing|attack|blast|killing|raid|ambush|shooting|murder|explosion|massacre)s? (?:on|of|in) (?:\d{1,2} )?"
    r"(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun))(\w+)",
    re.IGNORECASE,
)


def _most_alike(reading: _Reading, told: list[Report], *, before: int) -> str | None:
    """The report told earlier whose words the sentence takes up ("claimed the petrol station"), if one stands out.

    Words that several reports share, and those of violence itself, tell nothing.
    """
    told_words = (
        m.group().lower()
        for m in _WORD.finditer(reading.flat, reading.sentence.start, reading.sentence.end)
        if reading.in_quotes(m.start()) == reading.in_quotes(before)
    )
    words = {w for w in told_words if len(w) > 3} - _VIOLENCE - _COMMON
    held = {
        r.report_id: {w.lower() for a, b in r.spans if a < before for w in _WORD.findall(reading.flat, a, b)} & words
        for r in told
    }
    spread = {w: sum(w in shared for shared in held.values()) for w in words}
    score = {identity: sum(1 for w in shared if spread[w] <= 2) for identity, shared in held.items()}
    best = max(score.values(), default=0)
    top = [identity for identity, n in score.items() if n == best]
    # Two words taken up: one alone ("evening", "people") is chance.
    return top[0] if best >= 2 and len(top) == 1 else None


def _mentions(line: str, name: str) -> bool:
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", line, re.IGNORECASE) is not None
