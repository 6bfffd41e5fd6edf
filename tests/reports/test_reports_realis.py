"""What is told as having happened, and what only speaks of violence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reports.realis import follow_up, genre, hypothetical, realis


@pytest.mark.parametrize(
    "sentence",
    [
        "Two gunmen killed a watchman in Ash Ford on Tuesday.",
        "A bomb went off beside the depot.",
        "Police found four rifles in a barn.",
        "Where the road bends, masked men shot at a milk lorry; who sent them?",
    ],
)
def test_what_happened_is_actual(sentence: str) -> None:
    assert realis(sentence) == "actual"


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 300 people have died since the start of the insurgency.",
        "So far this year 41 officers have been shot in the valley.",
        "Over the past decade bombings became a monthly affair.",
        "About ten people a week are abducted on that road.",
        "The league has counted 90 attacks.",
        "It was the fourth bombing in the town this year.",
    ],
)
def test_totals_and_rates_are_background(sentence: str) -> None:
    assert realis(sentence) == "background"


@pytest.mark.parametrize(
    "sentence",
    [
        "It was reminiscent of the shootings in Bogota.",
        "A wave of killings has swept the coast.",
        "Residents speak of a string of grenade attacks.",
    ],
)
def test_comparisons_and_waves_are_background(sentence: str) -> None:
    assert realis(sentence) == "background"


def test_a_question_is_a_question_in_quotes_too() -> None:
    assert realis("Who will be shot next?") == "question"
    assert realis("“Who will be shot next?”") == "question"


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister came under fire for his budget.",
        "The film bombed and killed off her career.",
        "A war of words broke out in the council.",
        "Two people died in a traffic accident.",
        "An earthquake killed 60 villagers.",
    ],
)
def test_figures_of_speech_and_mishaps_are_neither(sentence: str) -> None:
    assert realis(sentence) == "other"


def test_direct_speech_alone_tells_of_no_incident() -> None:
    assert realis("“They killed my brother.”", quoted=True) == "other"


def test_a_mishap_with_a_bomb_in_it_is_actual() -> None:
    assert realis("A bomb brought about the bus crash that killed six.") == "actual"


@pytest.mark.parametrize(
    "clause", ["the next bomb could kill dozens", "if they attack the pipeline", "the rebels will strike again"]
)
def test_what_may_be_is_hypothetical(clause: str) -> None:
    assert hypothetical(clause)


def test_what_was_is_not_hypothetical() -> None:
    assert not hypothetical("the rebels struck the pipeline at dawn")


@pytest.mark.parametrize(
    "sentence",
    [
        "He was sentenced to nine years for the bombing.",
        "Hundreds came to the memorial service on the anniversary of the raid.",
    ],
)
def test_courts_and_commemorations_follow_an_incident(sentence: str) -> None:
    assert follow_up(sentence)
    assert not follow_up("Two men threw a grenade into the court's yard.")


DRILL = (
    "Forty officers took part in a counter-terrorism exercise at the ferry port. According to the scenario, gunmen "
    "took hostages on a ferry; mock casualties were carried ashore. The drill ended at noon."
)
SPORT = (
    "The striker scored in the second half and the keeper saved a penalty as the champions beat the visitors 2-1 "
    "victory at home. The coach praised his defenders. The season ends in May. The shot that settled it came late."
)
FICTION = (
    "The film opens with a hijack. The director cast an unknown actor as the protagonist; critics at the festival "
    "liked the screenplay, and the premiere was sold out."
)
ACCIDENT = (
    "A gas leak led to a blast in a boiler room in Ash Ford on Monday. Two people died. Rescuers dug all night. "
    "Officials said that negligence was to blame."
)


@pytest.mark.parametrize(
    ("text", "kind"), [(DRILL, "drill"), (SPORT, "sport"), (FICTION, "fiction"), (ACCIDENT, "accident")]
)
def test_a_whole_text_about_something_else_is_named_for_it(text: str, kind: str) -> None:
    assert genre(text, None) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead two players after a match in Ash Ford. The coach was wounded; police arrested a suspect.",
        "A bomb went off in a cinema during a film on Monday, killing three. Militants claimed responsibility.",
        "A bus driver lost control after gunmen opened fire; the crash killed four. Police blamed militants.",
        "",
    ],
)
def test_a_report_with_a_word_of_theirs_stays_a_report(text: str) -> None:
    assert genre(text, None) == "report"


def test_a_title_may_tell_of_an_anniversary() -> None:
    assert genre("Wreaths were laid at the station.", "Ten years on, the town remembers") == "anniversary"


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_any_text_has_a_realis_and_a_genre(text: str) -> None:
    assert realis(text) in {"actual", "background", "question", "other"}
    assert genre(text, text[:50]) in {"report", "drill", "sport", "fiction", "accident", "anniversary"}
