"""Numbers of people and things, in words or figures, exact or vague.

Dates, times, ages, ordinals, distances, money, weights, calibres, model numbers, percentages and reference numbers are
left out: `find_counts` returns what can be a number of victims or items.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from dateline.mentions.words import Words, split_words, terms
from dateline.records import CountMention

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
# The usual reading of a vague number is its least value; there is no best figure (contract.md).
VAGUE = {
    "several": 3,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2_000_000,
    "numerous": 3,
    "various": 2,
    "many": 3,
}
MONTHS = terms(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec"
)
PEOPLE = terms(
    "people persons soldiers troops civilians men women children policemen officers fighters militants "
    "rebels insurgents guerrillas terrorists villagers residents prisoners refugees protesters "
    "demonstrators rioters families houses homes dead deaths killed wounded injured victims students "
    "workers members cartridges rounds bullets others"
)
_ABOUT = terms("about around some roughly approximately nearly almost circa approx virtually")
_UNIT_AFTER = terms(
    "yr yrs yo y/o y.o % percent per-cent pct km kms kilometre kilometres kilometer kilometers m metre metres meter meters "
    "mile miles yard yards foot feet inch inches mm millimetre millimetres millimeter cm kg kgs kilo "
    "kilos kilogram kilograms kilogramme kilogrammes gram grams gramme grammes lb lbs pound pounds ton "
    "tons tonne tonnes litre litres liter liters gallon gallons degrees hectares acres second seconds "
    "minute minutes hour hours day days night nights week weeks weekend month months year years decade "
    "decades century centuries o'clock a.m. p.m. o’clock am pm hrs hours-long dollars dollar usd euros "
    "euro rubles roubles pesos soles quetzales colones cordobas bolivars cruzados naira tenge lira liras "
    "rupees shillings francs dinars pounds sterling gmt local-time th st nd rd times-as years-old calibre "
    "caliber-rounds volt volts kilovolt kilovolts kv megawatts barrels"
)
_MONEY_BEFORE = terms("$ € £ us$ usd rs ₽ ₸")
_REFERENCE_BEFORE = terms(
    "no nos number numbers section sections article articles chapter page pages paragraph resolution "
    "highway route flight room apartment channel kilometer kilometre km km. law decree order operation "
    "zone region phase part volume act school hospital unit battalion brigade regiment division shaft "
    "line group version type model grade class terminal gate platform bus trolleybus tram train road ward "
    "sector camp district school-no"
)
_TIME_AFTER = terms("morning afternoon evening night")
_NOT_ONE_AFTER = terms("another day night morning evening afternoon by thing week month year hour side")
_NOT_ONE_BEFORE = terms("no any this that the every each each- number")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_RANGE = re.compile(r"(\d{1,6})-(\d{1,6})")


@lru_cache(maxsize=8)
def find_counts(text: str) -> tuple[CountMention, ...]:
    """Numbers of people or things in order of place; modifiers ("at least", "more than") belong to the mention.

    >>> [(c.text, c.low, c.best, c.high) for c in find_counts("At least 11 died and dozens were hurt.")]
    [('At least 11', 11, 11, None), ('dozens', 24, None, None)]
    """
    words = split_words(text)
    found: list[CountMention] = []
    index = 0
    lower = words.lower
    size = len(lower)
    while index < size:
        word = lower[index]
        if not (word in _STARTS or word[0].isdigit() or "-" in word):
            index += 1
            continue
        read = _read(words, index)
        if read is None:
            index += 1
            continue
        mention, index = read
        if mention is not None:
            found.append(mention)
    return tuple(found)


def article_count(text: str, start: int) -> CountMention | None:
    """The "a", "an", "another" or "one" that stands right before offset `start`, as a count of one.

    >>> article_count("killed a policeman", 9).best
    1
    """
    words = split_words(text)
    index = bisect_left(words.starts, start) - 1
    if index < 0 or words.lower[index] not in {"a", "an", "another", "one"}:
        return None
    return _mention(words, (index, index), (1, 1, 1), "article")


def _mention(
    words: Words, span: tuple[int, int], bounds: tuple[int | None, int | None, int | None], rule: str
) -> CountMention:
    (first, last), (low, best, high) = span, bounds
    start, end = words.starts[first], words.ends[last]
    return CountMention(start=start, end=end, text=words.text[start:end], low=low, best=best, high=high, rule=rule)


def _word(words: Words, index: int) -> str:
    return words.lower[index] if 0 <= index < len(words.lower) else ""


def _read(words: Words, index: int) -> tuple[CountMention | None, int] | None:
    """The number that begins at token `index`: (mention, or None where it counts nothing, next token)."""
    word = words.lower[index]
    vague = _vague(words, index)
    if vague is not None:
        low, last = vague
        first = index - 1 if _word(words, index - 1) in {"many", "some", "a"} else index
        return _mention(words, (first, last), (low, None, None), "vague"), last + 1
    span = _RANGE.fullmatch(word)
    if span:
        low, high = int(span[1]), int(span[2])
        sensible = low < high and not _excluded(words, index, index, high, digits=True) and high < 1900
        return (_mention(words, (index, index), (low, None, high), "range") if sensible else None), index + 1
    number = read_number(words, index)
    if number is None:
        return None
    value, last = number
    if _excluded(words, index, last, value, digits=word[0].isdigit()):
        return None, last + 1
    mention = _modified(words, index, last, value)
    return mention, max(last + 1, bisect_left(words.starts, mention.end))


def _vague(words: Words, index: int) -> tuple[int, int] | None:
    """The vague number that begins at `index`: (least value, last token)."""
    word = words.lower[index]
    after = _word(words, index + 1)
    if word in {"several", "few"} and after in {
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "score",
    }:
        unit = {"dozen": 12, "hundred": 100, "thousand": 1000, "score": 20}[
            after.rstrip("s") if after != "scores" else "score"
        ]
        return (3 if word == "several" else 2) * unit, index + 1
    if word == "tens" and after == "of" and _word(words, index + 2) == "thousands":
        return 20_000, index + 2
    if word == "hundreds" and after == "of" and _word(words, index + 2) == "thousands":
        return 200_000, index + 2
    if word == "tens" and after == "of":
        return 20, index
    if word == "few":
        return (3, index) if _word(words, index - 1) == "a" and after not in _UNIT_AFTER else None
    if word == "handful":
        return (3, index) if after == "of" else None
    if word == "scores":
        return (
            (VAGUE[word], index) if after == "of" or _word(words, index + 1) in PEOPLE or after.endswith("ed") else None
        )
    if word == "many":
        return (3, index) if after in PEOPLE and _word(words, index - 1) not in {"how", "as", "so", "too"} else None
    if word in {"various", "numerous"}:
        return (VAGUE[word], index) if after in PEOPLE else None
    measured = after in _UNIT_AFTER or (after == "of" and _word(words, index + 2) in _UNIT_AFTER)
    if word in VAGUE and not measured:
        return VAGUE[word], index
    return None


def read_number(words: Words, index: int) -> tuple[int, int] | None:
    """The whole number that begins at token `index`, in words or figures: (value, last token).

    >>> read_number(split_words("three hundred and thirty-four"), 0)
    (334, 3)
    """
    word = words.lower[index]
    if word in {"dozen", "couple", "pair"}:
        return _collective(words, index)
    if word == "half" and _word(words, index + 1) in {"a", "dozen"}:
        last = index + (2 if _word(words, index + 1) == "a" else 1)
        return (6, last) if _word(words, last) == "dozen" else None
    if word in {"both"}:
        return None
    if word[0].isdigit():
        if _DIGITS.fullmatch(word):
            value = int(word.replace(",", ""))
            scale = SCALES.get(_word(words, index + 1))
            if scale:
                return value * scale, index + 1
            # "1 100": a space between thousands, as Russian and French desks write
            following = _word(words, index + 1)
            if (
                len(word) <= 3
                and len(following) == 3
                and following.isdigit()
                and words.starts[index + 1] == words.ends[index] + 1
                and _word(words, index - 1) not in MONTHS
            ):
                return value * 1000 + int(following), index + 1
            return value, index
        scale = SCALES.get(_word(words, index + 1))
        if scale and re.fullmatch(r"\d+\.\d+", word):
            return round(float(word) * scale), index + 1
        return None
    total, part, last, taken = 0, 0, index, False
    position = index
    while position < len(words.lower):
        word = words.lower[position]
        small = _small(word)
        if small is not None:
            if taken and part % 100 and not (small < 10 and part % 10 == 0):
                break
            part += small
        elif word in SCALES and (taken or _word(words, index - 1) in {"a", "one"}):
            part = max(part, 1)
            if SCALES[word] == 100:
                part *= 100
            else:
                total, part = total + part * SCALES[word], 0
        elif word == "dozen" and taken:
            part *= 12
            last = position
            break
        elif word == "score" and taken and _word(words, position + 1) != "-":
            part *= 20
            last = position
            break
        elif word == "and" and taken and words.lower[last] in SCALES and _small(_word(words, position + 1)) is not None:
            # "a hundred and ten people", but "one hundred and two others" is rare enough to lose
            position += 1
            continue
        else:
            break
        taken, last = True, position
        position += 1
    return (total + part, last) if taken else None


def _collective(words: Words, index: int) -> tuple[int, int] | None:
    word = words.lower[index]
    if _word(words, index - 1) in {"a", "another", "the", "one"} or word == "dozen":
        if word == "dozen":
            return 12, index
        if word == "couple" and _word(words, index + 1) == "of" and _word(words, index + 2) not in _UNIT_AFTER:
            return 2, index
        if word == "pair" and _word(words, index + 1) == "of":
            return 2, index
    return None


@lru_cache(maxsize=512)
def _small(word: str) -> int | None:
    """A number below one hundred in one word: "eleven", "twenty", "twenty-eight"."""
    if word in UNITS:
        return UNITS[word]
    if word in TENS:
        return TENS[word]
    tens, _, unit = word.partition("-")
    if tens in TENS and UNITS.get(unit, 0) in range(1, 10) and unit:
        return TENS[tens] + UNITS[unit]
    return None


def _excluded(words: Words, first: int, last: int, value: int, *, digits: bool) -> bool:
    """Does the number tell a date, time, age, distance, sum of money, share or reference rather than how many?"""
    before, after = _word(words, first - 1), _word(words, last + 1)
    # distance from the neighbours: "No.4", "12:45", "9/11" stick together
    glued_before = first > 0 and words.ends[first - 1] == words.starts[first]
    glued_after = last + 1 < len(words.lower) and words.starts[last + 1] == words.ends[last]
    if (
        glued_after
        and after in {":", "/", "%", "°", "¢"}
        and not (after == ":" and not _word(words, last + 2)[:1].isdigit())
    ):
        return True
    if glued_before and (before in {":", "/", "#"} and _word(words, first - 2)[-1:].isdigit()):
        return True
    if glued_before and before == "." and _word(words, first - 2) in {"no", "nos", "km", "art"}:
        return True
    if before in _MONEY_BEFORE or after in _MONEY_BEFORE:
        return True
    unit = after if after not in {"-", "‑", "more", "full"} else _word(words, last + 2)
    if after == "and" and unit == "and" and _word(words, last + 2) == "a" and _word(words, last + 3) == "half":
        return True
    if unit.startswith("year-") or unit in _UNIT_AFTER:
        # "two second-hand rifles", "three m-16s" are joined tokens; "five minutes" and "20 km" fall here
        return True
    if before in MONTHS or after in MONTHS:
        # "on 17 August", "August 17"; "in May two policemen" and "May 11 people" keep words, drop figures
        if digits and value <= 31 and not (before in MONTHS and after in PEOPLE):
            return True
        if digits and 32 <= value <= 99 and before in MONTHS:
            return True
    if digits and 1800 <= value <= 2100 and words.ends[last] - words.starts[first] == 4:
        near = before in {"than", "least", "about", "around", "some", "over", "nearly", "almost", "to", "of"}
        if not (after in PEOPLE and (near or before not in {"in", "of", "since", "until", "by", "from"})):
            return True
    if digits and value <= 31 and before == "," and _word(words, first - 2) in MONTHS:
        return True
    if before in {"aged", "age", "ages"} or after in {"y", "yrs"}:
        return True
    if before in {"between", "and"} and "aged" in words.lower[max(0, first - 4) : first]:
        return True
    if _in_apposition(words, first, last) and 5 <= value <= 110:
        return True
    if before in _REFERENCE_BEFORE and digits and after not in PEOPLE:
        return True
    if before == "." and _word(words, first - 2) in {"no", "nos"}:
        return True
    if before == "minus" or (before == "part" and after in {".", "\n"}):
        return True
    if before == "at" and after in {
        "in",
        "on",
        ".",
        ",",
        "a",
        "p",
        "when",
        "this",
        "gmt",
        "local",
        "yesterday",
        "today",
    }:
        return True
    if after == "in" and _word(words, last + 2) == "the" and _word(words, last + 3) in _TIME_AFTER and value <= 12:
        return True
    if after in {"a", "p"} and _word(words, last + 2) in {".", "m"} and value <= 12:
        return True
    if before in {"past", "after", "before"} and value <= 12 and after in {"in", ".", ","} and not digits:
        return True
    if value == 1 and not digits:
        return _not_a_count(words, first, last)
    return False


def _in_apposition(words: Words, first: int, last: int) -> bool:
    """Is it an age in apposition to a name: "Karim, 34, was"?"""
    if _word(words, first - 1) != "," or _word(words, last + 1) not in {",", ".", ")"} or first < 2:
        return False
    name = words.lower[first - 2]
    return name.isalpha() and (words.upper or words.capital(first - 2)) and name not in MONTHS and not name.isdigit()


def _not_a_count(words: Words, first: int, last: int) -> bool:
    before, after = _word(words, first - 1), _word(words, last + 1)
    return before in _NOT_ONE_BEFORE or after in _NOT_ONE_AFTER or (before in {"which", "another"})


def _modified(words: Words, first: int, last: int, value: int) -> CountMention:
    """Take in what stands before and after the number: "at least", "between 3 and 5", "or more", "+"."""
    before = _word(words, first - 1)
    if before in {"a", "an", "another"} and words.lower[first] not in UNITS:
        first -= 1
        before = _word(words, first - 1)
    two, three = _word(words, first - 2), _word(words, first - 3)
    pair = _second(words, last)
    if pair is not None:
        high, end, joint = pair
        if high > value:
            if before in {"between", "from"} and joint in {"and", "to"}:
                return _mention(words, (first - 1, end), (value, None, high), "between")
            if joint in {"or", "to", "-", "–", "—"}:
                return _mention(words, (first, end), (value, None, high), "range")
    if before == "least" and two == "at":
        return _mention(words, (first - 2, last), (value, value, None), "at-least")
    if before == "than":
        if two in {"fewer", "less"} and three in {"no", "not"}:
            return _mention(words, (first - 3, last), (value, value, None), "at-least")
        if two == "more" and three in {"no", "not"}:
            return _mention(words, (first - 3, last), (None, None, value), "up-to")
        if two == "more":
            return _mention(words, (first - 2, last), (value, None, None), "more-than")
        if two in {"fewer", "less"}:
            return _mention(words, (first - 2, last), (None, None, value), "fewer-than")
    if before == "over" and value >= 10 and (words.lower[first][0].isdigit() or words.lower[first] == "a"):
        start = first - 2 if two == "well" else first - 1
        return _mention(words, (start, last), (value, None, None), "more-than")
    if before == "of" and two == "upwards":
        return _mention(words, (first - 2, last), (value, None, None), "more-than")
    if before == "to" and two == "up":
        return _mention(words, (first - 2, last), (None, None, value), "up-to")
    if before == "as" and two in {"many", "few"} and three == "as":
        if two == "many":
            return _mention(words, (first - 3, last), (None, None, value), "up-to")
        return _mention(words, (first - 3, last), (value, value, value), "exact")
    if before == "to" and two == "close":
        return _mention(words, (first - 2, last), (value, value, value), "about")
    if before in {"under", "over", "below"} and two in {"just", "slightly", "little"}:
        return _mention(words, (first - 2, last), (value, value, value), "about")
    if before in _ABOUT:
        return _mention(words, (first - 1, last), (value, value, value), "about")
    if before == "estimated" and two in {"an", "a"}:
        return _mention(words, (first - 2, last), (value, value, value), "about")
    after, next_after = _word(words, last + 1), _word(words, last + 2)
    if after == "+":
        return _mention(words, (first, last + 1), (value, None, None), "more-than")
    if after == "or" and next_after == "more":
        return _mention(words, (first, last + 2), (value, value, None), "at-least")
    if after == "or" and next_after == "so":
        return _mention(words, (first, last + 2), (value, value, value), "about")
    rule = "one" if value == 1 else "zero" if value == 0 else "exact"
    return _mention(words, (first, last), (value, value, value), rule)


def _second(words: Words, last: int) -> tuple[int, int, str] | None:
    """The upper end of "three or four", "3 to 5", "3–5", "between 3 and 5": (value, last token, joint)."""
    joint = _word(words, last + 1)
    if joint not in {"or", "to", "-", "–", "—", "and"} or last + 2 >= len(words.lower):
        return None
    if not (words.lower[last + 2][0].isdigit() or _small(words.lower[last + 2]) is not None):
        return None
    number = read_number(words, last + 2)
    if number is None or _word(words, number[1] + 1) in _UNIT_AFTER:
        return None
    return number[0], number[1], joint


_STARTS = (
    frozenset(UNITS)
    | frozenset(TENS)
    | frozenset(VAGUE)
    | frozenset(SCALES)
    | frozenset({"dozen", "couple", "pair", "half", "few", "handful", "tens"})
)
