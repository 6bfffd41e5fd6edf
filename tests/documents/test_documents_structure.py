"""Blocks and sentences: where they lie, what kind they are, and where a sentence does not end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents.structure import Structure, analyse, tokens

# Texts as they come: prose, bullets, tables, blank lines, broken lines, any script.
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "A shell fell on the quay. Nobody was near it.",
                "- 4 May: two tents burned",
                "3 May 2015: a bridge was mined",
                "Town | Dead | Hurt",
                "Ash Ford\t3\t11",
                "The Week",
                "",
                "---",
                "and went on burning until",
                "«Нет», сказал он.",
                "Dr. Osei came at 5 p.m. to the U.S. consulate. He left.",
                "   ",
            ]
        ),
        max_size=12,
    ).map("\n".join),
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in analyse(text).blocks]


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in analyse(text).sentences]


@settings(max_examples=150)
@given(TEXTS)
def test_blocks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    at = 0
    for block in analyse(text).blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end


@settings(max_examples=150)
@given(TEXTS)
def test_sentences_lie_in_their_blocks_in_order_and_apart(text: str) -> None:
    structure = analyse(text)
    at = 0
    for index, sentence in enumerate(structure.sentences):
        block = structure.blocks[sentence.block]
        assert sentence.index == index
        assert at <= sentence.start < sentence.end
        assert block.start <= sentence.start
        assert sentence.end <= block.end
        assert sentence in block.sentences
        at = sentence.end


@settings(max_examples=150)
@given(TEXTS)
def test_every_letter_outside_markers_is_in_a_sentence(text: str) -> None:
    structure = analyse(text)
    inside = sum(sum(c.isalpha() for c in text[s.start : s.end]) for s in structure.sentences)
    # A lettered bullet, "a)", is a marker: one letter a line at most.
    assert sum(c.isalpha() for c in text) - inside <= text.count("\n") + 1


@settings(max_examples=100)
@given(TEXTS)
def test_cells_lie_in_their_row_in_order(text: str) -> None:
    for block in analyse(text).blocks:
        assert (block.kind == "row") == (block.table is not None)
        at = block.start
        for start, end in block.cells:
            assert at <= start
            assert end <= block.end
            at = max(start, end)


@settings(max_examples=100)
@given(TEXTS)
def test_a_sentence_is_found_by_each_of_its_offsets(text: str) -> None:
    structure = analyse(text)
    for sentence in structure.sentences:
        assert structure.sentence_at(sentence.start) == sentence
        assert structure.sentence_at(sentence.end - 1) == sentence


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_tokens_are_the_words_in_order(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.end <= len(text)
        assert token.lower == text[token.start : token.end].lower().replace("’", "'")
        at = token.end


def test_tokens_of_a_stretch_begin_in_it() -> None:
    text = "one two three four"
    assert [t.lower for t in tokens(text, 4, 13)] == ["two", "three"]


def test_an_empty_text_has_no_blocks() -> None:
    assert analyse("") == Structure(blocks=(), sentences=())
    assert analyse(" \n\n\t\n") == Structure(blocks=(), sentences=())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill burned. Nobody was hurt.", ["The mill burned.", "Nobody was hurt."]),
        ("Dr. Lindqvist spoke to Gen. Okafor.", ["Dr. Lindqvist spoke to Gen. Okafor."]),
        ("It began at 5 a.m. on the quay.", ["It began at 5 a.m. on the quay."]),
        ("It began at 5 a.m. The quay was empty.", ["It began at 5 a.m.", "The quay was empty."]),
        ("The U.S. embassy was shut.", ["The U.S. embassy was shut."]),
        ("About 1.5 tonnes burned.", ["About 1.5 tonnes burned."]),
        ("“Run!” she cried. They ran.", ["“Run!” she cried.", "They ran."]),
        ("Who did it? Nobody knows.", ["Who did it?", "Nobody knows."]),
        ("He waited … and nobody came.", ["He waited … and nobody came."]),
        ("J. R. Ames was there.", ["J. R. Ames was there."]),
        ("no capitals here. none at all.", ["no capitals here. none at all."]),
        ("THE BRIDGE FELL. TWO MEN DROWNED.", ["THE BRIDGE FELL.", "TWO MEN DROWNED."]),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_line_broken_by_its_width_does_not_end_a_sentence() -> None:
    text = (
        "A column of smoke stood over the old harbour for most of the afternoon after\n"
        "two barges caught fire beside the grain store. The harbour master said that\n"
        "the crews had got ashore before the flames reached the wheelhouse."
    )
    assert len(kinds(text)) == 1
    assert sentences(text)[0].endswith("beside the grain store.")
    assert len(sentences(text)) == 2


@pytest.mark.parametrize("bullet", ["-", "–", "•", "*", "1.", "2)", "(3)", "a)"])
def test_each_bullet_opens_an_item_without_its_marker(bullet: str) -> None:
    text = f"The week in the valley:\n\n{bullet} A bridge was mined.\n{bullet} A barn burned."
    assert [row for row in kinds(text) if row[0] == "item"] == [
        ("item", "A bridge was mined."),
        ("item", "A barn burned."),
    ]


@pytest.mark.parametrize("date", ["3 May 2015", "May 3, 2015", "03.05.2015", "2015-05-03", "May 3", "3rd May"])
def test_a_line_that_opens_with_a_date_is_an_item_that_keeps_it(date: str) -> None:
    text = f"{date}: a bridge was mined.\n{date} – a barn burned."
    assert [kind for kind, _ in kinds(text)] == ["item", "item"]
    assert kinds(text)[0][1].startswith(date)


def test_an_item_goes_on_over_broken_lines() -> None:
    text = "- A bridge over the upper river\n  was mined at night.\n- A barn burned."
    assert [" ".join(words.split()) for _, words in kinds(text)] == [
        "A bridge over the upper river was mined at night.",
        "A barn burned.",
    ]


def test_items_parted_by_blank_lines_stay_apart() -> None:
    text = "– 3 May. A bridge was mined;\n\n– 4 May. A barn burned;"
    assert kinds(text) == [("item", "3 May. A bridge was mined;"), ("item", "4 May. A barn burned;")]


def test_an_identifier_in_brackets_stays_with_its_item() -> None:
    assert kinds("[B12] A barn burned.\n[B13] A bridge fell.")[0] == ("item", "[B12] A barn burned.")


def test_a_short_line_alone_without_a_stop_is_a_heading_of_what_follows() -> None:
    text = "Smoke over the harbour\n\nTwo barges burned on Monday.\n\nWhat we know\n\nVery little."
    structure = analyse(text)
    assert [b.kind for b in structure.blocks] == ["heading", "paragraph", "heading", "paragraph"]
    assert [b.section for b in structure.blocks] == [None, 0, None, 2]


def test_a_line_with_a_full_stop_is_no_heading() -> None:
    assert kinds("Two barges burned.") == [("paragraph", "Two barges burned.")]


def test_rows_of_a_table_keep_their_cells() -> None:
    text = "| Day | Town | Dead |\n|-----|------|------|\n| 3 May | Ash Ford | 2 |\n| 4 May | Reed | |"
    rows = [b for b in analyse(text).blocks if b.kind == "row"]
    assert [[text[s:e] for s, e in b.cells] for b in rows] == [
        ["Day", "Town", "Dead"],
        ["3 May", "Ash Ford", "2"],
        ["4 May", "Reed", ""],
    ]


def test_tables_are_counted_apart() -> None:
    text = "A | B | C\n1 | 2 | 3\n\nWords between the tables stand here.\n\nD | E | F\n4 | 5 | 6"
    assert [b.table for b in analyse(text).blocks if b.kind == "row"] == [0, 0, 1, 1]


def test_a_rule_is_no_block() -> None:
    assert kinds("Two barges burned.\n\n-----\n\nA third sank.") == [
        ("paragraph", "Two barges burned."),
        ("paragraph", "A third sank."),
    ]


@pytest.mark.parametrize("day", ["MONDAY 18", "Tuesday", "Friday, 4 June", "SUNDAY 3rd:"])
def test_a_day_alone_on_its_line_heads_the_entries_below_it(day: str) -> None:
    text = f"Log\n\n{day}\n0530  Ashford. All quiet.\n14:15 - Reed. A shop burnt down.\n"
    blocks = analyse(text).blocks
    assert [(b.kind, text[b.start : b.end]) for b in blocks][1:] == [
        ("heading", day),
        ("item", "0530  Ashford. All quiet."),
        ("item", "14:15 - Reed. A shop burnt down."),
    ]


def test_a_date_that_the_width_broke_off_opens_no_item() -> None:
    text = "  * A bomb went off in the market of Reed on\n    4 February, killing four.\n  * 5 February: all quiet."
    assert [b.kind for b in analyse(text).blocks] == ["item", "item"]
