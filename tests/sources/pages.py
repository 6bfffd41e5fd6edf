"""Pages of posts in the make of several kinds of software, all with the same three posts."""

from typing import NamedTuple


class Told(NamedTuple):
    title: str
    iso: str
    written: str
    author: str
    path: str
    first: str
    second: str

    @property
    def text(self) -> str:
        return f"{self.first}\n\n{self.second}"


POSTS = (
    Told(
        "Post attacked near Taraz",
        "2014-05-12",
        "May 12, 2014",
        "Aliya",
        "/2014/05/12/post-attacked/",
        "Two policemen were shot dead on Monday at a roadside post near Taraz, officials said. The attackers fled in a car.",
        "Residents told our reporter that they had heard shots shortly before midnight, and that nobody dared to go out.",
    ),
    Told(
        "Lorry blown up in Uralsk",
        "2014-05-09",
        "May 9, 2014",
        "Bek",
        "/2014/05/09/lorry/",
        "A bomb went off under a lorry in Uralsk last night. The driver was slightly hurt. Police questioned two watchmen.",
        "The governor called for calm and promised that those responsible would be found.",
    ),
    Told(
        "Cache found in a barn",
        "2014-05-02",
        "May 2, 2014",
        "Aliya",
        "/2014/05/02/cache/",
        "Soldiers found an arms cache in a barn on the edge of Aktau yesterday morning. It held four rifles and a grenade.",
        "An officer at the scene said that the inquiry would take weeks.",
    ),
)
SITE = "https://steppe.example.org"


def frame(body: str, *, classes: str = "archive tag", head: str = "<title>Steppe Diary</title>") -> str:
    """A page around `body`: header, menu, a side bar and a footer that tell of other incidents."""
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">{head}
<script>var t = "seven dead in the script";</script></head><body class="{classes}">
<header id="masthead"><h1 class="site-title"><a href="/">Steppe Diary</a></h1>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></nav></header>
{body}
<div id="secondary" class="widget-area"><aside class="widget"><h3 class="widget-title">Recent posts</h3>
<ul><li><a href="/2013/01/01/x">Nine killed in market blast</a></li></ul></aside></div>
<div class="sidebar"><h4>Recent comments</h4><p>rustam: last night they killed 12 people there and nobody writes of it</p></div>
<footer>Copyright 2014 Steppe Diary. Nine killed elsewhere.</footer></body></html>"""


def each(template: str, *, sep: str = "") -> str:
    """`template` filled in for every post: {title}, {iso}, {written}, {author}, {path}, {first}, {second}, {day}."""
    return sep.join(template.format(**post._asdict(), day=int(post.iso[-2:])) for post in POSTS)


PAGES: dict[str, str] = {
    "modern blog": frame(
        '<div id="content"><header class="archive-header"><h1 class="archive-title">Tag Archives: Steppe</h1></header>'
        + each(
            '<article class="post type-post hentry tag-x"><header class="entry-header"><h1 class="entry-title">'
            '<a href="{path}" rel="bookmark">{title}</a></h1></header><div class="entry-content"><p>{first}</p><p>{second}</p>'
            '</div><footer class="entry-meta">Posted in <a rel="category tag" href="/category/news/">News</a> on '
            '<a href="{path}"><time class="entry-date" datetime="{iso}T10:11:12+00:00">{written}</time></a> by '
            '<span class="author vcard"><a class="url fn n" rel="author" href="/author/x/">{author}</a></span>. '
            '<a href="#respond">Leave a reply</a></footer></article>'
        )
        + "</div>"
    ),
    "hosted blog": frame(
        '<div class="blog-posts hfeed">'
        + each(
            '<div class="date-outer"><h2 class="date-header"><span>{written}</span></h2><div class="date-posts">'
            '<div class="post-outer"><div class="post hentry"><h3 class="post-title entry-title"><a href="{path}">{title}</a>'
            '</h3><div class="post-body entry-content">{first}<br /><br />{second}<div style="clear: both;"></div></div>'
            '<div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">{author}</span></span> at '
            '<a class="timestamp-link" href="{path}"><abbr class="published" title="{iso}T03:00:00-07:00">3:00 AM</abbr></a>'
            '<span class="post-comment-link"><a href="#">No comments:</a></span></div></div></div></div></div>'
        )
        + "</div>",
        classes="",
    ),
    "headings in a row": frame(
        '<div id="text"><h2>Archive</h2>'
        + each(
            '<h3><a href="{path}">{title}</a></h3><p><i>{written}, by {author}</i></p><p>{first}</p><p>{second}</p>',
            sep="<hr>",
        )
        + "</div>",
        classes="",
    ),
    "tables for layout": frame(
        '<table width="100%"><tr><td>'
        + each(
            '<table class="t"><tr><td><b><a href="{path}">{title}</a></b></td></tr><tr><td><font size=1>{written} by {author}'
            "</font></td></tr><tr><td>{first}<br><br>{second}</td></tr></table>"
        )
        + "</td><td width=200>Most read<br>Nine killed in market blast</td></tr></table>",
        classes="",
    ),
    "rows of a content system": frame(
        '<div class="blog"><h1>Security</h1>'
        + each(
            '<div class="items-row"><div class="item column-1"><h2><a href="{path}">{title}</a></h2><dl class="article-info">'
            '<dt>Details</dt><dd class="createdby">Written by {author}</dd><dd class="published">Published: {day} May 2014</dd>'
            '<dd class="hits">Hits: 1322</dd></dl><p>{first}</p><p>{second}</p></div></div>'
        )
        + "</div>",
        classes="",
    ),
    "cards without telling classes": frame(
        '<main><div class="grid">'
        + each(
            '<div class="css-1x"><a href="{path}"><h3 class="css-9">{title}</h3></a><span class="css-2">{written} by {author}'
            '</span><p class="css-3">{first}</p><p>{second}</p></div>'
        )
        + "</div></main>",
        classes="",
    ),
    "a list of releases": frame(
        '<div id="c"><h1>Press releases</h1><ul class="releases">'
        + each(
            '<li><span class="date">{day}.05.2014</span><h4><a href="{path}">{title}</a></h4><small>by {author}</small>'
            "<p>{first}</p><p>{second}</p></li>"
        )
        + "</ul></div>",
        classes="",
    ),
}
