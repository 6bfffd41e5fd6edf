"""Title, by-line and signature of a plain text."""

import pytest

from dateline.documents.heading import looks_like_title, read_heading, read_signature

BODY = "Two policemen were shot dead on Monday at a post near Taraz, officials said. The attackers fled in a car."


@pytest.mark.parametrize(
    "line",
    [
        "Two policemen shot dead near Taraz",
        "‘Gunmen’ storm the airport – and go home for lunch",
        "Me, worry?",
        "MALI: more than 20 killed in raid",
        "Взрыв в городе: погибли пятеро",
        "A bomb at No. 4 Orchard Street",
        "U.S. envoy wounded in blast",
    ],
)
def test_headlines_look_like_titles(line: str) -> None:
    assert looks_like_title(line)


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "The road was closed until dawn.",
        "TARAZ, Kazakhstan, May 12 (Wire) - Two men",
        "– May 12, 2014. Two men shot dead",
        "• 12 May — Taraz",
        "Posted 12 May 2014",
        "12 May 2014",
        "Date | Place | Killed",
        "and then the army came",
        "Tags: Taraz, police",
        "",
    ],
)
def test_sentences_items_and_bylines_do_not(line: str) -> None:
    assert not looks_like_title(line)


def test_title_is_the_first_line_set_off_by_a_blank_line() -> None:
    heading = read_heading(f"Post attacked near Taraz\n\n{BODY}")
    assert heading.title == "Post attacked near Taraz"
    assert heading.title_end == len("Post attacked near Taraz")


def test_title_over_a_byline_needs_no_blank_line() -> None:
    heading = read_heading(f"Post attacked near Taraz\nPosted 12 May 2014\n\n{BODY}")
    assert heading.title == "Post attacked near Taraz"
    assert [(tuple(d.date), d.source) for d in heading.dates] == [((2014, 5, 12), "byline")]


def test_a_text_that_starts_with_a_dateline_has_no_title() -> None:
    heading = read_heading(f"TARAZ, Kazakhstan, May 12 (Steppe Wire) - {BODY}\n\nNobody has claimed it.")
    assert (heading.title, heading.title_end) == (None, 0)
    assert [(tuple(d.date), d.source) for d in heading.dates] == [((None, 5, 12), "dateline")]


def test_a_text_that_starts_with_prose_has_no_title() -> None:
    assert read_heading(f"{BODY}\n\nAn aside\n\n{BODY}").title is None
    assert read_heading(BODY).title is None


def test_hard_wrapped_prose_is_not_mistaken_for_a_title() -> None:
    wrapped = (
        "The Group recorded fewer violations in the region than\nin the previous day, and more in the other one.\n"
    )
    assert read_heading(wrapped).title is None


def test_a_headline_broken_by_hard_wrapping_is_one_title() -> None:
    heading = read_heading(f"Gunmen attack police post near Taraz, killing two\nofficers and wounding five\n\n{BODY}")
    assert heading.title == "Gunmen attack police post near Taraz, killing two officers and wounding five"


def test_a_heading_in_capitals_may_be_broken_over_lines() -> None:
    head = "CIVIL OBSERVERS EASTERN SECTOR\nDAILY NOTE 7/2014\nReports received until 19:30, 12 May 2014"
    text = f"{head}\n\nSummary\n{BODY}"
    heading = read_heading(text)
    assert heading.title == "CIVIL OBSERVERS EASTERN SECTOR DAILY NOTE 7/2014"
    assert [(d.source, d.date.day) for d in heading.dates] == [("text", 12)]


def test_dates_of_a_timeline_are_no_bylines() -> None:
    text = f"Timeline of attacks\n\n12 May 2014\n{BODY}\n\n9 May 2014\n{BODY}"
    assert read_heading(text).dates == ()


def test_a_known_title_is_found_in_the_text_across_line_breaks() -> None:
    heading = read_heading(f"Post attacked\nnear Taraz\n\n{BODY}", title="Post attacked near Taraz")
    assert heading.title_end == len("Post attacked near Taraz")
    assert read_heading(BODY, title="Another title").title_end == 0


@pytest.mark.parametrize(
    ("last", "name"), [("E. Serik", "E. Serik"), ("G. H.", "G. H."), ("— Aliya Serik", "Aliya Serik")]
)
def test_signatures_stand_alone_at_the_end(last: str, name: str) -> None:
    assert read_signature(f"{BODY}\n\n{last}") == name


@pytest.mark.parametrize("last", ["Long live the steppe.", "Read more", "He lived in St. Petersburg", BODY])
def test_last_lines_of_prose_are_no_signatures(last: str) -> None:
    assert read_signature(f"{BODY}\n\n{last}") is None
