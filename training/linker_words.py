"""How common words are in news: the background against which a shared word counts as evidence.

    python training/linker_words.py ../shared src/dateline/data/word_weights.json

A word's weight is its inverse document frequency, log((N + 1) / (df + 0.5)), taken as the least over several
collections: what is common in any kind of news (local crime, world news, Latin American wire copy) is weak evidence
everywhere. Only words that are chiefly written in lower case are kept, plus weekdays, months and names of countries:
no name of a person enters, and what is not in the table counts as rare.
"""

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LIMIT = 6000
UNKNOWN = 6.0
CALENDAR = WORD.findall("""
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr
""")


def texts(path: Path) -> Iterator[str]:
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if row.get("split", "train") == "train":
            yield f"{row.get('title') or ''}\n{row['text'][:LIMIT]}"


def main(shared: Path, out: Path) -> None:
    data = shared / "data"
    world = [data / "geo" / f"{n}.jsonl" for n in ("lgl", "trnews", "geovirus", "gwn")]
    collections = {
        "local": ([data / "linking/gva/docs.jsonl"], True),
        "world": (world, True),
        "wire": ([data / "muc/train.jsonl"], False),
    }
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    frequency: dict[str, Counter[str]] = {}
    size: dict[str, int] = {}
    for name, (paths, cased) in collections.items():
        seen = frequency[name] = Counter()
        size[name] = 0
        for path in paths:
            for text in texts(path):
                size[name] += 1
                words = {m.group() for m in WORD.finditer(text)}
                seen.update({w.lower() for w in words})
                if cased:
                    for w in words:
                        (lower if w == w.lower() else upper)[w.lower()] += 1
    countries = set()
    table = Path(__file__).resolve().parent.parent / "src/dateline/data/gazetteer_countries.tsv"
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            countries.update(w.lower() for f in line.split("\t") for w in WORD.findall(f) if len(w) > 3)
    kept = {}
    for word in set(lower) | set(CALENDAR) | countries:
        if len(word) > 24 or (word.isdigit() and len(word) > 2):
            continue
        plain = lower[word] >= 8 and lower[word] > upper[word] / 12
        if not plain and word not in CALENDAR and word not in countries:
            continue
        weight = min(math.log((size[n] + 1) / (frequency[n][word] + 0.5)) for n in frequency)
        if weight < UNKNOWN - 0.1:
            kept[word] = round(weight, 2)
    out.write_text(
        json.dumps(
            {
                "note": "inverse document frequency of common English news words; see training/linker_words.py",
                "documents": size,
                "unknown": UNKNOWN,
                "words": dict(sorted(kept.items())),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        + "\n",
        encoding="utf-8",
    )
    print(f"{len(kept)} words from {size}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
