"""RSS and Atom: one document an entry, local dates, no bombs."""

import datetime as dt

import pytest

from dateline.records import Failure
from dateline.sources.errors import BrokenInputError, EmptyInputError, UnsafeInputError
from dateline.sources.feeds import read
from dateline.sources.raw import RawDocument, Resource

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Steppe &amp; Hills</title><link>https://steppe.example.org/</link>
<item><title>Mine kills two near Aktau</title><link>https://steppe.example.org/mine</link>
<pubDate>Wed, 14 May 2014 02:20:00 +0630</pubDate><dc:creator>Aliya</dc:creator><description>Two herders died.</description>
<content:encoded><![CDATA[<p>Two herders died when one of them stepped on a <b>mine</b> on Tuesday.</p><p>A third&nbsp;man lost a
foot.</p>]]></content:encoded><category>Mines</category><category>Aktau</category></item>
<item><title>What to pack</title><description>Torch, rice, water &amp; documents.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Steppe</title><entry><title type="html">Post &lt;i&gt;attacked&lt;/i&gt;</title>
<link href="https://steppe.example.org/post"/><published>2014-05-12T23:30:00-07:00</published><updated>2014-05-20T00:00:00Z</updated>
<author><name>Bek</name></author><content type="html">&lt;p&gt;Two policemen were shot dead.&lt;/p&gt;</content></entry></feed>"""


def entries(xml: str) -> list[RawDocument | Failure]:
    return list(read(Resource(name="feed.xml", data=xml.encode())))


def test_the_full_text_is_preferred_and_the_date_is_local() -> None:
    first, second = entries(RSS)
    assert isinstance(first, RawDocument)
    assert (
        first.text == "Two herders died when one of them stepped on a mine on Tuesday.\n\nA third\u00a0man lost a foot."
    )
    # In UTC it was still the 13th.
    assert (first.dates[0].date, first.dates[0].source) == (dt.date(2014, 5, 14), "feed")
    assert (first.author, first.outlet, first.tags) == ("Aliya", "Steppe & Hills", ("Mines", "Aktau"))
    assert isinstance(second, RawDocument)
    assert (second.text, second.author, second.dates) == ("Torch, rice, water & documents.", None, ())


def test_atom_is_read_too() -> None:
    (entry,) = entries(ATOM)
    assert isinstance(entry, RawDocument)
    assert (entry.title, entry.text, entry.author) == ("Post attacked", "Two policemen were shot dead.", "Bek")
    assert entry.dates[0].date == dt.date(2014, 5, 12)


def test_declared_entities_are_refused_in_time() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{i} "{("&a" + str(i - 1 if i else "") + ";") * 10}">' for i in range(10)
    )
    with pytest.raises(UnsafeInputError, match="entities"):
        entries(f'<?xml version="1.0"?>{bomb}]><rss><channel><item><title>&a9;</title></item></channel></rss>')
    with pytest.raises(UnsafeInputError, match="entities"):
        entries(
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&e;</title></item></channel></rss>'
        )


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(UnsafeInputError, match="nested"):
        entries("<rss><channel>" + "<item>" * 50_000)


def test_a_feed_that_is_cut_off_gives_its_entries_and_a_failure() -> None:
    found = entries(RSS[: RSS.index("<item><title>What") + 30])
    assert isinstance(found[0], RawDocument)
    assert isinstance(found[-1], Failure)
    assert found[-1].error == "BrokenInputError"


def test_a_feed_without_entries_is_a_named_error() -> None:
    with pytest.raises(EmptyInputError):
        entries('<rss version="2.0"><channel><title>x</title></channel></rss>')
    with pytest.raises(BrokenInputError):
        entries('<rss version="2.0"><channel><title>x</ti')
