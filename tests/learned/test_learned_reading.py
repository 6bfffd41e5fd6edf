import numpy as np
import pytest

from dateline.learned.decoding import incidents
from dateline.learned.layout import ATTRIBUTES, SLOTS, TYPES, WIDTH, parts
from dateline.learned.reading import ROOM, STRIDE, joined, linked, read, window_starts
from dateline.learned.wordpiece import pieces

TEXT = "Guerrillas of the northern front shot the mayor of Fern Hill."
CHOSEN = {
    "type": 0.5,
    "filler_type": 0.5,
    "slots": dict.fromkeys(SLOTS, 0.5),
    "links": dict.fromkeys(SLOTS, 0.7),
    "split": 0.6,
}


def output(*tagged: tuple[str, str], text: str = TEXT) -> np.ndarray:
    """Logits in which each (slot, words) is a filler and nothing else is."""
    cut = pieces(text)
    rows = np.zeros((len(cut), WIDTH), dtype=np.float32)
    rows[:, parts()["types"].start : parts()["types"].stop] = -4
    for slot in SLOTS:
        rows[:, parts()[f"bio.{slot}"].start] = 6
    for slot, words in tagged:
        start = text.index(words)
        inside = [n for n, p in enumerate(cut) if start <= p.start < start + len(words)]
        column = parts()[f"bio.{slot}"].start
        rows[inside, column] = -6
        rows[inside[0], column + 1] = 6
        rows[inside[1:], column + 2] = 6
        rows[inside, parts()["types"].start] = 4  # the first type
    return rows


def types(*kinds: str) -> np.ndarray:
    return np.array([[4.0 if kind in kinds else -4.0 for kind in TYPES]])


@pytest.mark.parametrize("length", [0, 1, ROOM, ROOM + 1, 2 * STRIDE + 200, 5000])
def test_windows_cover_the_text_and_join_to_one_row_a_piece(length: int) -> None:
    starts = list(window_starts(length))
    rows = [np.arange(s, min(s + ROOM, length), dtype=np.float32)[:, None] for s in starts]
    assert joined(rows, length)[:, 0].tolist() == list(range(length))
    assert all(len(r) for r in rows) or not length


def test_fillers_are_whole_words_of_the_text() -> None:
    reading = read(
        TEXT, pieces(TEXT), output(("perp_ind_id", "Guerrillas"), ("hum_tgt_desc", "mayor of Fern Hill")), types()
    )
    assert [(f.slot, TEXT[f.start : f.end]) for f in reading.fillers] == [
        ("perp_ind_id", "Guerrillas"),
        ("hum_tgt_desc", "mayor of Fern Hill"),
    ]
    assert all(f.probability > 0.9 for f in reading.fillers)
    assert set(reading.fillers[0].attributes) == set(ATTRIBUTES)


def test_incidents_are_the_types_that_are_sure_enough_with_their_fillers() -> None:
    reading = read(TEXT, pieces(TEXT), output(("perp_ind_id", "Guerrillas")), types("ATTACK", "ARSON"))
    found = incidents(reading, TEXT, CHOSEN)
    assert [f.type for f in found] == ["ARSON", "ATTACK"]
    held = {f.type: [list(e.names) for e in f.entities["perp_ind_id"]] for f in found}
    assert held == {"ATTACK": [["Guerrillas"]], "ARSON": []}
    assert incidents(reading, TEXT, {**CHOSEN, "type": 0.999}) == []


def test_fillers_that_are_linked_are_one_entity() -> None:
    text = "Guerrillas fled. Rebels fired."
    rows = output(("perp_ind_id", "Guerrillas"), ("perp_ind_id", "Rebels"), text=text)
    entity = parts()["entity"]
    rows[:, entity.start] = 6
    one = incidents(read(text, pieces(text), rows, types("ATTACK")), text, CHOSEN)
    assert [list(e.names) for e in one[0].entities["perp_ind_id"]] == [["Guerrillas", "Rebels"]]
    rows[:, entity.start] = 0
    two = incidents(read(text, pieces(text), rows, types("ATTACK")), text, CHOSEN)
    assert len(two[0].entities["perp_ind_id"]) == 2
    assert linked(np.zeros(4), np.zeros(4)) == 0.5


def test_those_who_suffered_apart_are_two_incidents_of_a_type() -> None:
    text = "Guerrillas shot a mayor. Guerrillas shot a judge."
    rows = output(("perp_ind_id", "Guerrillas"), ("hum_tgt_desc", "mayor"), ("hum_tgt_desc", "judge"), text=text)
    incident = parts()["incident"]
    cut = pieces(text)
    for number, piece in enumerate(cut):  # the judge points one way, everybody else the other
        rows[number, incident.start] = -8 if text[piece.start : piece.end] == "judge" else 8
    found = incidents(read(text, cut, rows, types("ATTACK")), text, CHOSEN)
    assert [[list(e.names) for e in f.entities["hum_tgt_desc"]] for f in found] == [[["mayor"]], [["judge"]]]
    assert [[list(e.names) for e in f.entities["perp_ind_id"]] for f in found] == [[["Guerrillas"]], []]
    whole = incidents(read(text, cut, rows, types("ATTACK")), text, {**CHOSEN, "split": 0.0})
    assert len(whole) == 1
