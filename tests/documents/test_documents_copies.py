"""Syndicated copies are found, updates and other reports of the same incident are not taken for them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents.copies import find_copies, signature, similarity

WIRE = (
    "TARAZ, Kazakhstan, May 12 (Steppe Wire) - Gunmen opened fire on a police post near the town of Taraz on Monday,"
    " killing two officers and wounding five, the interior ministry said. The attackers arrived in a white car shortly"
    " before midnight and fled towards the border.\n\nA third officer returned fire and hit one of them in the leg, a"
    " ministry spokesman told reporters. Soldiers closed the main road until dawn and searched houses in four villages."
    "\n\nNobody has claimed the attack. In March a bomb damaged a court house in the same district; there were no"
    " victims. Residents say that strangers had been seen near the post for several days, and that they had told the"
    " authorities about it."
)
COPY = WIRE.replace(
    "TARAZ, Kazakhstan, May 12 (Steppe Wire) - Gunmen", "Police post attacked in the south\n\nTARAZ: Gunmen"
)
CUT = "Two die at police post\n\n" + WIRE.split(" - ", 1)[1].rsplit("\n\n", 1)[0]
UPDATE = WIRE.replace("killing two officers", "killing three officers").replace("wounding five", "wounding nine")
OTHER = (
    "Two policemen died and five were hurt when men in a car shot at a checkpoint outside Taraz late on Monday,"
    " according to the ministry of the interior. One attacker was wounded. Troops sealed off four villages, but the men"
    " escaped. It is the first deadly attack in the district this year, after a bomb at a court house which hurt nobody"
    " two months ago."
)


def found(*texts: tuple[str, str, str]) -> dict[str, str]:
    return find_copies((identifier, date, signature(text)) for identifier, date, text in texts)


def test_another_headline_and_dateline_make_no_other_report() -> None:
    assert found(("a", "2014-05-12", WIRE), ("b", "2014-05-13", COPY)) == {"b": "a"}


def test_a_copy_cut_at_its_end_is_a_copy() -> None:
    assert found(("a", "2014-05-12", WIRE), ("b", "2014-05-12", CUT)) == {"b": "a"}


def test_an_update_with_new_figures_is_a_report_of_its_own() -> None:
    assert found(("a", "2014-05-12", WIRE), ("b", "2014-05-13", UPDATE)) == {}


def test_two_reporters_on_one_incident_are_two_reports() -> None:
    assert found(("a", "2014-05-12", WIRE), ("b", "2014-05-12", OTHER)) == {}
    assert similarity(signature(OTHER), signature(WIRE)) < 0.2


def test_the_order_in_which_documents_come_makes_no_difference() -> None:
    texts = [("a", "2014-05-12", WIRE), ("b", "2014-05-13", COPY), ("c", "2014-05-12", CUT), ("d", "2014-05-12", OTHER)]
    assert found(*texts) == found(*reversed(texts)) == {"b": "a", "c": "a"}


def test_undated_documents_are_never_the_original_of_dated_ones() -> None:
    assert find_copies([("a", None, signature(WIRE)), ("z", "2014-05-13", signature(COPY))]) == {"a": "z"}


def test_very_short_texts_are_copies_only_when_equal() -> None:
    assert found(("a", "2014-05-12", "Blast in Taraz, two hurt"), ("b", "2014-05-13", "blast in Taraz - two hurt")) == {
        "b": "a"
    }
    assert (
        found(("a", "2014-05-12", "Blast in Taraz, two hurt"), ("b", "2014-05-13", "Blast in Uralsk, two hurt")) == {}
    )


@settings(max_examples=50)
@given(st.text(max_size=400))
def test_signatures_are_deterministic_and_small(text: str) -> None:
    assert signature(text) == signature(text)
    assert len(signature(text)) < 800
    assert similarity(signature(text), signature(text)) in (0.0, 1.0)


def test_signatures_of_another_version_are_passed_over() -> None:
    assert find_copies([("a", None, b""), ("b", None, b"\xff" * 20)]) == {}
