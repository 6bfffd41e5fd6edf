"""Pages: archive pages of many makes come apart into posts, single articles stay single, furniture goes."""

import datetime as dt
import sys
from pathlib import Path

import pytest

from dateline.records import Failure
from dateline.sources.errors import EmptyInputError
from dateline.sources.html import read, read_page, render_fragment
from dateline.sources.raw import RawDocument, Resource

sys.path.insert(0, str(Path(__file__).parent))
from pages import PAGES, POSTS, SITE, frame

FIRST, SECOND, THIRD = POSTS


@pytest.mark.parametrize("make", sorted(PAGES))
def test_posts_keep_title_date_author_and_permalink(make: str) -> None:
    posts = list(read_page(PAGES[make], url=f"{SITE}/tag/steppe/"))
    assert [post.title for post in posts] == [told.title for told in POSTS]
    assert [post.text for post in posts] == [told.text for told in POSTS]
    assert [post.dates[0].date.isoformat() for post in posts] == [told.iso for told in POSTS]
    assert [post.author for post in posts] == [told.author for told in POSTS]
    assert [post.url for post in posts] == [SITE + told.path for told in POSTS]


def test_posts_without_titles_are_known_by_their_dates() -> None:
    body = "".join(
        f'<article class="post text"><div class="body-text"><p>{p.first}</p><p>{p.second}</p></div>'
        f'<footer><a href="{p.path}"><time datetime="{p.iso}">{p.written}</time></a> 3 notes</footer></article>'
        for p in POSTS
    )
    posts = list(read_page(frame(body, classes="index"), url=SITE))
    assert [post.title for post in posts] == [None] * 3
    assert [post.text for post in posts] == [told.text for told in POSTS]
    assert [post.url for post in posts] == [SITE + told.path for told in POSTS]


def test_tags_are_those_of_the_post() -> None:
    posts = list(read_page(PAGES["modern blog"], url=SITE))
    assert posts[0].tags == ("News",)


def single(page: str, **options: str) -> RawDocument:
    (document,) = list(read_page(page, **options))
    return document


ARTICLE = f"<p>{FIRST.first}</p><p>{FIRST.second}</p><p>{SECOND.second}</p>"


def test_an_article_with_teasers_of_others_is_one_document() -> None:
    teasers = "".join(
        f'<article class="teaser"><h3><a href="{p.path}">{p.title}</a></h3><p>{p.first}</p></article>'
        for p in POSTS[1:]
    )
    page = frame(
        f'<main><article class="post"><h1>{FIRST.title}</h1><p class="byline">By Aliya, May 12, 2014</p>{ARTICLE}</article></main>'
        f"<section><h2>More from the region</h2>{teasers}</section>",
        classes="",
    )
    document = single(page)
    assert document.title == FIRST.title
    assert SECOND.first not in document.text
    assert (document.author, document.dates[0].date) == ("Aliya", dt.date(2014, 5, 12))


def test_comments_are_no_posts_and_do_not_date_the_article() -> None:
    comments = "".join(
        f'<li class="comment"><article class="comment-body"><b class="fn">user{i}</b> <time datetime="2014-06-0{i}">June {i}</time>'
        f"<p>I heard that {i} people were killed and a bridge was blown up, why do you hide it from us?</p></article></li>"
        for i in range(1, 7)
    )
    page = frame(
        f'<article class="post hentry"><h1 class="entry-title">{FIRST.title}</h1><div class="entry-content">{ARTICLE}</div></article>'
        f'<div id="comments" class="comments-area"><ol class="comment-list">{comments}</ol></div>',
        classes="single single-post postid-9",
    )
    document = single(page)
    assert document.title == FIRST.title
    assert "bridge" not in document.text
    assert document.dates == ()


def test_an_old_page_in_a_table_loses_menu_teasers_comments_and_captions() -> None:
    page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>Caf\x92 owner shot &#8211; Steppe Post</title><meta property="og:site_name" content="Steppe Post"></head><body><table><tr>
