"""Pages of plain text: several posts are parted, one report stays whole."""

import pytest

from dateline.documents.splitting import split_page

LEAD = "Yesterday gunmen attacked a post near Taraz and fled in a white car. Nobody has claimed the attack so far."
MORE = "Residents told our reporter that they had heard shots shortly before midnight and stayed at home until dawn."
LAST = "The governor called for calm and promised that those responsible would be found before the end of the month."


def post(*parts: str) -> str:
    return "\n\n".join(parts)


ARCHIVE = (
    "Posts Tagged ‘Steppe’\n\n\n"
    + post(LEAD, "Night of fear", MORE, "The road ahead", LAST)
    + "\n\n\n"
    + post("A lorry burns in Uralsk", "A lorry burns in Uralsk", MORE, "What next?", LAST, "B. Serik")
)


def test_an_archive_page_copied_as_text_comes_apart_at_its_repeated_title() -> None:
    first, second = split_page(ARCHIVE)
    assert (first.title, second.title) == (None, "A lorry burns in Uralsk")
    assert first.text.startswith("Yesterday gunmen")
    assert first.text.endswith(LAST)
    assert second.text.startswith("A lorry burns in Uralsk\n\nResidents")
    assert second.text.endswith("B. Serik")


def test_the_page_heading_belongs_to_no_post_and_a_page_is_signed_for_all_its_posts() -> None:
    posts = split_page(ARCHIVE)
    assert not any("Posts Tagged" in p.text for p in posts)
    assert [p.author for p in posts] == ["B. Serik", "B. Serik"]
    assert [p.tags for p in posts] == [("Steppe",), ("Steppe",)]


def test_posts_with_bylines_come_apart() -> None:
    page = "\n\n".join(
        post(f"{title}\nPosted on {day} May 2014 by {name}", LEAD, MORE, f"Tags: Taraz, {name}", "2 Comments »")
        for title, day, name in (("Post attacked", 12, "Aliya"), ("Lorry burns", 9, "Bek"), ("Cache found", 2, "Aliya"))
    )
    posts = split_page(page)
    assert [p.text.split("\n")[0] for p in posts] == ["Post attacked", "Lorry burns", "Cache found"]
    assert posts[1].tags == ("Taraz", "Bek")
    assert not any("Comments" in p.text or "Tags:" in p.text for p in posts)


def test_under_a_page_heading_a_date_alone_marks_a_post() -> None:
    body = "\n\n".join(
        post(f"{title}\n{day} May 2014", LEAD, MORE) for title, day in (("Post attacked", 12), ("Lorry burns", 9))
    )
    posts = split_page(f"Steppe Diary\nTag Archives: Taraz\n\n{body}")
    assert [p.text.split("\n")[0] for p in posts] == ["Post attacked", "Lorry burns"]
    assert len(split_page(body)) == 1


def test_titles_set_off_by_wide_gaps_part_a_page_with_a_page_heading_only() -> None:
    body = "\n\n\n".join(post(title, LEAD, MORE) for title in ("Post attacked", "Lorry burns", "Cache found"))
    assert len(split_page(f"Category Archives: Steppe\n\n\n{body}")) == 3
    assert len(split_page(body)) == 1


def test_downloads_of_news_databases_come_apart_at_their_numbers() -> None:
    page = "\n\n".join(
        f"{n} of 3 DOCUMENTS\n\nSteppe Wire\n\nMay {n}, 2014\n\n{post(LEAD, MORE)}\n\nLOAD-DATE: May {n}, 2014"
        for n in (1, 2, 3)
    )
    posts = split_page(page)
    assert len(posts) == 3
    assert not any("DOCUMENTS" in p.text or "LOAD-DATE" in p.text for p in posts)


@pytest.mark.parametrize(
    "text",
    [
        post("Post attacked near Taraz", LEAD, "What happened", MORE, "Reactions", LAST),
        post("Post attacked near Taraz", "By Aliya Serik — 12 May 2014", LEAD, MORE),
        # A timeline: dates and places as headings.
        post("Timeline of attacks", "Taraz\n12 May 2014", LEAD, "Uralsk\n9 May 2014", MORE, "Aktau\n2 May 2014", LAST),
        post("Timeline", f"- May 12, 2014. Taraz. {LEAD}", f"- May 9, 2014. Uralsk. {MORE}", f"- May 2, 2014. {LAST}"),
        # A situation report: numbered sections, wide gaps.
        "WEEKLY SUMMARY No. 20\nReporting period: 12 May – 18 May 2014"
        f"\n\n\n1. NORTH\n\n{LEAD}\n\n\n2. SOUTH\n\n{MORE}\n\n\n3. WEST\n\n{LAST}",
        # Every paragraph set off by wide gaps, as some copies have it.
        "\n\n\n".join(("Post attacked near Taraz", LEAD, "Night of fear", MORE, "The road ahead", LAST)),
        # The title given twice at the head of one article.
        post("Post attacked near Taraz", "Post attacked near Taraz", LEAD, MORE),
        # A refrain within one article.
        post("Five questions", LEAD, "Who did it?", MORE, "Who did it?", LAST),
        post(LEAD, "Tags: Taraz", MORE),
        LEAD,
        "",
    ],
)
def test_one_report_stays_whole(text: str) -> None:
    assert len(split_page(text)) == 1


def test_a_title_given_twice_is_kept_once() -> None:
    (only,) = split_page(post("Post attacked near Taraz", "Post attacked near Taraz", LEAD, MORE))
    assert only.text.startswith("Post attacked near Taraz\n\nYesterday")
