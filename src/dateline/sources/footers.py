"""Lines that pages put above and below reports, in text and in markup alike: headings of archive pages, post meta."""

import re

# The heading of a page that lists posts by tag, category, month or author, in the words of blog software.
_Q = r"[\"'‘’“”«»]?"
PAGE_HEADING = re.compile(
    rf"(?:posts?|entries|articles|stories|items)\s+(?:tagged|filed|categori[sz]ed|posted)(?:\s+(?:with|as|under|in))?\b"
    rf".{{0,80}}"
    rf"|(?:tag|category|categories|monthly|daily|yearly|author|topic|blog|news|keyword)\s+archives?\b.{{0,80}}"
    rf"|archives?\s+(?:for|of|by)\b.{{0,80}}|(?:all\s+)?(?:posts|articles|stories)\s+(?:by|from|in|on|about)\s+.{{1,60}}"
    rf"|(?:tag|category|topic|label|browsing(?:\s+\w+)?|browse)\s*:\s*{_Q}\S.{{0,60}}"
    rf"|(?:showing|displaying)\s+(?:all\s+)?posts\b.{{0,80}}|search results(?:\s+for)?\b.{{0,80}}"
    rf"|(?:news|press)\s+archive"
    rf"|записи с (?:меткой|тегом)\b.{{0,80}}|архив (?:рубрики|метки|за|категории|записей)\b.{{0,80}}"
    rf"|(?:метка|рубрика|тег)\s*:\s*.{{1,60}}"
    rf"|entradas (?:etiquetadas|con la etiqueta|de la categoría)\b.{{0,80}}"
    rf"|archivos? (?:de la|por|de|mensual)\b.{{0,80}}|(?:etiqueta|categoría)\s*:\s*.{{1,60}}"
    rf"|archives? (?:de la catégorie|par mot-clé|pour|du mot-clé)\b.{{0,80}}"
    rf"|articles? (?:taggés|tagués|étiquetés)\b.{{0,80}}"
    rf"|schlagwort(?:-archive?)?\b.{{0,80}}|archiv (?:der kategorie|für|nach)\b.{{0,80}}|kategorie\s*:\s*.{{1,60}}",
    re.I | re.S,
)

# A line that closes a post: tags, categories, comment counts, share buttons, permalinks.
_BUTTON = r"(?:e-?mail|print|share|tweet|facebook|twitter)"
POST_FOOTER = re.compile(
    r"(?:tags?|tagged(?:\s+(?:with|as|in|under))?|labels?|filed (?:under|in)|categor(?:y|ies)|posted in|keywords?"
    r"|topics?|метки|рубрик[аи]|теги|etiquetas|categorías|étiquettes|schlagwörter)\s*:?\s+\S.{0,200}"
    r"|(?:no|one|\d+|leave a|add a|post a|view)\s+(?:comments?|repl(?:y|ies)|responses?|thoughts on\b).{0,60}"
    r"|comments?(?:\s*(?:off|closed|are closed|\(\d+\)|:?\s*\d+|are off)).{0,40}|leave a reply"
    r"|share this(?:\s+\w+)?:?|(?:perma(?:nent )?link).{0,20}"
    r"|(?:continue|keep) reading\b.{0,120}|read (?:more|the rest)\b.{0,120}|like this:?"
    rf"|{_BUTTON}(?:\s*[|•·,/]\s*{_BUTTON})*|(?:нет|оставить|\d+)\s+(?:комментари\w+|коммент\w*)"
    r"|(?:\d+|sin|no hay|deja un)\s+comentarios?.{0,20}|(?:\d+|aucun|pas de)\s+commentaires?",
    re.I,
)
_MARKS = " \t|•·»«›‹→—–-#[]()"


_TAG_HEADING = re.compile(
    r"(?:(?:posts?|entries|articles|stories)\s+tagged(?:\s+(?:with|as))?|tag\s+archives?|tag|topic|label"
    r"|записи с (?:меткой|тегом)|метка|entradas (?:etiquetadas(?: con)?|con la etiqueta)|etiqueta)\s*:?\s+"
    r"(?P<tag>.{2,60})",
    re.I,
)


def tag_of_page(line: str) -> str | None:
    """The tag that an archive page is of ("Posts Tagged 'Dagestan'": Dagestan), or None when it is of none."""
    match = _TAG_HEADING.fullmatch(line.strip().strip(_MARKS))
    return match["tag"].strip(" \"'‘’“”«»") or None if match else None


def is_page_heading(line: str) -> bool:
    """Is this the heading of an archive page ("Posts Tagged 'Dagestan'")? One short line that says nothing else."""
    line = line.strip()
    return 3 <= len(line) <= 120 and PAGE_HEADING.fullmatch(line.strip(_MARKS)) is not None and not line.endswith(".")


def is_post_footer(line: str) -> bool:
    """Is this a line that closes a post ("Tags: Buynaksk, bombing", "2 Comments »")?"""
    line = line.strip(_MARKS)
    return 2 <= len(line) <= 240 and POST_FOOTER.fullmatch(line) is not None and not re.search(r"[a-zа-я]{3}\.$", line)
