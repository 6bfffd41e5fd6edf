"""`eval link` on articles of our own: same incidents found, twins apart, nothing read but text, title and date."""

import json

import pytest

from dateline.evals.articles import candidate_pairs
from dateline.evals.link import article_account, link_articles, link_scores, run

ARTICLES = [
    {
        "doc_id": "a1",
        "title": "Two brothers shot outside Quarry Lane bakery in Eastmoor",
        "pub_date": "2019-05-14",
        "text": "EASTMOOR - Two brothers were shot on Monday night outside a bakery on Quarry Lane, police said. "
        "Orrin Vask, 22, and Pell Vask, 19, were taken to Saint Bruna Hospital; the older one died, said "
        "Sergeant Wilma Thorne. Officers were called to the 400 block of Quarry Lane at about 9:40 p.m. A silver "
        "van was seen leaving. No arrest has been made.",
    },
    {
        "doc_id": "a2",
        "title": "Eastmoor man dies, brother hurt in Quarry Lane shooting",
        "pub_date": "2019-05-15",
        "text": "Police in Eastmoor have named the man who died after gunfire outside a bakery on Monday. Orrin Vask, "
        "22, died at Saint Bruna Hospital. His brother Pell Vask, 19, is expected to live. Sergeant Wilma Thorne "
        "said officers were looking for a silver van seen in the 400 block of Quarry Lane around 9:40 p.m.",
    },
    {
        "doc_id": "a3",
        "title": "Suspect held in Eastmoor bakery shooting",
        "pub_date": "2019-05-21",
        "text": "A 31-year-old was charged on Tuesday with the murder of Orrin Vask, 22, who was shot with "
        "his brother Pell Vask, 19, at the Quarry Lane bakery in Eastmoor on May 13. Prosecutors say "
        "the shots came from a silver van.",
    },
    {
        "doc_id": "b1",
        "title": "Woman wounded in Eastmoor car park",
        "pub_date": "2019-05-14",
        "text": "EASTMOOR - A woman was shot in a leg on Monday night in a supermarket car park on Dellway Road, the "
        "police said. Tamsin Orroe, 45, was treated at Holm Clinic. The shooting at 11:15 p.m. followed a row over a "
        "parking bay, Lieutenant Abe Crull said. A man of 50 was arrested.",
    },
    {
        "doc_id": "c1",
        "title": "Hunter finds body in Brackwater",
        "pub_date": "2018-11-03",
        "text": "BRACKWATER - The body of a man with a gunshot wound was found by a hunter near Sill Creek on Friday. "
        "The sheriff of Nether County asked anyone who knew Dov Harl, 67, to come forward.",
    },
]


def linked(tmp_path, articles, **options) -> list[dict]:
    docs, out = tmp_path / "docs.jsonl", tmp_path / "pred.jsonl"
    docs.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    run(docs, out, **options)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def partition(rows: list[dict]) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for row in rows:
        groups.setdefault(row["incident"], set()).add(row["doc_id"])
    return {frozenset(g) for g in groups.values()}


def test_follow_ups_join_and_the_twin_of_the_same_night_stays_apart(tmp_path):
    rows = linked(tmp_path, ARTICLES)
    assert [r["doc_id"] for r in rows] == [a["doc_id"] for a in ARTICLES]
    assert partition(rows) == {frozenset({"a1", "a2", "a3"}), frozenset({"b1"}), frozenset({"c1"})}


def test_order_of_the_articles_and_gold_in_the_input_change_nothing(tmp_path):
    expected = {r["doc_id"]: r["incident"] for r in linked(tmp_path, ARTICLES)}
    spoiled = [{**a, "incident": "x", "incident_ids": ["x"]} for a in reversed(ARTICLES)]
    assert {r["doc_id"]: r["incident"] for r in linked(tmp_path, spoiled)} == expected


@pytest.mark.parametrize("changes", [{"text": ""}, {"title": None}, {"pub_date": None}, {"title": None, "text": None}])
def test_articles_with_gaps_are_linked_all_the_same(tmp_path, changes):
    rows = linked(tmp_path, [{**ARTICLES[0], **changes}, *ARTICLES[3:]])
    assert len(rows) == 3
    assert all(row["incident"] for row in rows)


def test_an_empty_file_gives_an_empty_file(tmp_path):
    assert linked(tmp_path, []) == []
    assert link_articles([]) == []
    assert candidate_pairs([]) == []


def test_figures_are_those_of_the_incident(tmp_path):
    rows = linked(tmp_path, ARTICLES, figures=True)
    keys = {"doc_id", "incident", "killed", "killed_low", "killed_high", "injured", "date", "place"}
    assert all(set(r) == keys for r in rows)
    told = {r["doc_id"]: (r["killed"], r["injured"], r["date"]) for r in rows}
    assert told["a1"] == told["a2"] == told["a3"]


def test_scores_are_printed_against_gold(tmp_path):
    docs, gold = tmp_path / "docs.jsonl", tmp_path / "gold.jsonl"
    docs.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), "utf-8")
    incidents = [
        {"incident_id": "x", "doc_ids": ["a1", "a2", "a3"], "date": "2019-05-13", "city": "Eastmoor", "killed": 1},
        {"incident_id": "y", "doc_ids": ["b1"], "date": "2019-05-13", "city": "Eastmoor", "killed": 0},
        {"incident_id": "z", "doc_ids": ["elsewhere"], "date": "2019-05-13", "city": "Eastmoor", "killed": 0},
    ]
    gold.write_text("".join(json.dumps(i) + "\n" for i in incidents), "utf-8")
    printed = run(docs, tmp_path / "out.jsonl", figures=True, gold=gold)
    assert printed is not None
    scores = {name: float(value) for name, value in map(str.split, printed.splitlines())}
    assert (scores["articles"], scores["incidents"]) == (4, 2)
    assert scores["conll_f1"] == scores["lea_f1"] == scores["twins_pair_precision"] == 1
    assert scores["blocking_recall"] == 1
    assert scores["twins_articles"] == 4
    assert (scores["killed_incidents"], scores["killed_exact"], scores["killed_within"]) == (1, 1, 1)
    assert run(docs, tmp_path / "out.jsonl") is None


def test_documents_of_several_incidents_are_not_scored():
    gold = [
        {"incident_id": "x", "doc_ids": ["a", "b"], "killed": 2},
        {"incident_id": "y", "doc_ids": ["b", "c"], "killed": None},
    ]
    told = [{"doc_id": d, "incident": "i", "killed": 3, "killed_low": 1, "killed_high": None} for d in "abc"]
    scores = link_scores(gold, told, candidates={("a", "c")})
    assert scores["articles"] == 2
    assert scores["pair_precision"] == 0
    assert "killed_exact" not in scores


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Four men were shot in a park on Monday. All of them are in hospital.", 0),
        ("Four men were shot dead in a park on Monday, police said.", 4),
        ("A murder in the park: neighbours heard one scream on Monday night. No name was given.", 1),
        ("Shots were heard in a park on Monday. Nobody was hurt.", 0),
    ],
)
def test_the_toll_of_an_article_is_read_as_news_of_crime_means_it(text, toll):
    account = article_account({"doc_id": "a", "title": "News from the park", "text": text, "pub_date": "2019-05-14"})
    assert account.report.deaths is not None
    assert account.report.deaths.best == toll
