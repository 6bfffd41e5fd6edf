"""Numbers tied to fates: one row a sentence, in our own words."""

import pytest

from dateline.documents import from_text
from dateline.reports.analysis import analyse_document
from dateline.reports.casualties import find_casualties
from dateline.resolve import gazetteer

ROWS = [
    ("Gunmen killed three teachers near the market.", [("deaths", 3)]),
    ("The death toll now stands at 42.", [("deaths", 42)]),
    ("The diocese put the toll at 42, up from 30.", [("deaths", 42)]),
    ("Officials put the number of wounded at 60.", [("injured", 60)]),
    ("The toll was announced at 10 a.m. today.", []),
    ("Three teachers were killed by gunmen.", [("deaths", 3)]),
    ("Three teachers killed in ambush", [("deaths", 3)]),
    ("A bomb went off, killing four people and wounding 21 others.", [("deaths", 4), ("injured", 21)]),
    ("At least nine villagers died and thirty were injured.", [("deaths", 9), ("injured", 30)]),
    ("The blast left 7 dead and 40 wounded.", [("deaths", 7), ("injured", 40)]),
    ("Dead: 6. Injured: 11.", [("deaths", 6), ("injured", 11)]),
    ("Police detained two men on Friday.", [("detained", 2)]),
    ("Two men were detained on Friday.", [("detained", 2)]),
    ("Rebels abducted five nurses.", [("abducted", 5)]),
    ("Five nurses were abducted by rebels.", [("abducted", 5)]),
    ("Three of the hostages were freed on Sunday.", [("freed", 3)]),
    ("A soldier and a driver also lost their lives.", [("deaths", 1), ("deaths", 1)]),
    ("Nobody was hurt.", [("deaths", 0), ("injured", 0)]),
    ("There were no casualties.", [("deaths", 0), ("injured", 0)]),
    ("The shelling caused no injuries.", [("injured", 0)]),
    ("The death toll rose to 31.", [("deaths", 31)]),
    ("The number of wounded has risen to 12.", [("injured", 12)]),
    ("Twelve of the attackers were killed in the firefight.", [("deaths", 12)]),
    ("A customer was hit in the leg.", [("injured", 1)]),
    ("The mayor was shot dead outside his home.", [("deaths", 1)]),
    ("Soldiers shot him dead at the gate.", [("deaths", 1)]),
    ("The militants were destroyed in a night operation.", []),
    ("Two militants were destroyed in a night operation.", [("deaths", 2)]),
    ("The warehouse was destroyed.", []),
    ("The murder of two monks shocked the town.", [("deaths", 2)]),
    ("14 passengers, whom the gunmen took off the bus, are still missing.", [("abducted", 14)]),
    ("Four soldiers and nine insurgents were killed.", [("deaths", 4), ("deaths", 9)]),
    ("The army said the attack killed 12 people, the governor told reporters.", [("deaths", 12)]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[r[0][:48] for r in ROWS])
def test_numbers_are_tied_to_their_fates(text: str, expected: list[tuple[str, int]]) -> None:
    analysis = analyse_document(from_text(text, language="en"), gazetteer=gazetteer.default())
    found = [
        (c.field, c.best if c.best is not None else c.low)
        for s in analysis.structure.sentences
        for c in find_casualties(analysis, s.start, s.end)
        if c.best is not None or c.low is not None
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("text", [row[0] for row in ROWS])
def test_case_does_not_matter_to_the_numbers(text: str) -> None:
    def numbers(t: str) -> list[tuple[str, int | None]]:
        analysis = analyse_document(from_text(t, language="en"), gazetteer=gazetteer.default())
        return sorted(
            (c.field, c.best or 0)
            for s in analysis.structure.sentences
            for c in find_casualties(analysis, s.start, s.end)
            if c.low is not None
        )

    assert numbers(text.upper()) == numbers(text)
