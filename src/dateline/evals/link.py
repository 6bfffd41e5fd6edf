"""`dateline eval link`: which articles of a file are mainly about the same incident, from text and date alone."""

import json
import os
from pathlib import Path

from dateline.evals.articles import article_context, candidate_pairs, read_articles
from dateline.incidents.clustering import cluster
from dateline.incidents.linking import incident_id
from dateline.incidents.profile import Profile, profile
from dateline.incidents.scoring import model, score

JOIN = -1.5
"""Mean log odds above which groups are joined, chosen on the given dev part: pairs that share no block key count
against a group already, so that even odds would part too much."""


def run(docs: Path, out: Path, *, figures: bool = False) -> None:
    """Read `docs` ({"doc_id", "title", "text", "pub_date"} a line), write {"doc_id", "incident"} a line to `out`.

    Equal incident ids mean the same incident; gold in the input is never read. With `figures` each line also bears
    {"killed", "injured", "date", "place"} of its incident, null where no article tells.
    """
    rows = list(read_articles(docs))
    profiles = [profile(article_context(r)) for r in rows]
    groups = link_articles(profiles)
    incident: dict[int, str] = {}
    for group in groups:
        name = incident_id(min(rows[n]["doc_id"] for n in group))
        incident.update(dict.fromkeys(group, name))
    temporary = out.with_name(out.name + ".part")
    with temporary.open("w", encoding="utf-8") as lines:
        for n, row in enumerate(rows):
            line: dict[str, object] = {"doc_id": row["doc_id"], "incident": incident[n]}
            if figures:
                line |= {"killed": None, "injured": None, "date": None, "place": None}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
    os.replace(temporary, out)


def link_articles(profiles: list[Profile], *, join: float = JOIN) -> list[list[int]]:
    """Positions of the articles, grouped by incident."""
    weights = model("articles")
    width = len(str(len(profiles)))
    names = [str(n).zfill(width) for n in range(len(profiles))]
    scores = {
        (names[i], names[j]): score(profiles[i], profiles[j], weights).log_odds for i, j in candidate_pairs(profiles)
    }
    return [[int(name) for name in group] for group in cluster(names, scores, join=join)]