<td><a href="/">Home</a><br><a href="/kz">Kazakhstan</a><br><b>Most read</b><br><a href="/x">Bomb kills 30 in market</a></td>
<td><h1>Caf\xe9 owner shot</h1><div>Tuesday, 13 May 2014 11:20</div><p>{FIRST.first} \x93Nobody saw it,\x94 he said.</p>
<p>Read also: <a href="/z">Nine die in car bombing</a></p><figure><figcaption>A blast that killed 40 in 2012</figcaption></figure>
<p>It was the third such killing:</p><ul><li>2 January: a grocer shot in Aktau</li><li>17 February: a driver stabbed</li></ul>
<h3>Comments (2)</h3><div>Bek: they killed 20 people there and you say one</div><div>Rim: yes</div></td>
<td><h4>Latest</h4><p>Army shells village, 12 dead</p></td></tr></table><p>&copy; 2014 Steppe Post</p></body></html>"""
    (document,) = list(read(Resource(name="x.html", data=page.encode("latin-1"))))
    assert isinstance(document, RawDocument)
    assert document.title == "Café owner shot"
    assert document.outlet == "Steppe Post"
    assert document.dates[0].date == dt.date(2014, 5, 13)
    assert document.text.split("\n\n") == [
        f"{FIRST.first} “Nobody saw it,” he said.",
        "It was the third such killing:",
        "• 2 January: a grocer shot in Aktau\n• 17 February: a driver stabbed",
    ]


def test_the_dates_of_a_timeline_stay_in_the_text_and_do_not_date_the_page() -> None:
    items = "".join(f"<h3>{p.written}</h3><p>{p.first}</p>" for p in POSTS)
    document = single(frame(f"<div><h1>Timeline of attacks</h1>{items}</div>", classes=""))
    assert document.title == "Timeline of attacks"
    assert all(f"{p.written}\n\n{p.first}" in document.text for p in POSTS)
    assert document.dates == ()


def test_machine_readable_facts_are_read() -> None:
    head = f"""<title>{FIRST.title} | Steppe Wire</title><link rel="canonical" href="{SITE}/news/1">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "{FIRST.title}",
"datePublished": "2014-05-12T23:00:00+06:00", "dateModified": "2014-06-01", "author": [{{"name": "Aliya Serik"}}],
"publisher": {{"name": "Steppe Wire"}}}}]}}</script>"""
    document = single(frame(f"<article><h1>{FIRST.title}</h1>{ARTICLE}</article>", classes="", head=head))
    assert (document.title, document.author, document.outlet) == (FIRST.title, "Aliya Serik", "Steppe Wire")
    assert [signal.date for signal in document.dates] == [dt.date(2014, 5, 12)]
    assert document.url == f"{SITE}/news/1"


def test_a_page_without_an_article_is_a_named_error() -> None:
    with pytest.raises(EmptyInputError):
        list(read_page("<html><body><script>x</script><nav><a href=/>Home</a></nav></body></html>"))


def test_a_page_that_is_cut_off_is_read_and_reported() -> None:
    page = f"<html><body><h1>{FIRST.title}</h1><p>{FIRST.first}</p><p>{FIRST.second}</p><p>The poli"
    found = list(read(Resource(name="x.html", data=page.encode())))
    assert isinstance(found[0], RawDocument)
    assert isinstance(found[-1], Failure)
    assert found[-1].error == "BrokenInputError"


def test_markup_may_omit_its_closing_tags() -> None:
    page = f"<!doctype html><html><body><h1>{FIRST.title}</h1><p>{FIRST.first}<p>{FIRST.second}"
    assert len(list(read(Resource(name="x.html", data=page.encode())))) == 1


def test_a_fragment_is_rendered_without_its_teasers() -> None:
    assert render_fragment("<p>One <b>two</b></p><p>three</p>") == "One two\n\nthree"
    assert render_fragment("  ") == ""
