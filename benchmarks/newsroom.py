"""News that never happened: original texts of news length, the same for the same seed, to measure speed with.

Each article has a headline, a dateline, a lead with an incident, two to three further incidents, reactions, background
and filler, about 450 words in all. Places are real, everything else is made up.
"""

import datetime as dt
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

with Path(__file__).with_suffix(".toml").open("rb") as words:
    WORDS: dict[str, list[str]] = tomllib.load(words)


def articles(number: int, *, seed: int = 20) -> Iterator[str]:
    """`number` articles, each followed by the next of the same series for the same seed."""
    for position in range(number):
        yield article(random.Random(f"{seed}:{position}"))


def article(draw: random.Random) -> str:
    """One article of about 450 words."""
    town, country = draw.choice(WORDS["towns"]).split(", ")
    published = dt.date(2010, 1, 1) + dt.timedelta(days=draw.randrange(5000))
    slots = _slots(draw, town)
    lead = draw.choice(WORDS["leads"]).format_map(slots)
    paragraphs = [f"{town.upper()}, {country}, {published.day} {published:%B %Y} - {lead}"]
    middle = [_paragraph(draw, town) for _ in range(draw.randint(3, 4))]
    paragraphs += middle
    paragraphs.append(" ".join(draw.sample(WORDS["background"], 3)).format(big=f"{draw.randrange(2, 90):,}00"))
    words = sum(len(p.split()) for p in paragraphs)
    filler = draw.sample(WORDS["filler"], len(WORDS["filler"]))
    while words < 430 and filler:
        paragraphs.insert(draw.randrange(2, len(paragraphs)), filler.pop())
        words += 23
    while words < 430:
        paragraphs.append(_paragraph(draw, town))
        words += len(paragraphs[-1].split())
    headline = f"{slots['N']} {slots['victims']} hit as violence flares around {town}"
    return headline + "\n\n" + "\n\n".join(paragraphs) + "\n"


def _paragraph(draw: random.Random, town: str) -> str:
    near = town if draw.random() < 0.5 else draw.choice(WORDS["towns"]).split(", ")[0]
    parts = [
        draw.choice(WORDS["more"]).format_map(_slots(draw, near)),
        draw.choice(WORDS["quotes"]).format_map(_slots(draw, near)),
    ]
    return " ".join(parts)


def _slots(draw: random.Random, town: str) -> dict[str, str]:
    armed, number = draw.choice(WORDS["armed"]), draw.choice(WORDS["numbers"])
    return {
        "town": town,
        "armed": armed,
        "Armed": armed[0].upper() + armed[1:],
        "victims": draw.choice(WORDS["victims"]),
        "target": draw.choice(WORDS["targets"]),
        "weapon": draw.choice(WORDS["weapons"]),
        "n": number,
        "N": number[0].upper() + number[1:],
        "m": draw.choice(WORDS["numbers"]),
        "n2": str(draw.randrange(2, 40)),
        "km": str(draw.randrange(3, 80)),
        "day": draw.choice(WORDS["weekdays"]),
        "office": draw.choice(WORDS["offices"]),
        "person": f"{draw.choice(WORDS['given'])} {draw.choice(WORDS['family'])}",
    }
